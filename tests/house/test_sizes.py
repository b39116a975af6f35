"""Small enough to be read at one sitting. A ceiling is a bell: raised here, with its reason."""

import ast

import pytest

from tests.house.source import named, python, tracked, tree

FILE, FUNCTION, TEMPLATE, STYLE, SCRIPT, LINE = 400, 60, 200, 200, 200, 100

#: What may be larger, and why.
RAISED: dict[str, int] = {}

#: Names that say nothing about what is inside.
SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "base", "tools", "stuff"}

CODE = python("coopshop", "migrations", "tests")


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def ends(suffix):
    return [path for path in tracked() if path.suffix == suffix]


@pytest.mark.parametrize(
    ("paths", "ceiling"),
    [(CODE, FILE), (ends(".html"), TEMPLATE), (ends(".css"), STYLE), (ends(".js"), SCRIPT)],
    ids=["python", "templates", "styles", "scripts"],
)
def test_no_file_is_too_long(paths, ceiling):
    counted = {named(path): len(lines(path)) for path in paths}
    assert {n: c for n, c in counted.items() if c > RAISED.get(n, ceiling)} == {}


def test_no_function_is_too_long():
    found = {}
    for path in python("coopshop", "tests"):  # a migration is a list of tables, read once
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{named(path)}:{node.name}"
                length = node.end_lineno - node.lineno + 1
                if length > RAISED.get(name, FUNCTION):
                    found[name] = length
    assert found == {}


def test_no_line_is_too_long():
    """Doctests show what Python prints, however wide; an address has no place to break."""
    found = [
        f"{named(path)}:{number}"
        for path in [*CODE, *ends(".js")]
        for number, line in enumerate(lines(path), 1)
        if len(line) > LINE and not line.lstrip().startswith(("coopshop.domain.", "http"))
    ]
    assert found == []


def test_every_file_begins_with_what_it_is():
    assert [named(path) for path in CODE if not ast.get_docstring(tree(path))] == []


def test_no_file_has_a_name_that_says_nothing():
    assert [named(path) for path in CODE if path.stem in SAY_NOTHING] == []


def test_every_raised_ceiling_is_still_needed():
    files = {named(path) for path in tracked()}
    assert {name.partition(":")[0] for name in RAISED} <= files
