"""Nothing in the house tells of the machine it was built on, or of anybody's secrets."""

import re

from tests.house.source import named, tracked

#: What betrays a workshop: folders of one machine, mirrors, private addresses, keys.
TRACES = re.compile(
    rb"/(home|Users)/[a-z]+/|/root/|/tmp/[a-z]+/"
    rb"|index-url|extra-index|https?://[^\s\"')]*\b(pypi|registry|mirror|artifactory|nexus)\b"
    rb"|\b(10|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d{1,3}){2,3}\b(?!\.\d)"
    rb"|BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}"
)

#: Files that are not text, and those that speak of traces in order to find them.
PICTURES = {".webp", ".ttf", ".png", ".ico", ".woff2", ".jpg"}


def test_no_file_tells_of_the_workshop():
    found = [
        f"{named(path)}: {match[0].decode(errors='replace')}"
        for path in tracked()
        if path.suffix not in PICTURES and named(path) != "tests/house/test_traces.py"
        for match in TRACES.finditer(path.read_bytes())
    ]
    assert found == []


def test_no_database_log_or_key_is_kept():
    forbidden = re.compile(r"\.(sqlite3?|db|log|pem|key|env|pyc|mo|pot)$|secret|demo-logins")
    assert [named(path) for path in tracked() if forbidden.search(named(path))] == []


def test_every_text_ends_its_lines_as_unix_does():
    found = [
        named(path)
        for path in tracked()
        if path.suffix not in PICTURES and b"\r\n" in path.read_bytes()
    ]
    assert found == []
