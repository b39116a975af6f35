"""The till by browser, without JavaScript: every button is a round trip, and nothing gets lost."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from coopshop import cash, invoices, ledger, sales
from coopshop.domain import accounts as acc
from coopshop.sales import Asked
from tests.cast import Cast
from tests.pages.kit import hidden
from tests.pages.slips import beside, entries, send, text, typed_in

TILL = "/till/"


@pytest.fixture
def shop(client, write, sign_in):
    """Six baskets and 2.5 kg of fibre lie in Chipaota; the treasurer stands at the till."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 6)
        cast.delivers(cast.delia, 2500, sku=cast.fibre)
        for name in ("cooperative", "hotel", "tourist", "visit"):
            getattr(cast, name)
    return client


@pytest.fixture
def book(write):
    """What the book says, read in a transaction of its own."""

    def read(ask):
        with write() as (session, _at):
            return ask(session)

    return read


def boxes(answer) -> dict[str, str]:
    """Every box of the till's form with what stands in it, as a browser would send it."""
    page = answer.get_data(as_text=True).partition('id="till"')[2].partition("<template")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if named.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        found[named["name"]] = named.get("value", "")
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def press(client, answer, **pressed):
    """Press a button of the till: `add="AW-CAN"`; boxes of rows are written `lines_0_quantity`."""
    named = {re.sub(r"_(\d+)_", r"-\1-", name): value for name, value in pressed.items()}
    return client.post(TILL, data=boxes(answer) | named)


def told(session) -> list[dict]:
    """The lines of the first sale: price, where it comes from, whose it is, what she earns."""
    return [
        {
            "price": line.line.price,
            "price_source": line.line.price_source,
            "member": line.makers[0].member,
            "earned": line.makers[0].amount,
        }
        for line in sales.story(session, "V0001").lines
    ]


def test_a_basket_is_sold_with_three_presses(shop, book):
    before = book(entries)
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    assert "S/ 18.00" in text(ticket)
    assert book(entries) == before
    done = press(shop, ticket, record="y")
    assert (done.status_code, done.location) == (303, "/till/done/V0001")
    assert book(entries) == before + 2
    page = text(shop.get(done.location))
    assert "Sale V0001 is recorded" in page
    assert "S/ 18.00" in page
    paper = book(lambda session: sales.sale_of(session, "V0001").paper)
    assert paper == "boleta"
    assert book(lambda session: ledger.balance(session, acc.purse("efectivo"))) == 1800


