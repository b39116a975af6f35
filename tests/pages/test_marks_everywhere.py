"""What a member says is not right bears a mark wherever it stands, for both, until answered."""

import re

import pytest
import sqlalchemy as sa

from coopshop import payouts
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from coopshop.ledger import standing
from coopshop.ledger.models import Entry
from tests.pages.entering import enter
from tests.pages.slips import send, text

#: By the first word of what it is about: pages and lists where that thing is shown at the desk.
SHOWN = {
    "payout": ["/payouts/{code}", "/payouts/made?period=all", "/payouts/day/{on}"],
    "debit": ["/payouts/debits/{code}", "/payouts/debits/?period=all"],
    "sale": ["/sales/{code}", "/sales/?period=all"],
    "delivery": ["/production/{code}", "/production/?period=all"],
    "adjustment": ["/inventory/adjustments/{code}", "/inventory/adjustments/?period=all"],
    "arrival": ["/inventory/transfers/{code}", "/inventory/transfers/?period=all"],
    "count": ["/inventory/counts/{code}", "/inventory/counts/?period=all"],
    "beginning": ["/beginning/openings/{code}"],
}


@pytest.fixture
def client_of(lived):
    def client_of(role, member=None):
        client = enter(lived, role, member)
        with client.session_transaction() as cookie:
            cookie["language"] = "en"
        return client

    return client_of


@pytest.fixture
def say(lived):
    """She says that a line is not right; gives the code."""

    def say(about, member="AW-01"):
        with lived.app_context(), transaction() as (session, at):
            stamp = {"on": day_of(at), "at": at, "by": 1}
            return payouts.dispute(session, member=member, about=about, words=None, **stamp)

    return say


@pytest.fixture
def answer(client_of):
    """The treasurer answers it."""

    def answer(code):
        slip = {"reason": "se contó de nuevo", "on": "2026-01-05"}
        address = f"/payouts/disputes/{code}/answer"
        assert send(client_of("tesorera"), address, **slip).status_code == 303

    return answer


@pytest.fixture
def hers(lived):
    """Of each kind the last line that is hers and stands."""
    with lived.app_context():
        session = db.session()
        causes = sa.select(Entry.cause).where(standing(Entry.id)).order_by(Entry.id)
        return {
            cause.partition("/")[0]: cause
            for cause in session.scalars(causes)
            if payouts.is_hers(session, "AW-01", cause)
        }


@pytest.mark.parametrize("what", SHOWN)
def test_the_desk_sees_it_on_its_page_and_in_its_lists(client_of, say, answer, hers, what):
    about = hers[what]
    desk, till = client_of("tesorera"), client_of("vendedora")
    on = _day_of_payout(desk, about) if what == "payout" else ""
    pages = [page.format(code=about.split("/")[1], on=on) for page in SHOWN[what]]
    assert all("Not right" not in text(desk.get(page)) for page in pages)
    code = say(about)
    for page in pages:
        shown = desk.get(page)
        assert f"Not right: {code}" in text(shown), page
        assert f'href="/payouts/disputes/{code}"' in shown.text, page
        assert f"Not right: {code}" not in text(till.get(page)), page
    assert f"Not right: {code}" in text(desk.get("/members/AW-01"))
    answer(code)
    assert all("Not right" not in text(desk.get(page)) for page in (*pages, "/members/AW-01"))


def _day_of_payout(desk, about):
    found = re.search(r"/payouts/day/([0-9-]+)", desk.get(f"/payouts/{about.split('/')[1]}").text)
    return found[1]


def test_one_product_marks_its_sale(client_of, say, hers):
    sale = hers["sale"]
    code = say(f"{sale}/1")
    assert f"Not right: {code}" in text(client_of("fiscal").get(f"/sales/{sale[5:]}"))


def test_each_line_of_her_first_screen_says_it_or_leads_to_the_lines_that_do(client_of):
    phone = client_of("socia", "AW-01")
    page = phone.get("/yo/").text
    lines = re.findall(r'<li class="line(?! line-total)[^"]*">.*?</li>', page, re.DOTALL)
    assert lines
    for line in lines:
        (way,) = re.findall(r'<a class="not-right" href="([^"]+)"', line)
        assert "/yo/no-esta-bien/" in way or "/yo/no-esta-bien/" in phone.get(way).text


def test_what_waits_is_marked_on_her_first_screen_though_it_holds_no_money(client_of, say, hers):
    phone = client_of("socia", "AW-01")
    assert "I said: not right" not in text(phone.get("/yo/"))
    code = say(hers["payout"])
    shown = phone.get("/yo/")
    assert "I said: not right" in text(shown)
    assert f'href="/yo/dicho/{code}"' in shown.text


def test_each_of_her_lots_can_be_said_not_to_be_right_and_is_marked(client_of, say, hers):
    phone = client_of("socia", "AW-01")
    page = phone.get("/yo/piezas").text
    assert page.count('<article class="lot">') == len(
        re.findall(r'href="/yo/no-esta-bien/(?:delivery|beginning)/', page)
    )
    code = say(hers["delivery"])
    assert (
        f'<a class="not-right not-right-yes" href="/yo/dicho/{code}">'
        in phone.get("/yo/piezas").text
    )


def test_an_answer_is_told_on_her_first_screen_for_a_while(client_of, say, answer):
    phone = client_of("socia", "AW-01")
    code = say("payout/L002")
    assert "We answered you" not in text(phone.get("/yo/"))
    answer(code)
    shown = phone.get("/yo/")
    assert "We answered you" in text(shown)
    assert f'href="/yo/dicho/{code}"' in shown.text
    assert "We answered you" not in text(client_of("socia", "AW-02").get("/yo/"))


def test_a_page_with_many_lines_asks_for_none_of_them_alone(client_of, say, hers, lived):
    """Marks are asked for when she is unhappy and the line is slow."""
    phone = client_of("socia", "AW-01")
    say(hers["payout"])
    for page in ("/yo/", "/yo/piezas", "/yo/cuenta?month=2025-12"):
        asked = _asked(lived, phone, page)
        assert asked
        alone = [one for one in asked if re.search(r"entry\.cause = ", one)]
        assert len(alone) <= 3, page


def _asked(app, client, page):
    """What a page asks the database."""
    seen = []

    def keep(_connection, _cursor, statement, *_others):
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", keep)
    try:
        assert client.get(page).status_code == 200
    finally:
        sa.event.remove(engine, "before_cursor_execute", keep)
    return seen
