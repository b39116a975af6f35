"""Orders by browser: quoted, promised, paid ahead, delivered by a sale, or called off."""

import pytest

from coopshop import ledger
from tests.cast import Cast
from tests.pages.slips import beside, entries, links, send, text

DAY = {"on": "2026-01-05"}
WANTED = {
    "buyer": "B-001",
    "price_list": "MINORISTA",
    "used": "here",
    "lines_0_sku": "AW-CAN",
    "lines_0_quantity": "3",
    "lines_0_price": "20",
    **DAY,
}
ORDER = WANTED | {"promised": "2026-01-19"}


@pytest.fixture
def shop(client, write, sign_in):
    """A hotel, a shelf with five baskets, the treasurer signed in."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative  # noqa: B018 - somebody must be selling
        cast.delivers(cast.rosa, 5)
        assert cast.hotel == "B-001"
    return client


@pytest.fixture
def ordered(shop):
    assert send(shop, "/orders/new", **ORDER).location == "/orders/P001"
    return shop


def count(write):
    with write() as (session, _at):
        return entries(session)


def test_a_quotation_becomes_an_order(shop):
    done = send(shop, "/orders/quotations/new", **WANTED, valid_until="2026-01-20")
    assert done.location == "/orders/quotations/PF01-1"
    page = shop.get(done.location)
    assert "Total S/ 60.00 good until 20 Jan 2026" in text(page)
    assert shop.get("/orders/quotations/PF01-1.pdf").data.startswith(b"%PDF-")
    assert "/orders/new?quotation=PF01-1" in links(page)
    slip = shop.get("/orders/new?quotation=PF01-1").get_data(as_text=True)
    assert 'value="20.00"' in slip
    done = send(shop, "/orders/new?quotation=PF01-1", **ORDER)
    assert "Quotation PF01-1" in text(shop.get(done.location))
    assert "Hotel Río" in text(shop.get("/orders/quotations/?period=all"))


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"buyer": "B-000"}, "buyer"),
        ({"promised": "2026-01-04"}, "promised"),
        ({"lines_0_quantity": "0"}, "lines-0-quantity"),
        ({"lines_0_sku": "NADA"}, "lines-0-sku"),
        ({"name": "Ana", "document_number": "123", "document_type": "1"}, "document_number"),
    ],
)
def test_an_order_that_cannot_be_is_said_beside_its_box(shop, write, typed, box):
    before = count(write)
    answer = send(shop, "/orders/new", **ORDER | typed)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert count(write) == before


def test_somebody_new_orders(shop):
    done = send(shop, "/orders/new", **ORDER | {"buyer": "B-000", "name": "Señora Núñez"})
    assert "Señora Núñez" in text(shop.get(done.location))


PAID = {"method": "efectivo", "amount": "25", **DAY}


def test_money_ahead_has_its_receipt_and_a_word_about_the_igv(ordered):
    assert send(ordered, "/orders/P001/pay-ahead", **PAID).location == "/orders/P001"
    page = ordered.get("/orders/P001")
    assert "Paid ahead S/ 25.00" in text(page)
    assert "Ask the accountant" in text(page)
    assert "/orders/deposits/G001.pdf" in links(page)
    assert ordered.get("/orders/deposits/G001.pdf").data.startswith(b"%PDF-")
    assert ordered.get("/orders/deposits/G001").location.startswith("/orders/P001")
    none = send(ordered, "/orders/P001/pay-ahead", **PAID | {"amount": ""})
    assert beside(none, "amount")
    much = send(ordered, "/orders/P001/pay-ahead", **PAID | {"amount": "40"})
    assert "only S/ 35.00 can still be paid ahead" in beside(much, "amount")


def test_the_deposit_pays_its_sale_first_and_the_rest_is_paid_now(ordered, write):
    send(ordered, "/orders/P001/pay-ahead", **PAID)
    page = ordered.get("/orders/P001/deliver").get_data(as_text=True)
    assert '<option value="CHI" selected>Almacén de Chipaota, pieces of this order: 3<' in page
    out = {"lines_0_line": "1", "lines_0_quantity": "2", "place": "CHI", "channel": "hotel"}
    wrong = send(ordered, "/orders/P001/deliver", **out | DAY | {"channel": "tienda"})
    assert wrong.location.startswith("/invoices/new?draft=")
    page = ordered.get(wrong.location)
    assert "/orders/P001" in links(page)
    assert '<option value="anticipo" selected>' in page.get_data(as_text=True)
    issued = send(
        ordered,
        wrong.location,
        kind="factura",
        buyer="B-001",
        terms="contado",
        payments_0_method="anticipo",
        payments_0_amount="25.00",
        payments_1_method="efectivo",
    )
    assert issued.status_code == 303
    page = text(ordered.get("/orders/P001"))
    assert "Paid ahead S/ 0.00" in page
    assert "Partly delivered" in page
    assert "Sale V0001" in page
    with write() as (session, _at):
        assert ledger.balance(session, "cash") == 4_000
    more = send(ordered, "/orders/P001/deliver", **out | DAY | {"channel": "tienda"})
    assert "Only 1 of it are still to be delivered." in beside(more, "lines-0-quantity")


def test_an_order_is_called_off_and_its_money_given_back_or_kept(ordered):
    send(ordered, "/orders/P001/pay-ahead", **PAID)
    send(ordered, "/orders/P001/call-off", note="ya no viajan", **DAY)
    page = ordered.get("/orders/P001")
    assert "S/ 25.00 paid ahead are still here" in text(page)
    assert "/orders/P001/deliver" not in links(page)
    part = PAID | {"amount": "10"}
    assert send(ordered, "/orders/P001/give-back", **part).status_code == 303
    assert beside(send(ordered, "/orders/P001/keep", note="", **DAY), "note")
    assert send(ordered, "/orders/P001/keep", note="de acuerdo", **DAY).status_code == 303
    assert "Paid ahead S/ 0.00" in text(ordered.get("/orders/P001"))
    for code in ("G002", "G003"):
        assert ordered.get(f"/orders/deposits/{code}.pdf").data.startswith(b"%PDF-")


def test_money_ahead_by_mistake_is_undone(ordered):
    send(ordered, "/orders/P001/pay-ahead", **PAID)
    assert "/orders/deposits/G001/undo" in links(ordered.get("/orders/P001"))
    send(ordered, "/orders/deposits/G001/undo", why="era de otra", **DAY)
    assert "Undone" in text(ordered.get("/orders/P001"))
    assert ordered.get("/orders/deposits/G001.pdf").data.startswith(b"%PDF-")


def test_one_buyer_s_deposit_never_pays_another_s_sale(ordered, write):
    with write() as (session, at):
        assert Cast(session, at).tourist == "B-002"
    send(ordered, "/orders/P001/pay-ahead", **PAID)
    out = {"lines_0_line": "1", "lines_0_quantity": "2", "place": "CHI", "channel": "tienda"}
    draft = send(ordered, "/orders/P001/deliver", **out | DAY).location
    paper = {"kind": "boleta", "buyer": "B-002", "terms": "contado"}
    ahead = {"payments_0_method": "anticipo", "payments_0_amount": "25.00"}
    refused = send(ordered, draft, **paper, **ahead, payments_1_method="efectivo")
    assert refused.status_code == 409
    assert "cannot pay a sale to" in beside(refused, "buyer")
    asked = send(ordered, draft, **paper, payments_0_method="efectivo")
    assert asked.status_code == 409
    assert "Is it sold to" in text(asked)
    with write() as (session, _at):
        assert ledger.balance(session, "deposit/P001") == -2_500
    sure = {"payments_0_method": "efectivo", "confirmed": "y"}
    assert send(ordered, draft, **paper, **sure).status_code == 303


@pytest.mark.usefixtures("ordered")
def test_the_first_page_and_the_list_tell_what_is_promised(client, write, sign_in):
    with write() as (session, at):
        assert Cast(session, at).tourist == "B-002"
    send(client, "/orders/new", **ORDER | {"promised": "2026-01-08"})
    assert "Orders promised for the next days" in text(client.get("/"))
    assert "P002" in text(client.get("/orders/?q=hotel"))
    sign_in("fiscal")
    assert client.get("/orders/P001").status_code == 200
    assert not any("pay-ahead" in address for address in links(client.get("/orders/P001")))
    for closed in ("new", "P001/deliver", "P001/pay-ahead", "P001/call-off", "quotations/new"):
        assert client.get(f"/orders/{closed}").status_code == 403


@pytest.mark.parametrize("path", ["P999", "quotations/PF01-9", "deposits/G999", "P999/deliver"])
def test_what_is_not_there_is_not_found(shop, path):
    assert shop.get(f"/orders/{path}").status_code == 404
