"""Paying members by browser: proposed, looked at, confirmed; and a socia who sees only hers."""

import pytest

from coopshop import cash, payouts
from coopshop.domain.days import day_of
from coopshop.payouts import day_views
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in
from tests.papers.reading import pages, says


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
        cast.fetches()
    return client


def count(write):
    with write() as (session, _at):
        return entries(session)


ALL = {"on": "2026-01-05", "pay-AW-01": "y", "operation-AW-02": "7123"}


def test_all_are_paid_after_a_second_look(shop, write):
    page = text(shop.get("/payouts/"))
    assert "In cash S/ 28.80 Members: 1 To send S/ 14.40 Members: 1" in page
    assert "1 × S/ 20.00 1 × S/ 5.00 1 × S/ 2.00 1 × S/ 1.00 1 × S/ 0.50 1 × S/ 0.20" in page
    assert "Shupingahua, Delia" not in page
    before = count(write)
    data = filled(shop, "/payouts/", **ALL)
    asked = shop.post("/payouts/all", data=data)
    assert asked.status_code == 409
    assert "Pay S/ 43.20 in all? Members: 2." in text(asked)
    assert 'name="confirmed"' in asked.get_data(as_text=True)
    assert count(write) == before
    done = shop.post("/payouts/all", data=data | {"confirmed": "y"})
    assert done.location == "/payouts/day/2026-01-05"
    assert count(write) == before + 2
    again = shop.post("/payouts/all", data=data | {"confirmed": "y"})
    assert again.location == "/payouts/day/2026-01-05"
    assert count(write) == before + 2
    assert "Nobody can be paid now" in text(shop.get("/payouts/"))


def test_nobody_is_paid_out_of_a_box_that_holds_less(shop, write):
    with write() as (session, at):
        facts = {"till": None, "reason": "deposito", "amount": 98_000}
        cash.move(session, **facts, on=day_of(at), at=at, by=1)
    before = count(write)
    data = filled(shop, "/payouts/", **ALL)
    refused = shop.post("/payouts/all", data=data)
    assert refused.status_code == 409
    assert "There is not enough cash in there." in text(refused)
    assert 'name="confirmed"' not in refused.get_data(as_text=True)
    one = send(shop, "/payouts/pay/AW-01", method="efectivo", on="2026-01-05")
    assert "There is not enough cash in there." in text(one)
    assert count(write) == before


def test_who_is_not_ticked_and_has_no_number_waits(shop, write):
    before = count(write)
    nobody = {"on": "2026-01-05", "operation-AW-02": " "}
    answer = shop.post("/payouts/all", data=filled(shop, "/payouts/", **nobody))
    assert answer.status_code == 409
    assert "Tick who is paid in cash" in text(answer)
    only = ALL | {"operation-AW-02": "", "confirmed": "y"}
    shop.post("/payouts/all", data=filled(shop, "/payouts/", **only))
    assert count(write) == before + 1
    assert "Cachique, Nelly" in text(shop.get("/payouts/"))


def test_a_number_that_paid_before_is_said_beside_its_box_and_nobody_is_paid(shop, write):
    send(shop, "/payouts/pay/AW-02", **PAY | {"method": "yape", "amount": "5", "operation": "7123"})
    before = count(write)
    data = filled(shop, "/payouts/", **ALL, confirmed="y")
    answer = shop.post("/payouts/all", data=data)
    assert answer.status_code == 409
    assert beside(answer, "operation-AW-02") == "Operation 7123 paid L001 already."
    assert typed_in(answer, "operation-AW-02") == "7123"
    assert count(write) == before


def test_figures_that_changed_meanwhile_are_looked_at_again(shop, write):
    data = filled(shop, "/payouts/", **ALL, confirmed="y")
    with write() as (session, at):
        facts = {"member": "AW-01", "kind": "adelanto", "amount": 500}
        payouts.owe(session, **facts, on=at.date(), at=at, by=1)
    before = count(write)
    answer = shop.post("/payouts/all", data=data)
    assert answer.status_code == 409
    assert "The balance of Rosa Tapullima has changed since you looked" in text(answer)
    assert count(write) == before
    fresh = filled(shop, "/payouts/", **ALL, confirmed="y")
    assert shop.post("/payouts/all", data=fresh).status_code == 303


def test_receipts_are_signed_on_the_page_of_their_day(shop):
    send(shop, "/payouts/", to="/payouts/all", **ALL, confirmed="y")
    day = "/payouts/day/2026-01-05"
    assert "To sign 2 receipts" in text(shop.get(day))
    empty = send(shop, day, to=f"{day}/sign")
    assert "Choose how at least one receipt was signed." in text(empty)
    signed = send(shop, day, to=f"{day}/sign", **{"signed-L001": "huella"})
    assert signed.location == day
    page = text(shop.get(day))
    assert "To sign 1 receipts" in page
    assert "Tapullima, Rosa L001 S/ 28.80 Fingerprint" in page
    assert "/payouts/L001/collector" not in links(shop.get("/payouts/L001"))
    send(shop, "/payouts/L001/unsign", why="Era de otra", on="2026-01-05")
    assert "To sign 2 receipts" in text(shop.get(day))
    assert send(shop, day, to=f"{day}/sign", **{"signed-L001": "foto"}).status_code == 422


