"""The desk writes down for a member without a telephone what is not right of money and pieces."""

import io
import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from coopshop import inventory, payouts, production
from coopshop.db import db, transaction
from coopshop.ledger.models import Entry
from tests.pages.entering import enter
from tests.pages.slips import beside, send, text
from tests.pages.test_not_right_pages import picture

PAGE = "/payouts/disputes/new/AW-01"
SAID = {"words": "Dice que eran cinco", "on": "2026-01-05"}


@pytest.fixture
def desk(lived):
    client = enter(lived, "tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return client


@pytest.fixture
def ask(lived):
    """What the book says now."""

    def ask(question):
        with lived.app_context():
            return question(db.session())

    return ask


#: What she was credited money for, so that a dispute of it may hold that.
PAID_FOR = ("Lost on the way", "Given as a sample", "Came back, unfit for sale")


def offers(client, page=PAGE):
    """What the list offers: (heading, value) and its words, in order."""
    shown = client.get(page).text
    chooser = shown[shown.index('<select class="box" id="about"') :].partition("</select>")[0]
    return {
        (heading, value): words
        for heading, options in re.findall(
            r'<optgroup label="([^"]+)">(.*?)</optgroup>', chooser, re.DOTALL
        )
        for value, words in re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', options)
    }


KINDS = {
    "Brought": ("delivery/", "beginning/"),
    "Not accepted": ("delivery/",),
    "Lost on the way": ("arrival/",),
    "Gone off in the shop": ("adjustment/",),
    "Missing in a count": ("adjustment/",),
    "Given as a sample": ("adjustment/",),
    "Came back, unfit for sale": ("return/",),
}


@pytest.fixture(autouse=True)
def everything(lived):
    """Of AW-01 each kind there is: what was not lived through yet happens here."""
    with lived.app_context(), transaction() as (session, at):
        stamp = {"on": date(2026, 1, 5), "at": at, "by": 1}
        lot = {"member": "AW-01", "sku": "CAN", "place": "CHI"}
        production.receive(session, **lot, brought=3, rejected=1, reason="moho", **stamp)
        for kind in ("merma", "muestra"):
            way = {"place": "CHI", "sku": "CAN", "units": 1, "kind": kind}
            inventory.adjust(session, **way, **stamp)
        code = inventory.begin_count(session, place="CHI", **stamp)
        left = inventory.stock_of(session, "CHI", "CAN")
        figures = {"CAN": inventory.Figure(left - 1)}
        inventory.jot(session, code=code, figures=figures, at=at, by=1)
        inventory.hand_in(session, code=code, reasons={"CAN": ("robo", None)}, seen={}, **stamp)
    return code


def test_the_list_has_money_and_pieces_below_headings_the_newest_first(desk):
    offered = offers(desk)
    headings = list(dict.fromkeys(heading for heading, _value in offered))
    assert headings[0] == "Not on this list"
    assert {"Since her last payout", "Before", *KINDS} <= set(headings)
    newest, *_older = (words for (where, _), words in offered.items() if where == "Not accepted")
    assert newest.startswith("5 Jan 2026 · Canasta · 3 · D0")
    assert newest.endswith("1 not accepted · Chipaota: 2")
    sale = offered["Before", "sale/V0001"]
    assert "Sale V0001" in sale
    assert "3 × canasta" in sale
    days = [words[-4:] for words in (one.partition(" · ")[0] for one in offered.values())][1:]
    assert days.index("2025") > days.index("2026")
    values = [value for where, value in offered if where in KINDS]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("heading", [*KINDS, "Since her last payout", "Before"])
def test_each_kind_is_written_down_by_the_form(desk, ask, heading):
    held = ask(lambda session: payouts.held(session, date(2026, 1, 5)))
    balances = ask(lambda session: session.scalar(sa.select(sa.func.count(Entry.id))))
    value = next(value for where, value in offers(desk) if where == heading)
    assert value.startswith(KINDS.get(heading, ("",)))
    answer = send(desk, PAGE, about=value, **SAID)
    assert answer.status_code == 303
    code = answer.location.rpartition("/")[2]
    shown = text(desk.get(answer.location))
    assert "Dice que eran cinco" in shown
    assert "Disputes without an answer" in text(desk.get("/"))
    assert code in text(desk.get("/reports/assembly/disputes"))
    assert ask(lambda session: session.scalar(sa.select(sa.func.count(Entry.id)))) == balances + 1
    if heading in KINDS and heading not in PAID_FOR:
        assert ask(lambda session: payouts.held(session, date(2026, 1, 5))) == held
        assert "Held back" not in shown


def test_what_nobody_wrote_down_is_said_too_as_often_as_it_happened(desk, lived, ask):
    held = ask(lambda session: payouts.held(session, date(2026, 1, 5)))
    first, second = (send(desk, PAGE, about="unwritten", **SAID).location for _time in range(2))
    assert first != second
    code = first.rpartition("/")[2]
    for page in (first, "/payouts/disputes/", f"{first}/answer"):
        assert "Something that is not in the book" in text(desk.get(page)), page
    assert code in text(desk.get("/reports/assembly/disputes"))
    assert ask(lambda session: payouts.held(session, date(2026, 1, 5))) == held
    hers = enter(lived, "socia", "AW-01")
    with hers.session_transaction() as cookie:
        cookie["language"] = "en"
    for page in ("/yo/decir", f"/yo/dicho/{code}"):
        assert "Something that is not in the book" in text(hers.get(page)), page
    slip = {"reason": "Estaba en el otro cuaderno", "on": "2026-01-05"}
    assert send(desk, f"{first}/answer", **slip).status_code == 303
    assert "Estaba en el otro cuaderno" in text(hers.get(f"/yo/dicho/{code}"))


def test_her_words_are_needed_and_a_photo_may_come_along(desk):
    photo = (io.BytesIO(picture()), "foto.jpg")
    answer = send(desk, PAGE, about="unwritten", photo=photo, **SAID)
    assert desk.get(f"{answer.location}/photo.jpg").mimetype == "image/jpeg"
    wordless = send(desk, PAGE, about="unwritten", on="2026-01-05")
    assert wordless.status_code == 422
    assert beside(wordless, "words")


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("d0001", "delivery/D0001"),
        ("A001", "adjustment/A001"),
        ("L002", "payout/L002"),
        ("V0001", "sale/V0001"),
        ("T001/1", "arrival/T001/1"),
    ],
)
def test_a_code_from_a_paper_will_do(desk, ask, typed, about):
    answer = send(desk, PAGE, code=typed, **SAID)
    assert answer.status_code == 303, beside(answer, "code")
    code = answer.location.rpartition("/")[2]
    assert ask(lambda session: payouts.told(session, code).row.about) == about


