"""After a sale: undone while it is fresh, sent, put right, and its money seen in our account."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from coopshop import invoices, ledger, sales
from coopshop.domain import accounts as acc
from coopshop.sales import Asked
from tests.cast import Cast
from tests.pages.kit import hidden
from tests.pages.slips import beside, entries, links, send, text
from tests.pages.till_desk import TILL, press


@pytest.fixture
def sold(till_shop):
    """A basket was sold just now for cash; gives the page after it."""
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    return press(till_shop, ticket, record="y").location


def test_a_fresh_sale_is_undone(till_shop, book, sold):
    assert "Undo the sale" in text(till_shop.get(sold))
    done = send(till_shop, f"{sold}/undo", why="error")
    assert done.location == sold
    assert "is undone" in text(till_shop.get(sold))
    assert book(lambda session: ledger.balance(session, acc.purse("efectivo"))) == 0
    assert "Void" in text(till_shop.get("/sales/"))
    assert "Void" in text(till_shop.get("/invoices/"))
    paper = till_shop.get("/invoices/nota_venta-NV01-1")
    assert "its sale was undone" in text(paper)
    assert "Take pieces back" not in text(till_shop.get("/sales/V0001"))


@pytest.mark.parametrize("paper", ["ticket-80.pdf", "ticket-58.pdf", ".pdf"])
def test_not_once_its_paper_was_opened(till_shop, book, sold, paper):
    way = f"/invoices/nota_venta-NV01-1{paper if paper.startswith('.') else '/' + paper}"
    assert till_shop.get(way).mimetype == "application/pdf"
    assert "Undo the sale" not in text(till_shop.get(sold))
    before = book(entries)
    answer = send(till_shop, f"{sold}/undo", why="error")
    assert answer.status_code == 409
    assert "printed or sent already" in text(answer)
    assert book(entries) == before


def test_not_after_five_minutes(till_shop, sold, now):
    now.at += timedelta(minutes=6)
    assert "Undo the sale" not in text(till_shop.get(sold))
    assert send(till_shop, f"{sold}/undo", why="cliente").status_code == 409


def test_whatsapp_gets_number_total_and_thanks_and_the_sale_stays(till_shop, sold):
    data = hidden(till_shop.get(sold).text) | {"phone": "999 000 111"}
    page = till_shop.post(f"{sold}/send", data=data)
    way = page.headers["Refresh"].partition("url=")[2]
    assert way.startswith("https://wa.me/51999000111?text=")
    assert "NV01-00000001" in way
    assert "18.00" in way
    # Nobody reaches this computer by a public name: a link would open nothing.
    assert "http" not in way.partition("?text=")[2]
    assert "The message has no link" in text(till_shop.get(sold))
    assert "Undo the sale" not in text(till_shop.get(sold))
    wrong = till_shop.post(f"{sold}/send", data=data | {"phone": "12"})
    assert wrong.status_code == 409
    assert "nine digits" in beside(wrong, "phone")


def test_a_wrong_way_of_paying_is_put_right_on_its_day(till_shop, book, sold, now, sign_in):
    assert sold
    assert "/till/payments/C0001/method" in links(till_shop.get("/sales/V0001"))
    page = "/till/payments/C0001/method"
    answer = send(till_shop, page, method="yape", operation="5", why="marcó mal")
    assert answer.location == "/sales/V0001#payments"
    assert "Taken back" in text(till_shop.get("/sales/V0001"))
    paid = book(lambda s: [(p.code, p.method) for p in sales.payments_of(s, "V0001")])
    assert paid == [("C0002", "yape")]
    now.set(now.at.date() + timedelta(days=1))
    sign_in("tesorera")
    answer = send(till_shop, "/till/payments/C0002/method", method="efectivo", why="tarde")
    assert answer.status_code == 409


def test_operations_are_ticked_against_the_account(till_shop, book):
    yape = {"payments_0_method": "yape", "payments_0_operation": "77"}
    press(till_shop, press(till_shop, till_shop.get(TILL), add="AW-CAN"), **yape, record="y")
    assert "Not yet seen in our account" in text(till_shop.get("/"))
    page = till_shop.get("/till/operations")
    assert "Not looked for yet" in text(page)
    nothing = till_shop.post("/till/operations", data=hidden(page.text))
    assert "Tick the operations" in text(nothing)
    missing = hidden(page.text) | {"payment": "C0001", "missing": "y"}
    till_shop.post("/till/operations", data=missing)
    assert "It is not there" in text(till_shop.get("/till/operations"))
    page = till_shop.get("/till/operations")
    till_shop.post("/till/operations", data=hidden(page.text) | {"payment": "C0001"})
    assert "Everything was seen" in text(till_shop.get("/till/operations"))
    assert book(sales.count_awaited) == 0
    assert till_shop.get("/till/operations?day=ayer").status_code == 404
    assert "Not yet seen in our account" not in text(till_shop.get("/"))


def test_a_number_nobody_typed_is_asked_for_after_the_sale_and_in_the_list(till_shop, book):
    for _sale in range(2):
        ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
        done = press(till_shop, ticket, payments_0_method="yape", record="y")
        said = "The operation number of Yape is still to be typed"
        assert said in text(till_shop.get(done.location))
    page = till_shop.get("/till/operations")
    assert page.text.count('aria-label="Operation number"') == 2
    nothing = till_shop.post("/till/operations", data=hidden(page.text) | {"numbers": "y"})
    assert "Type the number of an operation" in text(nothing)
    first = hidden(page.text) | {"number-C0001": " 00-77 ", "numbers": "y"}
    assert till_shop.post("/till/operations", data=first).status_code == 303
    page = till_shop.get("/till/operations")
    assert "00-77" in text(page)
    assert page.text.count('aria-label="Operation number"') == 1
    twice = hidden(page.text) | {"number-C0002": "77", "payment": "C0002"}
    answer = till_shop.post("/till/operations", data=twice)
    assert answer.status_code == 409
    assert "Operation 77 already paid for V0001." in text(answer)
    assert 'value="77"' in answer.text, "what was typed stays"
    assert book(sales.count_awaited) == 2, "neither number nor look is kept"
    other = hidden(page.text) | {"number-C0002": "78", "payment": "C0002"}
    till_shop.post("/till/operations", data=other)
    assert book(sales.count_awaited) == 1
    assert "78" in text(till_shop.get("/sales/V0002"))
    assert said not in text(till_shop.get("/till/done/V0002"))
    again = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    used = {"payments_0_method": "yape", "payments_0_operation": "077"}
    answer = press(till_shop, again, **used, record="y")
    assert beside(answer, "payments-0-operation") == "Operation 077 already paid for V0001."
    assert "Operation number of: Payment C0001" in text(till_shop.get("/ledger/"))


def test_a_boleta_of_the_portal_is_still_to_be_made_and_the_page_says_so(sold, till_shop):
    said = "The boleta is still to be made in SUNAT's portal"
    page = till_shop.get(sold)
    assert said in text(page)
    assert any(re.fullmatch("/invoices/[^/]+/register", link) for link in links(page))
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    note = press(till_shop, ticket, kind="nota_venta", lines_0_price="4.50", shown="", record="y")
    assert "still to be made" not in text(till_shop.get(note.location))


def picture(side=900):
    file = io.BytesIO()
    Image.new("RGB", (side, side * 2), "white").save(file, "PNG")
    return file.getvalue()


def test_our_qr_is_kept_large_and_shown_at_the_till(till_shop):
    page = till_shop.get("/till/wallets/yape")
    sent = hidden(page.text) | {
        "photo": (io.BytesIO(picture()), "qr.png"),
        "phone": "999000111",
        "holder": "Asociación",
    }
    answer = till_shop.post("/till/wallets/yape", data=sent, content_type="multipart/form-data")
    assert answer.location == "/till/wallets"
    kept = till_shop.get("/till/wallets/yape.jpg")
    assert Image.open(io.BytesIO(kept.data)).size == (640, 1280)
    assert "/till/wallets/yape.jpg" in till_shop.get(TILL).text
    wrong = hidden(page.text) | {"photo": (io.BytesIO(b"no"), "qr.png")}
    answer = till_shop.post("/till/wallets/plin", data=wrong, content_type="multipart/form-data")
    assert beside(answer, "photo")
    assert till_shop.get("/till/wallets/bcp").status_code == 404


def test_the_fiscal_reads_the_operations_and_ticks_nothing(client, sign_in, write):
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 2)
        basket = cast.rings_up(Asked(cast.basket, 1, 0))
        tenders = [invoices.Tender("yape", operation="77")]
        invoices.issue(session, basket, paper="boleta", tenders=tenders, at=at, by=1)
    sign_in("fiscal")
    page = client.get("/till/operations")
    assert page.status_code == 200
    assert "checkbox" not in page.text
    assert client.post("/till/operations", data=hidden(page.text)).status_code == 403
    assert client.get(TILL).status_code == 403
