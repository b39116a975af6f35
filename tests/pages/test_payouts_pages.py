"""Paying members by browser: proposed, looked at, confirmed; and a socia who sees only hers."""

import pytest

from coopshop import payouts
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in


@pytest.fixture
def shop(client, write, sign_in):
    """Rosa can be paid 28.80 in cash, Nelly 14.40 by Yape; Delia has nothing."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 2)
        cast.delivers(cast.nelly, 5)
        cast.buys(3)
        assert cast.delia == "EC-01"
    return client


def count(write):
    with write() as (session, _at):
        return entries(session)


ALL = {"on": "2026-01-05"}


def test_all_are_paid_after_a_second_look(shop, write):
    page = text(shop.get("/payouts/"))
    assert "S/ 43.20" in page
    assert "Delia Shupingahua S/ 0.00" in page
    before = count(write)
    data = filled(shop, "/payouts/", **ALL)
    asked = shop.post("/payouts/all", data=data)
    assert asked.status_code == 409
    assert 'name="confirmed"' in asked.get_data(as_text=True)
    assert count(write) == before
    done = shop.post("/payouts/all", data=data | {"confirmed": "y"})
    assert done.location == "/payouts/made"
    assert count(write) == before + 2
    again = shop.post("/payouts/all", data=data | {"confirmed": "y"})
    assert again.location == "/payouts/made"
    assert count(write) == before + 2
    assert "Nobody can be paid now" in text(shop.get("/payouts/"))


def test_figures_that_changed_meanwhile_are_looked_at_again(shop, write):
    data = filled(shop, "/payouts/", **ALL, confirmed="y")
    with write() as (session, at):
        facts = {"member": "AW-01", "kind": "adelanto", "amount": 500}
        payouts.owe(session, **facts, on=at.date(), at=at, by=1)
    before = count(write)
    answer = shop.post("/payouts/all", data=data)
    assert answer.status_code == 409
    assert "have changed since you looked" in text(answer)
    assert count(write) == before
    fresh = filled(shop, "/payouts/", **ALL, confirmed="y")
    assert shop.post("/payouts/all", data=fresh).status_code == 303


PAY = {"method": "efectivo", "on": "2026-01-05"}


def test_one_member_is_paid_a_part_and_signs_a_receipt(shop):
    answer = send(shop, "/payouts/pay/AW-01", **PAY, amount="20")
    assert answer.location == "/payouts/L001"
    assert "Stayed in her balance S/ 8.80" in text(shop.get(answer.location))
    paper = shop.get("/payouts/L001.pdf")
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")
    day = shop.get("/payouts/day/2026-01-05.pdf")
    assert day.data.startswith(b"%PDF-")
    assert shop.get("/payouts/day/2026-01-04.pdf").status_code == 404
    assert shop.get("/payouts/day/ayer.pdf").status_code == 404


def test_a_double_click_pays_once(shop, write):
    data = filled(shop, "/payouts/pay/AW-01", **PAY)
    first = shop.post("/payouts/pay/AW-01", data=data)
    before = count(write)
    assert shop.post("/payouts/pay/AW-01", data=data).location == first.location
    assert count(write) == before


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"amount": "28.90"}, "amount"),
        ({"amount": "28.85"}, "amount"),
        ({"amount": "5.05"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "1,234.50"}, "amount"),
        ({"method": "tarjeta"}, "method"),
        ({"on": "2026-01-06"}, "on"),
        ({"note": "\N{GRINNING FACE}"}, "note"),
    ],
)
def test_a_payout_that_cannot_be_is_said_beside_its_box(shop, write, typed, box):
    before = count(write)
    answer = send(shop, "/payouts/pay/AW-01", **PAY | typed)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    if box == "amount":
        assert typed_in(answer, "amount") == typed["amount"]
    assert count(write) == before


DEBIT = {
    "member": "AW-01",
    "kind": "adelanto",
    "amount": "50",
    "method": "yape",
    "on": "2026-01-05",
}


def test_an_advance_is_written_down_and_undone_with_a_reason(shop):
    answer = send(shop, "/payouts/debits/new", **DEBIT)
    assert answer.location == "/payouts/debits/X001"
    assert "S/ 50.00" in text(shop.get("/payouts/debits/"))
    assert "−S/ 21.20" in text(shop.get("/payouts/statement/AW-01"))
    undo = {"why": "Era de otra socia", "on": "2026-01-05"}
    assert send(shop, "/payouts/debits/X001/reverse", **undo).status_code == 303
    assert "It was undone: Era de otra socia" in text(shop.get("/payouts/debits/X001"))
    answer = send(shop, "/payouts/debits/X001/reverse", **undo)
    assert answer.status_code == 409
    assert "was reversed before" in text(answer)
    assert "Balance at the end S/ 28.80" in text(shop.get("/payouts/statement/AW-01"))


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"member": "AW-99"}, "member"),
        ({"kind": "regalo"}, "kind"),
        ({"amount": "0"}, "amount"),
        ({"amount": "9" * 30}, "amount"),
        ({"amount": "cincuenta"}, "amount"),
        ({"on": "2026-01-06"}, "on"),
    ],
)
def test_a_debit_that_cannot_be_is_said_beside_its_box(shop, write, typed, box):
    before = count(write)
    answer = send(shop, "/payouts/debits/new", **DEBIT | typed)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert count(write) == before


def test_a_payout_by_mistake_is_undone_from_its_page(shop):
    page = shop.get(send(shop, "/payouts/pay/AW-01", **PAY).location)
    assert "/payouts/L001/reverse" in links(page)
    assert beside(send(shop, "/payouts/L001/reverse", why="", on="2026-01-05"), "why")
    early = send(shop, "/payouts/L001/reverse", why="Error", on="2026-01-04")
    assert beside(early, "on")
    send(shop, "/payouts/L001/reverse", why="Error", on="2026-01-05")
    page = shop.get("/payouts/L001")
    assert "/payouts/L001/reverse" not in links(page)
    assert "Undone" in text(shop.get("/payouts/made"))


def test_a_socia_sees_her_own_account_and_nobody_else_s(shop, client, sign_in):
    send(shop, "/payouts/pay/AW-01", **PAY)
    send(shop, "/payouts/pay/AW-02", **PAY | {"method": "yape"})
    sign_in("socia", member="AW-01")
    assert client.get("/payouts/mine").location == "/payouts/statement/AW-01"
    page = client.get("/payouts/statement/AW-01")
    assert "2 Canasta de bombonaje" in text(page)
    assert not any(address.startswith(("/sales", "/ledger")) for address in links(page))
    assert client.get("/payouts/statement/AW-01.pdf").mimetype == "application/pdf"
    assert client.get("/payouts/L001.pdf").status_code == 200
    assert client.get("/payouts/L001").status_code == 200
    for hidden in ("statement/AW-02", "statement/AW-02.pdf", "L002", "L002.pdf"):
        assert client.get(f"/payouts/{hidden}").status_code == 404
    for closed in ("", "made", "debits/", "debits/new", "pay/AW-01", "L001/reverse"):
        assert client.get(f"/payouts/{closed}").status_code == 403


@pytest.mark.usefixtures("shop")
def test_the_fiscal_looks_and_pays_nothing(client, sign_in):
    sign_in("fiscal")
    page = client.get("/payouts/")
    assert "Pay all of them" not in text(page)
    assert client.post("/payouts/all").status_code in (400, 403)
    assert client.get("/payouts/pay/AW-01").status_code == 403
    assert client.get("/payouts/statement/AW-01").status_code == 200


@pytest.mark.parametrize("month", ["2026-13", "2026", "x", "20260-1", "2026-1"])
def test_a_month_that_is_none_is_not_found(shop, month):
    assert shop.get(f"/payouts/statement/AW-01?month={month}").status_code == 404


def test_an_empty_month_and_empty_lists_say_so(shop):
    page = text(shop.get("/payouts/statement/AW-01?month=2025-11"))
    assert "Nothing moved in this month." in page
    assert "<table" not in shop.get("/payouts/debits/").get_data(as_text=True)
    assert "<table" not in shop.get("/payouts/made").get_data(as_text=True)
