"""Of a sale with several products of hers, each can be said not to be right: on her telephone, at
the desk, on both sides' pages.
"""

import pytest

from coopshop import inventory, invoices, payouts, production, sales
from coopshop.db import transaction
from coopshop.domain.days import day_of
from coopshop.domain.showing import money
from tests.pages.entering import enter
from tests.pages.slips import send, text
from tests.pages.test_dispute_for_her_pages import offers


@pytest.fixture
def client_of(lived):
    def client_of(role, member=None):
        client = enter(lived, role, member)
        with client.session_transaction() as cookie:
            cookie["language"] = "en"
        return client

    return client_of


@pytest.fixture
def sold(lived):
    """A sale of all the baskets in the village and of a visit of hers; her part of each line."""
    with lived.app_context(), transaction() as (session, at):
        day, stamp = {"on": day_of(at)}, {"at": at, "by": 1}
        lot = {"member": "AW-01", "sku": "CAN", "place": "CHI", "brought": 2}
        production.receive(session, **lot, **day, **stamp)
        baskets = inventory.stock_of(session, "CHI", "CAN")
        lines = [sales.Asked("CAN", baskets, 0), sales.Asked("VIS", 1, 2_500, member="AW-01")]
        asked = {"place": "CHI", "channel": "tienda", "price_list": "TIENDA", "used": "away"}
        basket = sales.ring_up(session, lines=lines, buyer="B-301", **asked, **day, at=at)
        tenders = [invoices.Tender("efectivo")]
        sale = invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp).sale
        return sale, payouts.parts(session, "AW-01", [sale])[sale]


def test_her_telephone_marks_the_product_and_leaves_the_other(client_of, sold):
    sale, (first, second) = sold
    phone = client_of("socia", "AW-01")
    ways = [f"/yo/no-esta-bien/{one.about}" for one in (first, second)]
    page = phone.get(f"/yo/ventas/{sale}").text
    assert all(way in page for way in ways)
    assert money(second.cents) in text(phone.get(ways[1]))
    said = send(phone, ways[1]).location
    page = phone.get(f"/yo/ventas/{sale}").text
    assert ways[0] in page
    assert ways[1] not in page
    assert said in page
    assert f'/yo/no-esta-bien/sale/{sale}"' in page  # all of it together is another matter
    assert phone.get(ways[1]).location == said
    assert phone.get(ways[0]).status_code == 200
    shown = phone.get(said)
    assert f"/yo/ventas/{sale}/2" in shown.text
    assert f"{money(second.cents)} waits until then" in text(shown)
    assert f"Of this, {money(second.cents)} waits" in text(phone.get("/yo/"))
    for line, words in ((1, "Not right?"), (2, "I said: not right")):
        assert words in text(phone.get(f"/yo/ventas/{sale}/{line}"))
    assert "Waits for an answer" not in text(phone.get(f"/yo/ventas/{sale}/1"))
    assert "Waits for an answer" in text(phone.get(f"/yo/ventas/{sale}/2"))


def test_another_member_has_no_such_line(client_of, sold):
    sale, (first, _second) = sold
    other = client_of("socia", "AW-02")
    for name in (first.about, f"{first.about}/1", f"sale/{sale}/9", f"sale/{sale}/0"):
        assert other.get(f"/yo/no-esta-bien/{name}").status_code == 404
    own = client_of("socia", "AW-01")
    assert own.get(f"/yo/no-esta-bien/sale/{sale}/9").status_code == 404


def test_the_desk_writes_one_down_from_its_list_and_sees_what_it_holds(client_of, sold):
    sale, (first, second) = sold
    desk, page = client_of("tesorera"), "/payouts/disputes/new/AW-01"
    said = {value: words for (_heading, value), words in offers(desk, page).items()}
    assert said[first.about].endswith(money(first.cents))
    assert first.words in said[first.about]
    assert f"sale/{sale}" in said
    slip = {"about": second.about, "words": "Dice que fueron dos visitas", "on": "2026-01-05"}
    shown = text(desk.get(send(desk, page, **slip).location))
    assert second.words in shown
    assert shown.count(money(second.cents)) == 2  # hers, and held back
    for address in ("/payouts/disputes/", "/payouts/", "/payouts/pay/AW-01"):
        assert second.words in text(desk.get(address)), address
    refused = send(desk, page, **slip)
    assert refused.status_code == 409
    whole = {"about": "", "code": sale.lower(), "words": "nada", "on": "2026-01-05"}
    assert send(desk, page, **whole).status_code == 303
    mine = client_of("socia", "AW-01").get("/payouts/statement/AW-01?month=2026-01").text
    assert 'href=""' not in mine
    statement = text(desk.get("/payouts/statement/AW-01?month=2026-01"))
    assert "Not right: R00" in statement


def test_a_payment_says_which_product_it_did_not_pay(lived, client_of, sold):
    sale, (first, second) = sold
    phone, desk = client_of("socia", "AW-01"), client_of("tesorera")
    send(phone, f"/yo/no-esta-bien/{second.about}")
    with lived.app_context(), transaction() as (session, at):
        code = payouts.settle(session, member="AW-01", on=day_of(at), at=at, by=1)
        left = payouts.left_by(session, session.get(payouts.Payout, code))
    assert left[second.about] == second.cents
    assert first.about not in left
    hers, theirs = text(phone.get(f"/yo/pagos/{code}")), text(desk.get(f"/payouts/{code}"))
    assert hers.lower().count(f"not paid this time: {money(second.cents)}".lower()) == 1
    assert theirs.count(f"Stayed in her balance: {money(second.cents)}") == 1
    assert "Paid to you" in text(phone.get(f"/yo/ventas/{sale}/1"))
    assert "Paid to you" not in text(phone.get(f"/yo/ventas/{sale}/2"))
