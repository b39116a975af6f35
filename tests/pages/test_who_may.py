"""Every address, as everybody: nothing is open by oversight, to read or to change.

What everybody shall get stands in matrix.csv, a line for each page and method; matrix.py says how
it is read.
"""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from coopshop.access.permissions import RIGHTS, may
from coopshop.db import db
from coopshop.practice import Practice
from coopshop.web.assets import MAKES_PAGES
from tests import databases
from tests.pages import matrix
from tests.pages.addresses import lived_in
from tests.pages.matrix import Row

#: Where nobody asks who one is: in, out, and what makes the page.
DOORS = {*MAKES_PAGES, "web.choose_language", "access.sign_in", "access.sign_out"}

#: What every signed-in person finds, with something in its address that is nobody's.
OF_NOBODY = {"help.topic", "maker.sound"}

#: What those who change nothing may hand in: their own password, practice, the guide's specimen.
OWN_FORMS = {"access.password", "access.guide", "beginning.practise"}

#: Where anybody reads the name of a maker who agreed to it (test_buyer_pages, test_lot_pages).
SHE_AGREED = {"proof.bought", "proof.lot"}

#: What opens only right after something else was done; looked at in a test of its own.
RIGHT_AFTER = {"maker.new_pin"}

READ, REFUSED = {"200", "302"}, {"403", "404", "405", "in"}

#: Ids of another's things, under every name that a form or an address of ours may have for them.
OF_ANOTHER = {
    **dict.fromkeys(("member", "socia", "code", "who", "maker"), "AW-01"),
    **dict.fromkeys(("lot", "lots"), "D0001"),
    **dict.fromkeys(("about", "cause"), "payout/L001"),
    "payout": "L001",
    "sale": "V0001",
    "number": "1",
    "month": "2026-01",
    "find": "Rosa",
}


@pytest.fixture
def shop(lived, tmp_path):
    """Where everything happened once, beside a practice that nobody need make."""
    usual = lived.extensions["practice"]
    practice = Practice(replace(usual.settings, instance=tmp_path), usual.make)
    practice.folder.mkdir()
    practice.pattern.touch()
    lived.extensions["practice"] = practice
    yield lived
    lived.extensions["practice"] = usual


@pytest.fixture
def named(shop):
    return lived_in(shop)


@contextmanager
def untouched(shop):
    """Whatever happens in here has not happened afterwards."""
    with shop.app_context():
        file = Path(db.engine.url.database)
    databases.let_go(shop)
    before = file.read_bytes()
    yield
    databases.let_go(shop)
    file.write_bytes(before)


def test_every_page_says_who_may_open_it(app):
    views = app.view_functions.items()
    asks = {name for name, view in views if getattr(view, "right", None)}
    for_all = {name for name, view in views if getattr(view, "open_to_all", False)}
    assert app.view_functions.keys() - asks - for_all == DOORS


def test_every_page_has_a_row(shop, named):
    """A new page: look at what everybody gets now, mend what is wrong, then add the lines."""
    missing = sorted(set(matrix.of_the_map(shop)) - matrix.table().keys())
    got = {row: {} for row in missing}
    for who in matrix.WHO if missing else ():
        with untouched(shop):
            for row, answer, _read in matrix.walk(shop, who, missing, named):
                got[row][who] = answer
    lines = [matrix.line(row, answers) for row, answers in got.items()]
    assert not lines, "\n".join(["Are they right? Then add to tests/pages/matrix.csv:", *lines])


def test_no_page_has_two_rows():
    row = Row("maker.home", "GET")
    assert matrix.doubled([row, row._replace(method="POST"), row]) == [row]
    lines = matrix.FILE.read_text("utf-8").splitlines()
    assert len(matrix.table()) == len(lines) - 1


def test_every_row_has_a_page(app):
    pages = set(matrix.of_the_map(app))
    assert {row for row in matrix.table() if row._replace(asked="") not in pages} == set()