def test_the_same_ticket_sent_twice_is_one_sale(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    first, second = (press(shop, ticket, record="y") for _click in range(2))
    assert first.location == second.location
    assert book(lambda session: sales.sale_of(session, "V0001").total) == 1800
    with pytest.raises(sales.selling.UnknownSale):
        book(lambda session: sales.sale_of(session, "V0002"))


def test_more_less_and_away(shop):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    ticket = press(shop, ticket, add="AW-CAN")
    ticket = press(shop, ticket, add="EC-FIB-KG")
    assert "S/ 41.00" in text(ticket)
    ticket = press(shop, ticket, less="lines-0")
    ticket = press(shop, ticket, more="lines-1")
    assert "S/ 28.00" in text(ticket)
    ticket = press(shop, ticket, drop="lines-0")
    assert "S/ 10.00" in text(ticket)
    ticket = press(shop, ticket, lines_1_quantity="1,5", look="y")
    assert "S/ 7.50" in text(ticket)


def test_words_and_enter_add_the_first_that_is_found(shop):
    ticket = press(shop, shop.get(TILL), words="bombo", look="y")
    assert typed_in(ticket, "lines-0-quantity") == "1"
    assert typed_in(ticket, "words") == ""
    page = text(press(shop, ticket, words="fibra", filter="y"))
    assert "Fibra de piasaba" in page
    assert page.count("Canasta de bombonaje") == 1, "on the ticket only"


def test_who_gives_up_what_of_a_discount_is_said_in_two_sums(shop):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    page = text(press(shop, ticket, lines_0_discount="10", look="y"))
    assert "Of S/ 1.80 less: the members S/ 1.44, the association S/ 0.36." in page
    page = text(press(shop, ticket, lines_0_price="13", look="y"))
    assert "Of S/ 5.00 less: the members S/ 4.00, the association S/ 1.00." in page


def test_an_agreed_price_is_kept_with_its_reason(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    press(shop, press(shop, ticket, lines_0_price="13", look="y"), record="y")
    (line,) = book(told)
    assert (line["price"], line["price_source"], line["earned"]) == (1300, "acordado", 1040)


def test_another_list_prices_anew_says_so_and_takes_nothing_away(shop):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    ticket = press(shop, ticket, add="EC-FIB-KG")
    page = press(shop, ticket, price_list="FERIA", look="y")
    said = text(page)
    assert "The price was S/ 18.00, now it is S/ 21.24." in said
    assert "No price in this list" in said
    assert typed_in(page, "lines-1-quantity") == "1"
    refused = press(shop, page, record="y")
    assert refused.status_code == 409
    assert "has no price in list FERIA" in text(refused)
    back = press(shop, refused, price_list="MINORISTA", look="y")
    assert "S/ 23.00" in text(back)


def test_a_total_that_the_clerk_did_not_see_is_not_recorded(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    before = book(entries)
    answer = press(shop, ticket, lines_0_quantity="3", record="y")
    assert answer.status_code == 409
    assert "The total is S/ 54.00 now; the page said S/ 18.00" in text(answer)
    assert book(entries) == before
    assert press(shop, answer, record="y").status_code == 303


def test_change_is_worked_out_and_shown_large_afterwards(shop):
    ticket = press(shop, press(shop, shop.get(TILL), add="AW-CAN"), tender="50")
    assert "S/ 32.00" in text(ticket)
    done = press(shop, ticket, record="y")
    assert "Change to give S/ 32.00" in text(shop.get(done.location))


def test_paid_in_three_ways(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    ways = {
        "payments_0_method": "yape",
        "payments_0_operation": "77",
        "payments_0_seen": "y",
        "payments_0_amount": "5",
        "payments_1_method": "plin",
        "payments_1_operation": "78",
        "payments_1_amount": "3",
        "payments_2_method": "efectivo",
        "payments_2_tendered": "20",
    }
    assert press(shop, ticket, **ways, record="y").status_code == 303
    paid = book(lambda s: [(p.method, p.amount) for p in sales.payments_of(s, "V0001")])
    assert paid == [("yape", 500), ("plin", 300), ("efectivo", 1000)]
    waiting = book(lambda session: [one.method for one in sales.awaited(session)])
    assert waiting == ["plin"], "the other one was seen while the buyer stood there"


def test_an_operation_used_before_is_said_beside_its_box(shop, book):
    yape = {"payments_0_method": "yape", "payments_0_operation": "0077"}
    press(shop, press(shop, shop.get(TILL), add="AW-CAN"), **yape, record="y")
    before = book(entries)
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    answer = press(shop, ticket, **yape | {"payments_0_operation": "77"}, record="y")
    assert answer.status_code == 409
    assert beside(answer, "payments-0-operation") == "Operation 77 already paid for V0001."
    assert typed_in(answer, "lines-0-quantity") == "1"
    assert book(entries) == before


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"kind": "factura"}, "buyer"),
        ({"kind": "factura", "name": "Tienda", "document_type": "6",
          "document_number": "20990000018"}, "document_number"),
        ({"name": "Ana", "document_type": "1", "document_number": "123"}, "document_number"),
        ({"terms": "credito", "due_on": "2026-02-01"}, "buyer"),
        ({"terms": "credito", "name": "Ana"}, "due_on"),
        ({"payments_0_tendered": "10"}, "payments-0-tendered"),
        ({"price_list": "EXPORT", "lines_0_quantity": "1", "shown": ""}, "fx_rate"),
        ({"lines_0_quantity": "7", "shown": ""}, "lines-0-quantity"),
        ({"lines_0_quantity": "1.5"}, "lines-0-quantity"),
        ({"lines_0_discount": "100"}, "lines-0-discount"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_box(shop, book, typed, box):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    before = book(entries)
    answer = press(shop, ticket, **typed, record="y")
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert book(entries) == before


def test_a_large_boleta_asks_for_the_buyer_before_anybody_pays(shop, write):
    with write() as (session, at):
        cast = Cast(session, at)
        cast.__dict__.update(basket="AW-CAN", chipaota="CHI", rosa="AW-01")
        cast.delivers(cast.rosa, 60)
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    page = press(shop, ticket, lines_0_quantity="40", look="y")
    assert page.get_data(as_text=True).count("A boleta above S/ 700.00 needs the buyer") == 2
    found = press(shop, page, find="julia", filter="y")
    assert "Julia Paredes Inventada · 99900401" in text(found)
    code = re.search(r'value="(B-\d+)" data-document="1"', found.get_data(as_text=True))[1]
    chosen = press(shop, found, buyer=code, look="y")
    assert press(shop, chosen, record="y").status_code == 303


def test_a_buyer_is_found_by_name_or_document(shop):
    for words in ("julia", "PAREDES jul", "99900401", "9990"):
        assert "Julia Paredes" in shop.get("/till/buyers", query_string={"find": words}).text
    nobody = shop.get("/till/buyers?find=nadie").text
    assert "Nobody by these words" in nobody


def test_somebody_new_is_written_in_place(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    new = {"name": "Tienda Ficticia", "document_type": "6", "document_number": "20990000027"}
    assert press(shop, ticket, **new, kind="factura", record="y").status_code == 303
    assert book(lambda session: sales.sale_of(session, "V0001").paper) == "factura"
    code = book(lambda session: sales.sale_of(session, "V0001").buyer)
    assert book(lambda session: sales.buyer(session, code).document_number) == "20990000027"


def test_on_credit_only_what_is_paid_today_is_a_payment(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    terms = {"name": "Ana", "terms": "credito", "due_on": "2026-02-01"}
    done = press(shop, ticket, **terms, record="y")
    assert book(lambda session: sales.payments_of(session, "V0001")) == []
    assert "Still due S/ 18.00" in text(shop.get(done.location))


def test_dollars_by_their_list_and_the_rate_is_remembered_for_the_day(shop, now):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    abroad = {"price_list": "EXPORT", "used": "abroad", "fx_rate": "3.541"}
    ticket = press(shop, ticket, **abroad, look="y")
    assert "US$ 6.00" in text(ticket)
    assert press(shop, ticket, record="y").status_code == 303
    assert typed_in(shop.get(TILL), "fx_rate") == "3.541"
    assert boxes(shop.get(TILL))["price_list"] == "EXPORT", "as in the last sale"
    now.set(now.at.date() + timedelta(days=1))
    assert typed_in(shop.get(TILL), "fx_rate") == ""


def test_a_service_says_who_gives_it(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-VIS")
    answer = press(shop, ticket, record="y")
    assert "say which member" in beside(answer, "lines-0-member")
    assert press(shop, answer, lines_0_member="AW-01", record="y").status_code == 303
    (line,) = book(told)
    assert line["member"] == "AW-01"


def test_a_ticket_is_put_aside_and_taken_up_again(shop, book):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    ticket = press(shop, ticket, lines_0_discount="5", look="y")
    before = book(entries)
    answer = shop.post("/till/park", data=boxes(ticket) | {"aside": "señora del sombrero"})
    assert answer.location == TILL
    assert book(entries) == before
    waiting = shop.get("/till/parked")
    assert "señora del sombrero" in text(waiting)
    address = re.search(r'href="(/till/\?parked=[^"]+)"', waiting.text)[1]
    again = shop.get(address)
    assert typed_in(again, "lines-0-discount") == "5"
    assert press(shop, again, record="y").status_code == 303
    assert "No ticket waits" in text(shop.get("/till/parked"))
    assert shop.get(address).status_code == 404


def test_an_empty_ticket_is_not_put_aside_and_one_is_forgotten(shop):
    empty = shop.post("/till/park", data=boxes(shop.get(TILL)))
    assert "nothing on the ticket" in text(shop.get(empty.location))
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    shop.post("/till/park", data=boxes(ticket))
    page = shop.get("/till/parked")
    way = re.search(r'action="(/till/parked/[^"]+/forget)"', page.text)[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    shop.post(way, data={"csrf_token": token})
    assert "No ticket waits" in text(shop.get("/till/parked"))


@pytest.fixture
def sold(shop):
    """A basket was sold just now for cash; gives the page after it."""
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    return press(shop, ticket, record="y").location


def test_a_fresh_sale_is_undone(shop, book, sold):
    assert "Undo the sale" in text(shop.get(sold))
    done = send(shop, f"{sold}/undo", why="error")
    assert done.location == sold
    assert "is undone" in text(shop.get(sold))
    assert book(lambda session: ledger.balance(session, acc.purse("efectivo"))) == 0
    assert "Void" in text(shop.get("/sales/"))
    assert "Void" in text(shop.get("/invoices/"))
    paper = shop.get("/invoices/nota_venta-NV01-1")
    assert "its sale was undone" in text(paper)
    assert "Take pieces back" not in text(shop.get("/sales/V0001"))


@pytest.mark.parametrize("paper", ["ticket-80.pdf", "ticket-58.pdf", ".pdf"])
def test_not_once_its_paper_was_opened(shop, book, sold, paper):
    way = f"/invoices/nota_venta-NV01-1{paper if paper.startswith('.') else '/' + paper}"
    assert shop.get(way).mimetype == "application/pdf"
    assert "Undo the sale" not in text(shop.get(sold))
    before = book(entries)
    answer = send(shop, f"{sold}/undo", why="error")
    assert answer.status_code == 409
    assert "printed or sent already" in text(answer)
    assert book(entries) == before


def test_not_after_five_minutes(shop, sold, now):
    now.at += timedelta(minutes=6)
    assert "Undo the sale" not in text(shop.get(sold))
    assert send(shop, f"{sold}/undo", why="cliente").status_code == 409


def test_whatsapp_gets_number_total_and_thanks_and_the_sale_stays(shop, sold):
    data = hidden(shop.get(sold).text) | {"phone": "999 000 111"}
    page = shop.post(f"{sold}/send", data=data)
    way = page.headers["Refresh"].partition("url=")[2]
    assert way.startswith("https://wa.me/51999000111?text=")
    assert "NV01-00000001" in way
    assert "18.00" in way
    assert "Undo the sale" not in text(shop.get(sold))
    wrong = shop.post(f"{sold}/send", data=data | {"phone": "12"})
    assert wrong.status_code == 409
    assert "nine digits" in beside(wrong, "phone")


def test_a_wrong_way_of_paying_is_put_right_on_its_day(shop, book, sold, now, sign_in):
    assert sold
    page = "/till/payments/C0001/method"
    answer = send(shop, page, method="yape", operation="5", why="marcó mal")
    assert answer.location == "/sales/V0001#payments"
    assert "Taken back" in text(shop.get("/sales/V0001"))
    paid = book(lambda s: [(p.code, p.method) for p in sales.payments_of(s, "V0001")])
    assert paid == [("C0002", "yape")]
    now.set(now.at.date() + timedelta(days=1))
    sign_in("tesorera")
    answer = send(shop, "/till/payments/C0002/method", method="efectivo", why="tarde")
    assert answer.status_code == 409


def test_operations_are_ticked_against_the_account(shop, book):
    yape = {"payments_0_method": "yape", "payments_0_operation": "77"}
    press(shop, press(shop, shop.get(TILL), add="AW-CAN"), **yape, record="y")
    assert "Not yet seen in our account" in text(shop.get("/"))
    page = shop.get("/till/operations")
    assert "Not looked for yet" in text(page)
    nothing = shop.post("/till/operations", data=hidden(page.text))
    assert "Tick the operations" in text(nothing)
    missing = hidden(page.text) | {"payment": "C0001", "missing": "y"}
    shop.post("/till/operations", data=missing)
    assert "It is not there" in text(shop.get("/till/operations"))
    page = shop.get("/till/operations")
    shop.post("/till/operations", data=hidden(page.text) | {"payment": "C0001"})
    assert "Everything was seen" in text(shop.get("/till/operations"))
    assert book(sales.count_awaited) == 0
    assert shop.get("/till/operations?day=ayer").status_code == 404
    assert "Not yet seen in our account" not in text(shop.get("/"))


def picture(side=900):
    file = io.BytesIO()
    Image.new("RGB", (side, side * 2), "white").save(file, "PNG")
    return file.getvalue()


def test_our_qr_is_kept_large_and_shown_at_the_till(shop):
    page = shop.get("/till/wallets/yape")
    sent = hidden(page.text) | {
        "photo": (io.BytesIO(picture()), "qr.png"),
        "phone": "999000111",
        "holder": "Asociación",
    }
    answer = shop.post("/till/wallets/yape", data=sent, content_type="multipart/form-data")
    assert answer.location == "/till/wallets"
    kept = shop.get("/till/wallets/yape.jpg")
    assert Image.open(io.BytesIO(kept.data)).size == (640, 1280)
    assert "/till/wallets/yape.jpg" in shop.get(TILL).text
    wrong = hidden(page.text) | {"photo": (io.BytesIO(b"no"), "qr.png")}
    answer = shop.post("/till/wallets/plin", data=wrong, content_type="multipart/form-data")
    assert beside(answer, "photo")
    assert shop.get("/till/wallets/bcp").status_code == 404


def test_cash_needs_an_open_drawer_where_there_are_tills(shop, write, book):
    with write() as (session, _at):
        cash.add_till(session, code="PUERTO", name="Caja del puerto", place="CHI")
    page = shop.get(TILL)
    assert "No drawer is open" in text(page)
    ticket = press(shop, page, add="AW-CAN")
    answer = press(shop, ticket, record="y")
    assert answer.status_code == 409
    assert "No drawer is open: count and open one" in text(answer)
    assert press(shop, answer, payments_0_method="yape", record="y").status_code == 303
    with write() as (session, at):
        today = {"on": at.date(), "at": at, "by": 1}
        counted = cash.Counted({10: 0})
        cash.open_drawer(session, till="PUERTO", counted=counted, **today)
    with shop.session_transaction() as cookie:
        cookie["till"] = "PUERTO"
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    assert press(shop, ticket, record="y").status_code == 303
    assert book(lambda session: ledger.balance(session, acc.drawer("PUERTO"))) == 1800


def test_the_script_gets_only_what_is_new(shop):
    ticket = press(shop, shop.get(TILL), add="AW-CAN")
    part = {"X-Part": "y"}
    wrong = shop.post(TILL, data=boxes(ticket) | {"kind": "factura", "record": "y"}, headers=part)
    assert wrong.status_code == 409
    assert "<html" not in wrong.text
    done = shop.post(TILL, data=boxes(ticket) | {"record": "y"}, headers=part)
    assert done.status_code == 200
    assert "<html" not in done.text
    assert 'data-left="{&#34;AW-CAN&#34;: [5, &#34;5&#34;]}"' in done.text
    again = shop.post(TILL, data=boxes(ticket) | {"record": "y"}, headers=part)
    assert "V0001" in again.text


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


def test_before_anything_is_written_down_the_till_says_what_is_missing(client, sign_in):
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert "Before the first sale" in text(client.get(TILL))
