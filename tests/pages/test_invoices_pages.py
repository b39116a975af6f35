"""Papers by browser: issued once, opened as PDF, taken back, numbered by the portal."""

import re

import pypdfium2
import pytest
import sqlalchemy as sa

from coopshop import invoices, sales
from coopshop.sales import Asked
from tests.cast import Cast
from tests.pages.entering import enter
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in
from tests.papers.reading import says

CASH = {"kind": "boleta", "buyer": "B-000", "terms": "contado", "payments_0_method": "efectivo"}


@pytest.fixture
def shop(client, write, sign_in):
    """Fifty baskets lie in Chipaota; a hotel and a tourist are known buyers."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 50)
        sales.anonymous(session)
        known = (cast.cooperative, cast.hotel, cast.tourist, cast.tarapoto)
    assert known == ("20990000019", "B-001", "B-002", "TPP")
    return client


@pytest.fixture
def draft(shop, write):
    """`draft(2)`: the address where the paper of two baskets is issued."""

    del shop  # somebody must have something to sell

    def draft(units=2, **facts):
        with write() as (session, at):
            usual = {"place": "CHI", "channel": "tienda", "price_list": "MINORISTA"}
            usual |= {"used": "here", "on": at.date(), "at": at}
            line = Asked("AW-CAN", units, 0)
            basket = sales.ring_up(session, lines=[line], **usual | facts)
            return f"/invoices/new?draft={sales.keep_draft(session, basket, at=at, by=1)}"

    return draft


@pytest.fixture
def sold(shop, draft):
    """Two baskets were sold to nobody in particular; the address of the paper."""
    return send(shop, draft(), **CASH).location.partition("?")[0]


def count(write):
    with write() as (session, _at):
        return entries(session)


def test_the_paper_is_issued_with_the_change_to_give(shop, draft):
    answer = send(shop, draft(), **CASH, payments_0_tendered="50")
    assert answer.status_code == 303
    page = shop.get(answer.location)
    assert "Change to give S/ 14.00" in text(page)
    assert {"/invoices/nota_venta-NV01-1.pdf", "/till/", "/sales/V0001"} <= links(page)
    assert "Change to give" not in text(shop.get("/invoices/nota_venta-NV01-1"))


def test_a_double_click_issues_once(shop, draft, write):
    address = draft()
    data = filled(shop, address, **CASH)
    first = shop.post(address, data=data)
    before = count(write)
    second = shop.post(address, data=data)
    assert first.location == second.location
    assert count(write) == before


def test_a_draft_is_issued_once_even_from_two_windows(shop, draft, write):
    address = draft()
    first, second = (filled(shop, address, **CASH) for _window in range(2))
    assert shop.post(address, data=first).status_code == 303
    before = count(write)
    answer = shop.post(address, data=second)
    assert answer.status_code == 409
    assert "no longer there" in text(answer)
    assert shop.get(address).status_code == 410
    assert count(write) == before


def test_two_payments_and_a_new_buyer_typed_in_place(shop, draft):
    paid = {"payments_0_amount": "10", "payments_1_method": "yape", "payments_1_operation": "99"}
    new = {"name": "Ana Núñez", "document_type": "1", "document_number": "99900444"}
    page = text(shop.get(send(shop, draft(), **CASH | paid | new).location))
    assert "Ana Núñez" in page
    assert "99900444" in page


def test_a_sale_on_credit_may_be_paid_in_part(shop, draft):
    terms = {"terms": "credito", "due_on": "2026-01-20", "buyer": "B-001", "kind": "factura"}
    answer = send(shop, draft(), **CASH | terms, payments_0_amount="10")
    assert answer.status_code == 303
    assert "Still due S/ 26.00" in text(shop.get("/sales/V0001"))
    answer = send(shop, draft(), **CASH | terms)
    assert "Still due S/ 36.00" in text(shop.get("/sales/V0002"))


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"kind": "factura"}, "buyer"),
        ({"kind": "nota_venta"}, "kind"),
        ({"kind": "recibo"}, "kind"),
        ({"terms": "credito"}, "buyer"),
        ({"terms": "credito", "buyer": "B-001"}, "due_on"),
        ({"terms": "credito", "buyer": "B-001", "due_on": "2026-01-05"}, "due_on"),
        ({"payments_0_method": ""}, "terms"),
        ({"payments_0_amount": "10"}, "terms"),
        ({"payments_0_amount": "36.10"}, "payments-0-amount"),
        ({"payments_0_amount": "-1"}, "payments-0-amount"),
        ({"payments_0_tendered": "20"}, "payments-0-tendered"),
        (
            {"name": "Ana", "document_type": "6", "document_number": "20990000018"},
            "document_number",
        ),
        ({"name": "Ana", "document_type": "1"}, "document_number"),
        ({"document_type": "1", "document_number": "99900444"}, "name"),
        ({"name": "\N{GRINNING FACE}"}, "name"),
        ({"name": "x" * 10_000}, "name"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box(shop, draft, write, typed, box):
    address = draft()
    before = count(write)
    answer = send(shop, address, **CASH | typed)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert count(write) == before
    assert send(shop, address, **CASH).status_code == 303, "the draft is still there"


def test_a_boleta_above_seven_hundred_asks_for_the_name(shop, draft):
    address = draft(39)
    answer = send(shop, address, **CASH)
    assert answer.status_code == 409
    assert "S/ 700.00" in beside(answer, "buyer")
    assert send(shop, address, **CASH | {"buyer": "B-002"}).status_code == 303


def test_the_last_pieces_are_sold_once(shop, draft, write):
    first, second = draft(30), draft(30)
    bank = {"kind": "factura", "buyer": "B-001", "payments_0_method": "transferencia"}
    assert send(shop, first, **CASH | bank).status_code == 303
    before = count(write)
    answer = send(shop, second, **CASH | bank)
    assert answer.status_code == 409
    assert "Only 20 of Canasta" in text(answer)
    assert count(write) == before


def test_the_pdf_is_kept_at_its_first_reading(shop, sold, write):
    first = shop.get(f"{sold}.pdf")
    assert first.mimetype == "application/pdf"
    assert first.headers["Content-Disposition"] == "inline; filename=nota_venta-NV01-1.pdf"
    assert first.data.startswith(b"%PDF-")
    with write() as (session, _at):
        paper = invoices.document(session, "nota_venta-NV01-1")
        assert invoices.kept_print(session, paper) == first.data
    assert shop.get(f"{sold}.pdf").data == first.data


@pytest.mark.usefixtures("sold")
def test_pieces_come_back_and_the_money_too(shop):
    back = {"reason_code": "07", "on": "2026-01-05"}
    back |= {"lines_0_quantity": "1", "lines_0_restock": "TPP"}
    answer = send(shop, "/invoices/take-back/V0001", **back)
    assert answer.status_code == 303, text(answer)
    page = shop.get(answer.location)
    assert "We owe the buyer S/ 18.00" in text(page)
    assert "/sales/V0001/refund" in links(page)
    answer = send(shop, "/sales/V0001/refund", method="efectivo", on="2026-01-05")
    assert "Given back: S/ 18.00." in text(shop.get(answer.location))
    send(shop, "/invoices/take-back/V0001", **back)
    assert "has come back already" in text(shop.get("/invoices/take-back/V0001"))


@pytest.mark.usefixtures("sold")
def test_everything_comes_back_without_a_number_and_its_money_at_once(shop):
    assert "2 can come back. Sold: 2 for S/ 36.00." in text(shop.get("/invoices/take-back/V0001"))
    back = {"reason_code": "06", "on": "2026-01-05", "method": "efectivo"}
    back |= {"lines_0_restock": "TPP"}
    answer = send(shop, "/invoices/take-back/V0001", **back)
    assert answer.status_code == 303, text(answer)
    page = text(shop.get(answer.location))
    assert "Given back: S/ 36.00." in page
    assert "We owe the buyer" not in page
    assert "All came back" in text(shop.get("/sales/"))


def test_what_was_never_paid_is_not_given_back(shop, draft):
    credit = {"buyer": "B-001", "terms": "credito", "due_on": "2026-02-05"}
    send(shop, draft(), **CASH | credit)
    back = {"reason_code": "06", "on": "2026-01-05", "method": "efectivo"}
    back |= {"lines_0_restock": "TPP"}
    answer = send(shop, "/invoices/take-back/V0001", **back)
    assert answer.status_code == 303, text(answer)
    assert "Given back" not in text(shop.get(answer.location))


def test_what_a_hotel_reports_is_not_taken_for_cash(shop, draft):
    page = shop.get(draft(channel="consignacion", buyer="B-001")).get_data(as_text=True)
    (credit,) = re.findall(r'<input[^>]*value="credito"[^>]*>', page)
    assert "checked" in credit
    assert re.search(r'name="due_on"[^>]*value="2026-01-20"', page)


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"lines_0_quantity": "3"}, "lines-0-quantity"),
        ({"lines_0_quantity": "0.5"}, "lines-0-quantity"),
        ({"lines_0_quantity": "-1"}, "lines-0-quantity"),
        ({"lines_0_quantity": "0"}, "lines"),
        ({"lines_0_quantity": ""}, "lines"),
        ({"reason_code": "01"}, "reason_code"),
        ({"on": "2026-01-04"}, "on"),
        ({"on": "2026-01-06"}, "on"),
    ],
)
@pytest.mark.usefixtures("sold")
def test_a_return_that_cannot_be_is_said_beside_its_box(shop, write, typed, box):
    before = count(write)
    back = {"reason_code": "07", "on": "2026-01-05"}
    back |= {"lines_0_quantity": "1", "lines_0_restock": "-"} | typed
    answer = send(shop, "/invoices/take-back/V0001", **back)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert count(write) == before


@pytest.mark.usefixtures("sold")
def test_a_line_bent_to_stand_twice_brings_nothing_back(shop, write):
    before = count(write)
    back = {"reason_code": "07", "on": "2026-01-05"}
    for row in (0, 1):
        back |= {f"lines_{row}_line": "1", f"lines_{row}_quantity": "2"}
        back |= {f"lines_{row}_restock": "-"}
    assert send(shop, "/invoices/take-back/V0001", **back).status_code == 409
    assert count(write) == before


PORTAL = {"kind": "boleta", "series": "eb01", "number": "00000012", "on": "2026-01-05"}


def test_the_portal_s_number_is_typed_back(shop, sold):
    assert sold.removeprefix("/invoices/") in str(links(shop.get("/invoices/to-register")))
    answer = send(shop, f"{sold}/register", **PORTAL, confirmed="y")
    assert answer.location == "/invoices/boleta-EB01-12"
    assert "With tax value" in text(shop.get(answer.location))
    assert "Everything has its number." in text(shop.get("/invoices/to-register"))
    assert shop.get("/invoices/of/V0001.pdf").location == "/invoices/boleta-EB01-12.pdf"
    both = links(shop.get("/invoices/of/V0001"))
    assert {"/invoices/boleta-EB01-12.pdf", f"{sold}.pdf"} <= both


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"number": "0"}, "number"),
        ({"number": "123456789"}, "number"),
        ({"number": "EB01-12"}, "number"),
        ({"series": "E001"}, "series"),
        ({"series": "B001"}, "series"),
        ({"on": "2026-01-04"}, "on"),
    ],
)
def test_a_portal_number_that_cannot_be_is_said_beside_its_box(shop, sold, typed, box):
    answer = send(shop, f"{sold}/register", **PORTAL | typed)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert typed_in(answer, "series") == (PORTAL | typed)["series"]


def test_a_series_that_does_not_begin_with_one_is_asked_about(shop, sold):
    asked = send(shop, f"{sold}/register", **PORTAL)
    assert asked.status_code == 409
    assert "Does it really begin with 12?" in text(asked)
    assert send(shop, f"{sold}/register", **PORTAL | {"number": "1"}).status_code == 303


def test_a_gap_is_refused_until_it_is_explained(shop, sold, draft):
    send(shop, f"{sold}/register", **PORTAL, confirmed="y")
    other = send(shop, draft(), **CASH).location.partition("?")[0]
    answer = send(shop, f"{other}/register", **PORTAL | {"number": "14"})
    assert "expected 13" in beside(answer, "number")
    void = PORTAL | {"number": "13", "note": "Anulada en el portal"}
    assert send(shop, "/invoices/void-number", **void).status_code == 303
    assert "Anulada en el portal" in text(shop.get("/invoices/boleta-EB01-13"))
    assert send(shop, f"{other}/register", **PORTAL | {"number": "14"}).status_code == 303


def test_the_list_is_empty_at_first(client, sign_in):
    sign_in("fiscal")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert "No document yet" in text(client.get("/invoices/"))
    page = client.get("/invoices/to-register")
    assert "Everything has its number." in text(page)
    assert "/invoices/void-number" not in links(page)


def test_an_unknown_document_is_a_clear_sentence(shop):
    for address in ("boleta-EB01-9", "boleta-EB01-x", "x", "boleta-EB01-999999999"):
        assert "There is no document" in text(shop.get(f"/invoices/{address}"))


@pytest.mark.parametrize("width", [80, 58])
def test_the_ticket_is_a_page_as_wide_as_its_roll(shop, draft, width):
    sold = send(shop, draft(), **CASH, payments_0_tendered="50").location.partition("?")[0]
    address = f"{sold}/ticket-{width}.pdf"
    assert address in links(shop.get(sold))
    answer = shop.get(address)
    assert answer.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(answer.data) as pdf:
        assert round(pdf[0].get_size()[0] * 25.4 / 72) == width
    assert says(answer.data, "NOTA DE VENTA NV01-00000001", "Hora 12:00")
    assert says(answer.data, "Recibido en efectivo 50.00", "Vuelto 14.00")
    assert shop.get(address).data == answer.data


@pytest.mark.parametrize("name", ["ticket-79.pdf", "ticket-8000000.pdf", "ticket-x.pdf"])
def test_there_is_no_ticket_for_a_roll_nobody_sells(shop, sold, name):
    assert shop.get(f"{sold}/{name}").status_code == 404


@pytest.mark.parametrize("paper", [".pdf", "/ticket-80.pdf"])
def test_the_fiscal_reads_a_paper_and_the_clerk_can_still_undo(shop, sold, write, app, paper):
    """To look at a paper is not to hand it out; only who sells does that."""
    assert enter(app, "fiscal").get(f"{sold}{paper}").data.startswith(b"%PDF-")
    with write() as (session, at):
        assert invoices.why_not(session, "V0001", at=at) is None
        assert session.scalars(sa.select(invoices.HandedOver)).all() == []
    assert shop.get(f"{sold}{paper}").data.startswith(b"%PDF-")
    with write() as (session, at):
        assert invoices.why_not(session, "V0001", at=at) is not None