@pytest.mark.parametrize("who", matrix.WHO)
def test_everybody_gets_what_the_table_says(shop, named, who):
    expected = {row: answers[who] for row, answers in matrix.table().items()}
    there = set(matrix.of_the_map(shop))
    rows = [row for row in expected if row._replace(asked="") in there]
    wrong = [
        f"{row.page} {row.method} {row.asked} for {who}: {answer}, not {expected[row]}"
        for row, answer, _read in matrix.walk(shop, who, rows, named)
        if answer != expected[row]
    ]
    assert wrong == []


def test_what_is_a_members_own_is_not_there_for_another(app):
    """404, not 403: a stranger to it does not even learn that there is such a thing."""
    speaking = {r.endpoint for r in app.url_map.iter_rules() if r.arguments} - OF_NOBODY
    wrong = {
        row: answers
        for row, answers in matrix.table().items()
        if row.page in speaking
        and answers["hers"] not in REFUSED
        and answers["stranger"] == "in"
        and answers["anothers"] != "404"
    }
    assert wrong == {}


def test_every_page_opens_for_somebody():
    """Otherwise its example in addresses.py leads nowhere, and nobody has looked at it."""
    pages = {row: answers for row, answers in matrix.table().items() if row.method == "GET"}
    nobody = {row.page for row, answers in pages.items() if not READ & set(answers.values())}
    assert nobody == RIGHT_AFTER


def test_no_stranger_and_no_telephone_alone_gets_further_than_the_door(app):
    open_now = {name for name, view in app.view_functions.items() if not getattr(view, "right", "")}
    wrong = {
        row: answers
        for row, answers in matrix.table().items()
        if row.page not in open_now and {answers["stranger"], answers["phone"]} != {"in"}
    }
    assert wrong == {}


def test_who_reads_only_changes_nothing():
    """The fiscal hands in nothing but her own password, and whatever a stranger may."""
    wrong = {
        row
        for row, answers in matrix.table().items()
        if row.method != "GET"
        and row.page not in OWN_FORMS
        and answers["fiscal"] not in REFUSED
        and answers["stranger"] == "in"
    }
    assert wrong == set()


def test_the_fiscal_reads_all_that_anybody_reads():
    reading = {right for right in RIGHTS if right.startswith("read_")} - {"read_own"}
    assert {right for right in reading if not may("fiscal", right)} == set()


def test_no_page_of_a_member_speaks_of_another(shop, named):
    """Whatever opens for her, and whatever ids of others she puts after the question mark."""
    asked = "&".join(f"{name}={value}" for name, value in OF_ANOTHER.items())
    rows = [
        row
        for row, answers in matrix.table().items()
        if row.method == "GET"
        and answers["anothers"] not in ("403", "in")
        and row.page not in SHE_AGREED
    ]
    rows += [row._replace(asked=asked) for row in rows]
    told = {
        row.page
        for row, answer, read in matrix.walk(shop, "anothers", rows, named)
        if answer in READ and (b"Rosa Inventada" in read or b"AW-01<" in read)
    }
    assert told == set()


def test_no_form_of_a_member_changes_what_is_anothers(shop, named):
    """She hands in every form that there is, with another's ids in every box."""
    asked = "&".join(f"{name}={value}" for name, value in OF_ANOTHER.items())
    rows = [Row(row.page, row.method, asked) for row in matrix.of_the_map(shop)]
    before = _of_rosa(shop)
    handed_in = list(
        matrix.walk(shop, "anothers", [row for row in rows if row.method != "GET"], named)
    )
    assert len(handed_in) > 100
    assert _of_rosa(shop) == before


def test_no_header_turns_a_request_into_another(client):
    """A page that only reads stays so, and the head of a page is as closed as the page."""
    override = {"X-HTTP-Method-Override": "POST", "X-HTTP-Method": "POST"}
    assert client.get("/members/AW-01", headers=override).location == "/sign-in"
    assert client.head("/members/AW-01").location == "/sign-in"


def _of_rosa(shop):
    """Every row that names her."""
    with shop.app_context():
        return {
            table.name: sorted(map(repr, db.session().execute(table.select().where(hers))))
            for table in db.metadata.tables.values()
            if (column := table.columns.get("member")) is not None
            for hers in [sa.cast(column, sa.Text) == "AW-01"]
        }
