"""All about one member: every table that says something of her, and nothing of another."""

import json
import re

import pytest
import sqlalchemy as sa

from coopshop import members
from coopshop.db import Model, db, transaction
from coopshop.maker import everything
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