def test_a_count_by_its_code(desk, everything):
    assert send(desk, PAGE, code=everything, **SAID).status_code == 303


def test_what_cannot_be_meant_is_told_beside_its_box(desk):
    assert "has the code D9999" in beside(send(desk, PAGE, code="D9999", **SAID), "code")
    other = PAGE.replace("AW-01", "AW-02")
    assert "has the code D0001" in beside(send(desk, other, code="D0001", **SAID), "code")
    both = send(desk, PAGE, about="payout/L002", code="D0001", **SAID)
    assert "not both" in beside(both, "code")
    assert "or type a code" in beside(send(desk, PAGE, **SAID), "about")
    twice = [send(desk, PAGE, about="delivery/D0001", **SAID) for _time in range(2)]
    assert "disputed it already" in beside(twice[1], "about")


def test_what_is_older_than_a_year_stands_there_only_while_it_lies_somewhere(desk, lived, now):
    there = [value for heading, value in offers(desk) if heading in ("Brought", "Not accepted")]
    now.set(date(2026, 1, 5) + timedelta(days=400))
    later_on = enter(lived, "tesorera")
    with later_on.session_transaction() as cookie:
        cookie["language"] = "en"
    later = [value for heading, value in offers(later_on) if heading in ("Brought", "Not accepted")]
    assert set(later) < set(there)
    gone = (set(there) - set(later)).pop()
    answer = send(later_on, PAGE, code=gone.partition("/")[2], words="No", on="2027-02-01")
    assert answer.status_code == 303
