"""Some words may stand in one place only: so there is one place to look, and one to change."""

import re

import pytest

from tests.house.source import calls, named, python, words

#: What may be called, by pattern, and the only files that may call it.
CALLED = {
    r".*\.commit": {"coopshop/db.py"},
    r".*\.rollback": {"coopshop/db.py"},
    r"(datetime|date)(\.datetime|\.date)?\.(now|utcnow|today)": {"coopshop/app.py"},
    r"time\.(time|localtime|gmtime|ctime)": set(),
    r"os\.getenv": set(),
    r"(socket|urllib|http|requests|smtplib)\..*": set(),
}

#: What may be named in the source, by pattern, and the only files that may name it.
NAMED = {
    r"\breportlab\b": {"coopshop/paper/sheet.py"},
    r"\bos\.environ\b": {"coopshop/config.py"},
    r"\bcurrent_user\b": {"coopshop/access/desk.py", "coopshop/access/views.py"},
    r"insert\((Entry|Move|_entry|_move)\b": {"coopshop/ledger/service.py"},
    r"\b_into\((_entry|_move)\)": {"coopshop/ledger/service.py"},
}

#: The chart of accounts is one file; the database's own check repeats two of its prefixes.
ACCOUNT = re.compile(r"^(goods|earned|payable|due|fund|association)/|'goods/")
CHART = {"coopshop/domain/accounts.py", "coopshop/ledger/models.py"}

#: Who may look at the clock: the door for writing, pages (and how they say a near day) and the
#: terminal. Verbs are told.
CLOCK = re.compile(r"coopshop/(db|cli|app|web/filters|web/i18n|access/desk|\w+/(\w+_)?views)\.py")


@pytest.mark.parametrize("pattern", CALLED)
def test_it_is_called_in_its_own_place_only(pattern):
    found = {
        named(path)
        for path in python("coopshop", "migrations")
        if any(re.fullmatch(pattern, name) for name in calls(path))
    }
    assert found <= CALLED[pattern]


@pytest.mark.parametrize("pattern", NAMED)
def test_it_is_named_in_its_own_place_only(pattern):
    found = {
        named(path)
        for path in python("coopshop", "migrations")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found <= NAMED[pattern]


def test_accounts_get_their_names_in_the_chart_only():
    found = {
        named(path)
        for path in python("coopshop")
        if any(ACCOUNT.search(word) for word in words(path))
    }
    assert found <= CHART


def test_only_doors_pages_and_the_terminal_look_at_the_clock():
    found = {named(path) for path in python("coopshop") if {"now", "today"} & set(calls(path))}
    assert {name for name in found if not CLOCK.fullmatch(name)} == set()


def test_verbs_never_look_at_the_request():
    """A service and a table know nothing of the web's globals."""
    known = ("views.py", "forms.py", "desk.py", "doors.py", "device.py", "grants.py")
    rooms = [p for p in python("coopshop") if named(p).count("/") > 1 and "/web/" not in named(p)]
    found = {
        named(path)
        for path in rooms
        if not named(path).endswith(known)
        and re.search(r"from flask import [^\n]*\b(request|g|session)\b", path.read_text("utf-8"))
    }
    assert found == set()


def test_no_bug_is_swallowed():
    """`except Exception` hides what we should see."""
    swallowing = re.compile(r"except (Exception|BaseException)?\s*:")
    found = {
        named(path)
        for path in python("coopshop", "migrations")
        if swallowing.search(path.read_text(encoding="utf-8"))
    }
    # The door for writing undoes the transaction and lets the bug fall; the page that says
    # "something broke" must not break itself.
    assert found <= {"coopshop/db.py", "coopshop/web/errors.py"}
