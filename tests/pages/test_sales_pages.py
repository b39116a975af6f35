"""Sales by browser: rung up, collected, given back; what is refused stays in its form."""

from datetime import date

import pytest

from coopshop import invoices, ledger, production
from coopshop.sales import Asked
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in

SALE = {
    "on": "2026-01-05",
    "place": "CHI",
    "channel": "tienda",
    "price_list": "MINORISTA",
    "buyer": "B-000",
    "used": "here",
    "lines_0_sku": "AW-CAN",
    "lines_0_quantity": "2",
}


@pytest.fixture
def shop(client, write, sign_in):
    """Five baskets and 2.5 kg of fibre lie in Chipaota; a hotel owes S/ 18.00 on V0001."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 6)
        cast.delivers(cast.delia, 2500, sku=cast.fibre)
        basket = cast.rings_up(Asked(cast.basket, 1, 0), buyer=cast.hotel)
        facts = {"paper": "factura", "terms": "credito", "due_on": date(2026, 1, 20)}
        invoices.issue(session, basket, **facts, at=at, by=1)
    return client


def count(write):
    with write() as (session, _at):
        return entries(session)


def test_a_sale_goes_on_to_its_paper_and_nothing_is_recorded_yet(shop, write):
    before = count(write)
    answer = send(shop, "/sales/new", **SALE, lines_1_sku="EC-FIB-KG", lines_1_quantity="1,5")
    assert answer.status_code == 303
    assert answer.location.startswith("/invoices/new?draft=")
    page = text(shop.get(answer.location))
    assert "S/ 43.50" in page
    assert "1.5 kg" in page
    assert "Exempt" in page
    assert count(write) == before


def test_the_same_form_sent_twice_is_one_draft(shop):
    data = filled(shop, "/sales/new", **SALE)
    first, second = (shop.post("/sales/new", data=data) for _click in range(2))
    assert first.location == second.location


def test_a_draft_can_be_changed(shop):
    draft = send(shop, "/sales/new", **SALE, lines_0_discount="5", note="para Ana")
    code = draft.location.partition("=")[2]
    page = shop.get(f"/sales/new?draft={code}")
    assert typed_in(page, "lines-0-quantity") == "2"
    assert typed_in(page, "lines-0-discount") == "5"
    assert typed_in(page, "note") == "para Ana"


@pytest.mark.parametrize(
    ("box", "typed", "status"),
    [
        ("lines-0-quantity", "0", 422),
        ("lines-0-quantity", "-1", 422),
        ("lines-0-quantity", "9" * 30, 422),
        ("lines-0-quantity", "dos", 422),
        ("lines-0-quantity", "1.000", 422),
        ("lines-0-quantity", "", 422),
        ("lines-0-quantity", "1.5", 409),
        ("lines-0-quantity", "6", 409),
        ("lines-0-discount", "100", 409),
        ("lines-0-discount", "101", 422),
        ("on", "2026-01-06", 409),
        ("on", "ayer", 422),
        ("note", "x" * 10_000, 422),
        ("note", "hola \N{GRINNING FACE}", 422),
        ("note", "nul\0o", 422),
        ("fx_rate", "-3", 422),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_and_nothing_is_lost(shop, write, box, typed, status):
    before = count(write)
    sale = {name.replace("_0_", "-0-"): value for name, value in SALE.items()} | {box: typed}
    answer = send(shop, "/sales/new", **sale)
    assert answer.status_code == status
    assert beside(answer, box)
    if "\0" not in typed:
        assert typed_in(answer, box) == typed
    assert typed_in(answer, "on" if box != "on" else "lines-0-quantity") in ("2026-01-05", "2")
    assert "Nothing was recorded" in text(answer)
    assert count(write) == before


def test_a_product_without_a_price_that_day_is_said_beside_its_row(shop):
    answer = send(shop, "/sales/new", **SALE | {"price_list": "EXPORT", "fx_rate": "3.541",
        "lines_1_sku": "EC-FIB-KG", "lines_1_quantity": "1"})  # fmt: skip
    assert answer.status_code == 409
    assert "EC-FIB-KG has no price in list EXPORT" in beside(answer, "lines-1-sku")


def test_dollars_without_a_rate_are_asked_for_it(shop):
    answer = send(shop, "/sales/new", **SALE | {"price_list": "EXPORT"})
    assert "exchange rate" in beside(answer, "fx_rate")


def test_a_payment_in_part_and_then_the_rest_with_change(shop):
    paid = {"method": "yape", "amount": "10", "operation": "77", "on": "2026-01-05"}
    answer = send(shop, "/sales/V0001/collect", **paid)
    assert answer.status_code == 303
    assert "Still due S/ 8.00" in text(shop.get(answer.location))
    cash = {"method": "efectivo", "tendered": "50", "on": "2026-01-05"}
    answer = send(shop, "/sales/V0001/collect", **cash)
    page = text(shop.get(answer.location))
    assert "Change to give S/ 42.00" in page
    assert "Still due S/ 0.00" in page


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"amount": "18.01"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "5.05"}, "amount"),
        ({"tendered": "10"}, "tendered"),
        ({"on": "2026-01-04"}, "on"),
    ],
)
def test_a_payment_that_cannot_be_is_said_beside_its_box(shop, write, typed, box):
    before = count(write)
    cash = {"method": "efectivo", "on": "2026-01-05"} | typed
    answer = send(shop, "/sales/V0001/collect", **cash)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert count(write) == before


def test_a_double_click_collects_once(shop, write):
    data = filled(shop, "/sales/V0001/collect", method="yape", on="2026-01-05")
    first = shop.post("/sales/V0001/collect", data=data)
    before = count(write)
    second = shop.post("/sales/V0001/collect", data=data)
    assert first.location == second.location
    assert count(write) == before


def test_much_cash_is_asked_about_and_then_taken(shop, write):
    with write() as (session, at):
        facts = {"member": "AW-01", "sku": "AW-CAN", "place": "CHI", "brought": 200}
        production.receive(session, **facts, on=date(2026, 1, 5), at=at, by=1)
    big = send(shop, "/sales/new", **SALE | {"lines_0_quantity": "150", "buyer": "B-001"})
    paid = {"kind": "factura", "buyer": "B-001", "terms": "contado"}
    cash = paid | {"payments_0_method": "efectivo"}
    data = filled(shop, big.location, **cash)
    asked = shop.post(big.location, data=data)
    assert asked.status_code == 409
    assert "S/ 2,000" in text(asked)
    done = shop.post(big.location, data=data | {"confirmed": "y"})
    assert done.status_code == 303


def test_lists_are_empty_at_first_and_say_what_to_do(client, sign_in):
    sign_in("vendedora")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert "No sales yet." in text(client.get("/sales/"))
    assert "every sale is collected" in text(client.get("/sales/due"))
    assert "Nobody has given a name yet." in text(client.get("/sales/buyers/"))
    assert "there must be products" in text(client.get("/sales/new"))


def test_what_is_to_be_collected_has_a_list_of_its_own(shop):
    assert "V0001" in text(shop.get("/sales/due"))
    send(shop, "/sales/V0001/collect", method="yape", on="2026-01-05")
    assert "V0001" not in text(shop.get("/sales/due"))
    assert "V0001" in text(shop.get("/sales/"))


def test_a_sale_shows_whose_pieces_and_how_it_is_divided(shop):
    page = text(shop.get("/sales/V0001"))
    assert "Rosa Tapullima" in page
    assert "S/ 14.40" in page
    assert "The communal fund S/ 0.90" in page


@pytest.mark.usefixtures("shop")
def test_a_vendedora_collects_and_takes_nothing_back(client, sign_in):
    sign_in("vendedora")
    assert client.get("/sales/V0001/collect").status_code == 200
    assert client.get("/sales/V0001/refund").status_code == 403
    page = client.get("/sales/V0001")
    assert "/invoices/take-back/V0001" not in links(page)
    assert not any(address.startswith("/ledger") for address in links(page))


BUYER = {"name": "Tienda <Río> & Hijos", "kind": "tienda", "document_type": "6"}


def test_a_buyer_is_written_down_and_corrected(shop):
    answer = send(shop, "/sales/buyers/new", **BUYER, document_number="20990000027")
    assert answer.status_code == 303, text(answer)
    page = shop.get(answer.location)
    assert "Tienda <Río> & Hijos" in text(page)
    assert "<Río>" not in page.get_data(as_text=True)
    change = f"{answer.location}/change"
    assert send(shop, change, **BUYER | {"name": "Otra"}, document_number="20990000027").location
    assert "Otra" in text(shop.get(answer.location))


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"document_number": "20990000028"}, "document_number"),
        ({"document_number": ""}, "document_number"),
        ({"document_number": "20990001015"}, "document_number"),
        ({"document_type": "1", "document_number": "999"}, "document_number"),
        ({"document_type": "0", "document_number": "20990000027"}, "document_type"),
        ({"name": "x" * 10_000, "document_number": "20990000027"}, "name"),
        ({"name": "\N{GRINNING FACE}", "document_number": "20990000027"}, "name"),
        ({"name": "Ana\0", "document_number": "20990000027"}, "name"),
    ],
)
def test_a_buyer_that_cannot_be_is_said_beside_its_box(shop, typed, box):
    answer = send(shop, "/sales/buyers/new", **BUYER | typed)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)


def test_nobody_corrects_the_buyer_without_a_name(shop, client):
    send(shop, "/sales/new", **SALE)
    assert client.get("/sales/buyers/B-000/change").status_code == 404


@pytest.mark.parametrize("address", ["/sales/payments/C9999", "/sales/returns/N999"])
def test_what_is_not_there_is_not_found(shop, address):
    assert shop.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/sales/?before=99999999999999999999",
        "/sales/V0001?paid=%00",
        "/sales/new?draft=%00",
        "/sales/%F0%9F%98%80",
        "/sales/buyers/B-999",
        "/invoices/new?draft=%00",
        "/invoices/boleta-EB01-0",
        "/invoices/take-back/V9999",
        "/payouts/L999.pdf",
        "/payouts/pay/AW-99",
        "/payouts/statement/AW-99",
        "/payouts/day/0000-00-00.pdf",
        "/payouts/debits/new?member=%00",
        "/reports/fund/%27",
    ],
)
def test_an_odd_address_is_answered_and_never_our_error(shop, address):
    assert shop.get(address).status_code in (200, 404, 409, 410)


def test_nothing_is_dated_in_a_closed_month(shop, write):
    with write() as (session, at):
        ledger.close_month(session, month="2025-12", at=at, by=1)
    december = {"on": "2025-12-31"}
    assert "is closed" in beside(send(shop, "/sales/new", **SALE | december), "on")
    debit = {"member": "AW-01", "kind": "adelanto", "amount": "5", "method": "yape"}
    assert "is closed" in beside(send(shop, "/payouts/debits/new", **debit | december), "on")


def test_an_unknown_sale_is_a_clear_sentence(shop):
    answer = shop.get("/sales/V9999")
    assert "There is no sale V9999." in text(answer)
