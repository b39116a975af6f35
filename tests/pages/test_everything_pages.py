"""All about one member: every table that says something of her, and nothing of another."""

import html
import json
import re
from datetime import date

import pytest
import sqlalchemy as sa

from coopshop import catalog, members
from coopshop.db import Model, db, transaction
from coopshop.domain.showing import money
from coopshop.maker import account, everything
from coopshop.maker.titles import COLUMNS, HIDDEN, TABLES
from coopshop.web.once import Submission
from tests.pages.addresses import lived_in
from tests.pages.entering import enter

#: What names her and is not about her: addresses of forms that were recorded.
LEFT_OUT = {"submission", "entry"}


@pytest.fixture
def told(lived):
    """What the file says, as a program reads it, by table."""
    lived_in(lived)
    answer = enter(lived, "socia", "AW-01").get("/yo/todo")
    assert "attachment" in answer.headers["Content-Disposition"]
    found = answer.text.partition('<script type="application/json" id="datos">')[2]
    return json.loads(found.partition("</script>")[0])


def cells(table):
    return {str(value) for row in db.session.execute(sa.select(table)) for value in row if value}


def test_every_table_that_names_her_is_in_it(lived, told):
    with lived.app_context():
        naming = {table.name for table in Model.metadata.sorted_tables if "AW-01" in cells(table)}
    assert naming - told.keys() - LEFT_OUT == set()
    assert len(naming) > 15


def test_every_table_with_a_column_for_a_member_may_be_in_it(told):
    del told
    asked = {
        table.name
        for table in Model.metadata.sorted_tables
        if "member" in table.columns
        or any(key.referred_table.name == "member" for key in table.foreign_key_constraints)
    }
    assert asked - everything.hers() == set()


def test_what_belongs_to_her_rows_is_in_it_too(told):
    for name in ("dispute_photo", "dispute_answer", "payout_collector", "agreement", "move"):
        assert told[name], name


def test_nothing_of_another_is_in_it(told):
    members = {row["member"] for rows in told.values() for row in rows if "member" in row}
    assert members == {"AW-01"}
    assert "AW-02" not in json.dumps(told)


def test_it_holds_no_secrets(told):
    columns = {name for rows in told.values() for row in rows for name in row}
    assert {name for name in columns if re.search("hash|salt|seal|secret|pin", name)} == set()


def test_people_read_it_and_its_pictures_are_inside(lived):
    lived_in(lived)
    page = enter(lived, "tesorera").get("/members/AW-01/everything").text
    assert "data:image/jpeg;base64," in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "Todo sobre" in page


def test_only_she_and_those_who_read_the_register_get_it(lived):
    address = "/members/AW-01/everything"
    got = {
        role: enter(lived, role, member).get(address).status_code
        for role, member in (("socia", "AW-01"), ("vendedora", None), ("fiscal", None))
    }
    assert got == {"socia": 403, "vendedora": 403, "fiscal": 200}


def test_no_digest_is_in_it_whatever_its_column_is_called(told):
    said = json.dumps({name: rows for name, rows in told.items() if name != "submission"})
    assert re.findall(r'"[0-9a-f]{64}"', said) == []


def test_it_holds_what_was_said_of_her_and_says_where_her_page_lies(lived):
    lived_in(lived)
    with lived.app_context(), transaction() as (session, at):
        name = members.member(session, "AW-01").name
        other = members.member(session, "AW-02").name
        told = (f"Paid: {name}.", f"Between {name} and {other}.", f"Paid: {other}.")
        for number, said in enumerate(told):
            row = {"key": f"said-{number}", "fingerprint": "x", "location": "/", "at": at}
            session.add(Submission(**row, said=said))
        page = session.scalar(
            sa.text("SELECT page FROM opening WHERE kind = 'member' AND subject = 'AW-01'")
        )
    answer = enter(lived, "socia", "AW-01").get("/yo/todo")
    sheets = json.loads(answer.text.partition('id="datos">')[2].partition("</script>")[0])
    said = [row["said"] for row in sheets["submission"]]
    assert told[0] in said
    assert not any(other in one for one in said)
    assert {row["page"] for row in sheets["evidence"]} == {page}
    assert all("jpeg" not in row and "words" not in row for row in sheets["evidence"])


def read(page):
    """What people read of the file: no pictures, no styles, nothing that is for programs."""
    shown = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(shown).split())


def headings(page):
    return {
        html.unescape(found).strip().rstrip(":")
        for found in re.findall(r"<(?:dt|h2|h3|th)>(.*?)</", page, flags=re.DOTALL)
    }


def test_every_column_that_may_be_in_it_has_words():
    tables = {name: Model.metadata.tables[name] for name in everything.hers() | {"submission"}}
    assert tables.keys() - TABLES.keys() == set()
    wordless = {
        f"{name}.{column.name}"
        for name, table in tables.items()
        for column in table.columns
        if name not in ("move", "balance", "submission", "evidence") and everything._told(column)
        if not {column.name, f"{name}.{column.name}"} & (HIDDEN | COLUMNS.keys())
    }
    assert wordless == set()


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_name_of_a_table_or_a_column_is_a_heading(lived, language):
    lived_in(lived)
    client = enter(lived, "socia", "AW-01")
    with client.session_transaction() as cookie:
        cookie["language"] = language
    page = client.get("/yo/todo").text
    tables = Model.metadata.tables.values()
    names = {table.name for table in tables} | {c.name for table in tables for c in table.columns}
    assert len(headings(page)) > 40
    assert headings(page) & names == set()


def test_it_says_no_code_that_has_a_name_and_no_day_of_programs(lived):
    lived_in(lived)
    said = read(enter(lived, "socia", "AW-01").get("/yo/todo").text)
    with lived.app_context():
        skus = [product.sku for product in catalog.products(db.session())]
    codes = [rf"\b{re.escape(sku)}\b" for sku in skus]
    codes += [r"\b(goods|earned|payable|due|cash|fund)/", r"\bPEN\b", r"[a-z]+_[a-z]+"]
    codes += [r"\d{4}-\d\d-\d\d", r"\bNone\b", r"\bTrue\b"]
    found = [re.search(f".{{0,30}}{code}.{{0,30}}", said) for code in codes]
    assert [one[0] for one in found if one] == []
    assert "Canasta" in said


def test_the_book_s_part_comes_last_with_the_sign_that_she_sees(year):
    page = enter(year, "socia", "AW-03").get("/yo/todo").text
    readable, book = read(page).split("Para quien revisa")
    with year.app_context():
        hers = account.owed(db.session(), "AW-03", date(2026, 1, 5))
    assert f"No te debemos nada {money(hers.total)}" in readable
    assert "Página del libro" not in readable
    balances = book.split("Saldos en el libro")[1]
    assert ("Se me debe" in balances) == bool(hers.total)
    assert f"Mío cuando pague el cliente: {money(hers.to_come)}" in balances
    assert "Se me debe: −S/ 10.00 Del otro lado: Aportes" in book
    assert "−S/ 100.00 quedó: −S/ 83.47" in readable
    assert "vie 14 feb 2025" in readable


def test_what_programs_read_is_whole(lived, told):
    assert {"entry", "line", "source", "target", "amount", "unit"} == set(told["move"][0])
    assert all(row["brought"] >= 0 and row["entry"] for row in told["delivery"])
    del lived