def test_the_receipts_of_a_day_go_by_surname_two_members_to_a_page(shop):
    send(shop, "/payouts/", to="/payouts/all", **ALL, confirmed="y")
    to_sign = pages(shop.get("/payouts/day/2026-01-05.pdf").data)
    (sheet,) = to_sign
    assert sheet.index("Cachique, Nelly") < sheet.index("Tapullima, Rosa")
    assert "Para la asociación · 2 de 2" in sheet
    assert "Para quien recibe" not in sheet
    both = pages(shop.get("/payouts/day/2026-01-05.pdf?copies=2").data)
    assert ["Cachique" in page for page in both] == [True, False]
    assert all("Para quien recibe" in page for page in both)


def test_many_receipts_are_made_behind_a_page(shop, monkeypatch):
    monkeypatch.setattr(day_views, "MANY", 1)
    send(shop, "/payouts/", to="/payouts/all", **ALL, confirmed="y")
    begun = shop.get("/payouts/day/2026-01-05.pdf")
    assert begun.status_code == 303
    assert "Receipts of 5 Jan 2026" in text(shop.get(begun.location))


def test_somebody_else_collects_and_stands_on_the_receipt(shop):
    send(shop, "/payouts/pay/AW-01", **PAY, collector="Lidia Prueba")
    assert "Collected by Lidia Prueba" in text(shop.get("/payouts/L001"))
    more = {"name": "Lidia Prueba Ñahui", "relation": "hija", "dni": "99900123"}
    assert send(shop, "/payouts/L001/collector", **more).location == "/payouts/L001"
    pdf = shop.get("/payouts/L001.pdf").data
    assert says(pdf, "Recibe en su nombre: Lidia Prueba Ñahui (hija), DNI 99900123")
    assert beside(send(shop, "/payouts/L001/collector", name=" "), "name")


def test_a_dispute_is_noted_held_back_and_answered(shop):
    new = "/payouts/disputes/new/AW-01"
    line = "5 Jan 2026 · Sale V0001 · 2 × canasta de bombonaje · S/ 28.80"
    assert line in text(shop.get(new))
    said = {"about": "sale/V0001", "words": "Entregué tres", "on": "2026-01-05"}
    assert beside(send(shop, new, **said | {"about": "sale/V9999"}), "about")
    assert send(shop, new, **said).location == "/payouts/disputes/R001"
    page = text(shop.get("/payouts/"))
    assert "Held back, disputed S/ 28.80" in page
    assert "In cash S/ 0.00" in page
    refused = send(shop, "/payouts/pay/AW-01", **PAY, amount="10")
    assert "is held back until a dispute is answered" in beside(refused, "amount")
    assert "Entregué tres" in text(shop.get("/payouts/disputes/R001"))
    answer = {"reason": "Se contó con ella: eran dos", "on": "2026-01-05"}
    assert send(shop, "/payouts/disputes/R001/answer", **answer).status_code == 303
    assert "Answered" in text(shop.get("/payouts/disputes/"))
    assert "In cash S/ 28.80" in text(shop.get("/payouts/"))


def test_a_payout_shows_what_it_settled_for_ever(shop):
    code = send(shop, "/payouts/pay/AW-01", **PAY, amount="20").location
    line = "Payment by a buyer · Sale V0001 5 Jan 2026 2 × canasta de bombonaje"
    said = f"{line} Stayed in her balance: S/ 8.80 S/ 28.80"
    assert said in text(shop.get(code))


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


def test_a_socia_sees_her_own_account_and_nobody_else_s(shop, client, sign_in, write):
    send(shop, "/payouts/pay/AW-01", **PAY)
    send(shop, "/payouts/pay/AW-02", **PAY | {"method": "yape", "operation": "7123"})
    sign_in("socia", member="AW-01")
    assert client.get("/payouts/mine").location == "/payouts/statement/AW-01"
    page = client.get("/payouts/statement/AW-01")
    assert "2 × canasta de bombonaje" in text(page)
    assert not any(address.startswith(("/sales", "/ledger")) for address in links(page))
    assert client.get("/yo/estados/AW-01.pdf").mimetype == "application/pdf"
    assert client.get("/payouts/L001.pdf").status_code == 200
    assert client.get("/payouts/L001").status_code == 200
    for other in ("AW-01", "AW-02"):
        with write() as (session, at):
            said = {"member": other, "about": "sale/V0001", "words": "No"}
            payouts.dispute(session, **said, on=at.date(), at=at, by=1)
    assert client.get("/payouts/disputes/R001").status_code == 200
    assert client.get("/payouts/disputes/R002").status_code == 404
    for hidden in ("statement/AW-02", "statement/AW-02.pdf", "L002", "L002.pdf"):
        assert client.get(f"/payouts/{hidden}").status_code == 404
    for closed in (
        "",
        "made",
        "debits/",
        "debits/new",
        "pay/AW-01",
        "L001/reverse",
        "disputes/",
        "day/2026-01-05",
        "L001/collector",
        "disputes/R001/answer",
    ):
        assert client.get(f"/payouts/{closed}").status_code == 403


@pytest.mark.usefixtures("shop")
def test_the_fiscal_looks_and_pays_nothing(client, sign_in):
    sign_in("fiscal")
    page = client.get("/payouts/")
    assert "Record what was paid" not in text(page)
    assert 'type="checkbox"' not in page.get_data(as_text=True)
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
