"""The till by browser, without JavaScript: every button is a round trip, and nothing gets lost."""

import re
from datetime import date, timedelta

import pytest

from coopshop import cash, ledger, sales
from coopshop.domain import accounts as acc
from tests.cast import Cast
from tests.pages.slips import beside, entries, send, text, typed_in
from tests.pages.till_desk import TILL, boxes, press


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


def test_a_basket_is_sold_with_three_presses(till_shop, book):
    before = book(entries)
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    assert "S/ 18.00" in text(ticket)
    assert book(entries) == before
    done = press(till_shop, ticket, record="y")
    assert (done.status_code, done.location) == (303, "/till/done/V0001")
    assert book(entries) == before + 2
    page = text(till_shop.get(done.location))
    assert "Sale V0001 is recorded" in page
    assert "S/ 18.00" in page
    paper = book(lambda session: sales.sale_of(session, "V0001").paper)
    assert paper == "boleta"
    assert book(lambda session: ledger.balance(session, acc.purse("efectivo"))) == 1800


def test_the_same_ticket_sent_twice_is_one_sale(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    first, second = (press(till_shop, ticket, record="y") for _click in range(2))
    assert first.location == second.location
    assert book(lambda session: sales.sale_of(session, "V0001").total) == 1800
    with pytest.raises(sales.selling.UnknownSale):
        book(lambda session: sales.sale_of(session, "V0002"))


def test_more_less_and_away(till_shop):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    ticket = press(till_shop, ticket, add="AW-CAN")
    ticket = press(till_shop, ticket, add="EC-FIB-KG")
    assert "S/ 41.00" in text(ticket)
    ticket = press(till_shop, ticket, less="lines-0")
    ticket = press(till_shop, ticket, more="lines-1")
    assert "S/ 28.00" in text(ticket)
    ticket = press(till_shop, ticket, drop="lines-0")
    assert "S/ 10.00" in text(ticket)
    ticket = press(till_shop, ticket, lines_1_quantity="1,5", look="y")
    assert "S/ 7.50" in text(ticket)


def test_words_and_enter_add_the_first_that_is_found(till_shop):
    ticket = press(till_shop, till_shop.get(TILL), words="bombo", look="y")
    assert typed_in(ticket, "lines-0-quantity") == "1"
    assert typed_in(ticket, "words") == ""
    page = text(press(till_shop, ticket, words="fibra", filter="y"))
    assert "Fibra de piasaba" in page
    assert page.count("Canasta de bombonaje") == 1, "on the ticket only"


def test_who_gives_up_what_of_a_discount_is_said_in_two_sums(till_shop):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    page = text(press(till_shop, ticket, lines_0_discount="10", look="y"))
    assert "Of S/ 1.80 less: the members S/ 1.44, the association S/ 0.36." in page
    page = text(press(till_shop, ticket, lines_0_price="13", look="y"))
    assert "Of S/ 5.00 less: the members S/ 4.00, the association S/ 1.00." in page


def test_an_agreed_price_is_kept_with_its_reason(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    press(till_shop, press(till_shop, ticket, lines_0_price="13", look="y"), record="y")
    (line,) = book(told)
    assert (line["price"], line["price_source"], line["earned"]) == (1300, "acordado", 1040)


def test_another_list_prices_anew_says_so_and_takes_nothing_away(till_shop):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    ticket = press(till_shop, ticket, add="EC-FIB-KG")
    page = press(till_shop, ticket, price_list="FERIA", look="y")
    said = text(page)
    assert "The price was S/ 18.00, now it is S/ 21.24." in said
    assert "No price in this list" in said
    assert typed_in(page, "lines-1-quantity") == "1"
    refused = press(till_shop, page, record="y")
    assert refused.status_code == 409
    assert "has no price in list FERIA" in text(refused)
    back = press(till_shop, refused, price_list="MINORISTA", look="y")
    assert "S/ 23.00" in text(back)


def test_place_and_prices_stand_beside_the_title_and_stand_out_when_they_are_not_the_usual(
    till_shop,
):
    page = till_shop.get(TILL)
    assert "Sell Almacén de Chipaota · MINORISTA" in text(page)
    assert "is-unusual" not in page.text
    other = press(till_shop, page, price_list="FERIA", look="y")
    assert "Almacén de Chipaota · FERIA" in text(other)
    assert "is-unusual" in other.text


def test_a_total_that_the_clerk_did_not_see_is_not_recorded(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    before = book(entries)
    answer = press(till_shop, ticket, lines_0_quantity="3", record="y")
    assert answer.status_code == 409
    assert "The total is S/ 54.00 now; the page said S/ 18.00" in text(answer)
    assert book(entries) == before
    assert press(till_shop, answer, record="y").status_code == 303


def test_change_is_worked_out_and_shown_large_afterwards(till_shop):
    ticket = press(till_shop, press(till_shop, till_shop.get(TILL), add="AW-CAN"), tender="50")
    assert "S/ 32.00" in text(ticket)
    done = press(till_shop, ticket, record="y")
    assert "Change to give S/ 32.00" in text(till_shop.get(done.location))
    back = {"reason_code": "07", "on": "2026-01-05", "lines_0_quantity": "1"}
    note = send(till_shop, "/invoices/take-back/V0001", lines_0_restock="CHI", **back)
    assert note.status_code == 303, text(note)
    assert "Change to give" not in text(till_shop.get(note.location))


def test_paid_in_three_ways(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
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
    assert press(till_shop, ticket, **ways, record="y").status_code == 303
    paid = book(lambda s: [(p.method, p.amount) for p in sales.payments_of(s, "V0001")])
    assert paid == [("yape", 500), ("plin", 300), ("efectivo", 1000)]
    waiting = book(lambda session: [one.method for one in sales.awaited(session)])
    assert waiting == ["plin"], "the other one was seen while the buyer stood there"


def test_an_operation_used_before_is_said_beside_its_box(till_shop, book):
    yape = {"payments_0_method": "yape", "payments_0_operation": "0077"}
    press(till_shop, press(till_shop, till_shop.get(TILL), add="AW-CAN"), **yape, record="y")
    before = book(entries)
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    answer = press(till_shop, ticket, **yape | {"payments_0_operation": "77"}, record="y")
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
def test_what_cannot_be_is_said_beside_its_box(till_shop, book, typed, box):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    before = book(entries)
    answer = press(till_shop, ticket, **typed, record="y")
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert book(entries) == before


def test_a_large_boleta_asks_for_the_buyer_before_anybody_pays(till_shop, write):
    with write() as (session, at):
        cast = Cast(session, at)
        cast.__dict__.update(basket="AW-CAN", chipaota="CHI", rosa="AW-01")
        cast.delivers(cast.rosa, 60)
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    page = press(till_shop, ticket, lines_0_quantity="40", look="y")
    assert page.get_data(as_text=True).count("A boleta above S/ 700.00 needs the buyer") == 1
    found = press(till_shop, page, find="julia", filter="y")
    assert "Julia Paredes Inventada · 99900401" in text(found)
    code = re.search(r'value="(B-\d+)" data-document="1"', found.get_data(as_text=True))[1]
    chosen = press(till_shop, found, buyer=code, look="y")
    assert press(till_shop, chosen, record="y").status_code == 303


def test_a_buyer_is_found_by_name_or_document(till_shop):
    for words in ("julia", "PAREDES jul", "99900401", "9990"):
        assert "Julia Paredes" in till_shop.get("/till/buyers", query_string={"find": words}).text
    nobody = till_shop.get("/till/buyers?find=nadie").text
    assert "Nobody by these words" in nobody


def test_somebody_new_is_written_in_place(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    new = {"name": "Tienda Ficticia", "document_type": "6", "document_number": "20990000027"}
    assert press(till_shop, ticket, **new, kind="factura", record="y").status_code == 303
    assert book(lambda session: sales.sale_of(session, "V0001").paper) == "factura"
    code = book(lambda session: sales.sale_of(session, "V0001").buyer)
    assert book(lambda session: sales.buyer(session, code).document_number) == "20990000027"


def test_on_credit_only_what_is_paid_today_is_a_payment(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    terms = {"name": "Ana", "terms": "credito", "due_on": "2026-02-01"}
    done = press(till_shop, ticket, **terms, record="y")
    assert book(lambda session: sales.payments_of(session, "V0001")) == []
    assert "Still due S/ 18.00" in text(till_shop.get(done.location))


def test_dollars_by_their_list_and_the_rate_is_remembered_for_the_day(till_shop, now):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    abroad = {"price_list": "EXPORT", "used": "abroad", "fx_rate": "3.541"}
    ticket = press(till_shop, ticket, **abroad, look="y")
    assert "US$ 6.00" in text(ticket)
    assert press(till_shop, ticket, record="y").status_code == 303
    assert typed_in(till_shop.get(TILL), "fx_rate") == "3.541"
    assert boxes(till_shop.get(TILL))["price_list"] == "EXPORT", "as in the last sale"
    now.set(now.at.date() + timedelta(days=1))
    assert typed_in(till_shop.get(TILL), "fx_rate") == ""


def in_dollars(client, dollars="10", rate="3.70", **more):
    ticket = press(client, client.get(TILL), add="AW-CAN")
    typed = {"payments_0_method": "dolares", "payments_0_dollars": dollars, "fx_rate": rate}
    return press(client, ticket, record="y", **typed | more)


def test_a_tourist_pays_soles_in_dollars(till_shop, book):
    """The box has no soles yet: a first sale in soles brings the change."""
    for _sale in range(2):
        press(till_shop, press(till_shop, till_shop.get(TILL), add="AW-CAN"), record="y")
    done = in_dollars(till_shop)
    page = text(till_shop.get(done.location))
    assert "Received: US$ 10.00 × 3.700 = S/ 37.00" in page
    assert "Change to give, in soles S/ 19.00" in page
    assert book(lambda session: ledger.holdings(session, "cash")) == {"PEN": 1_700, "USD": 1_000}
    undo = text(till_shop.get("/till/done/V0003/undo"))
    assert "To give back, in dollars US$ 10.00" in undo
    assert "The change that comes back, in soles S/ 19.00" in undo
    assert "To give back S/" not in undo
    sale = text(till_shop.get("/sales/V0003"))
    assert "Dollars in cash: US$ 10.00 × 3.700 = S/ 37.00; change S/ 19.00" in sale
    assert "rate of 5 Jan 2026, fixed by" in sale
    assert typed_in(till_shop.get(TILL), "fx_rate") == "3.700"
    assert "Change given for dollars" in text(till_shop.get("/cash/book/-"))


def test_the_page_says_before_recording_what_dollars_are_worth(till_shop):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    ticket = press(till_shop, ticket, payments_0_method="dolares", fx_rate="3.70", notes="10")
    assert "US$ 10.00 × 3.700 = S/ 37.00" in text(ticket)
    assert "Change to give, in soles S/ 19.00" in text(ticket)
    ticket = press(till_shop, ticket, payments_0_dollars="2", look="y")
    assert "Still missing: S/ 10.60" in text(ticket)


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"rate": ""}, "fx_rate"),
        ({"dollars": ""}, "payments-0-dollars"),
        ({"dollars": "10.50"}, "payments-0-dollars"),
        ({"dollars": "10"}, "payments-0-dollars"),  # the box has no change
    ],
)
def test_dollars_that_cannot_be_taken_are_refused_beside_their_box(till_shop, book, typed, box):
    answer = in_dollars(till_shop, **typed)
    assert answer.status_code == 409
    assert beside(answer, box)
    assert book(lambda session: ledger.holdings(session, "cash")) == {}


def test_a_rate_in_the_wrong_place_is_asked_about(till_shop, book):
    asked = in_dollars(till_shop, dollars="5", rate="37")
    assert asked.status_code == 409
    assert "One dollar for S/ 37.000: is it right?" in text(asked)
    assert book(lambda session: sales.rate_of(session, date(2026, 1, 5))) is None


def test_the_treasurer_fixes_the_rate_of_the_day(till_shop, book):
    assert "There is no rate for today yet." in text(till_shop.get("/sales/dollar"))
    send(till_shop, "/sales/dollar", fx_rate="3.715")
    assert "One dollar today S/ 3.715" in text(till_shop.get("/sales/dollar"))
    other = send(till_shop, "/sales/dollar", fx_rate="3.72")
    assert "fixed the dollar of this day at S/ 3.715" in text(other)
    assert book(lambda session: sales.rate_of(session, date(2026, 1, 5)).turn) == 1


def test_a_service_says_who_gives_it(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-VIS")
    answer = press(till_shop, ticket, record="y")
    assert "say which member" in beside(answer, "lines-0-member")
    assert press(till_shop, answer, lines_0_member="AW-01", record="y").status_code == 303
    (line,) = book(told)
    assert line["member"] == "AW-01"


def test_a_ticket_is_put_aside_and_taken_up_again(till_shop, book):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    ticket = press(till_shop, ticket, lines_0_discount="5", look="y")
    before = book(entries)
    answer = till_shop.post("/till/park", data=boxes(ticket) | {"aside": "señora del sombrero"})
    assert answer.location == f"{TILL}?aside="
    assert book(entries) == before
    waiting = till_shop.get("/till/parked")
    assert "señora del sombrero" in text(waiting)
    address = re.search(r'href="(/till/\?parked=[^"]+)"', waiting.text)[1]
    again = till_shop.get(address)
    assert typed_in(again, "lines-0-discount") == "5"
    assert press(till_shop, again, record="y").status_code == 303
    assert "No ticket waits" in text(till_shop.get("/till/parked"))
    assert till_shop.get(address).status_code == 404


def test_an_empty_ticket_is_not_put_aside_and_one_is_forgotten(till_shop):
    empty = till_shop.post("/till/park", data=boxes(till_shop.get(TILL)))
    assert "nothing on the ticket" in text(till_shop.get(empty.location))
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    till_shop.post("/till/park", data=boxes(ticket))
    page = till_shop.get("/till/parked")
    way = re.search(r'action="(/till/parked/[^"]+/forget)"', page.text)[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    till_shop.post(way, data={"csrf_token": token})
    assert "No ticket waits" in text(till_shop.get("/till/parked"))


def test_cash_needs_an_open_drawer_where_there_are_tills(till_shop, write, book):
    with write() as (session, _at):
        cash.add_till(session, code="PUERTO", name="Caja del puerto", place="CHI")
    page = till_shop.get(TILL)
    assert "No drawer is open" in text(page)
    ticket = press(till_shop, page, add="AW-CAN")
    answer = press(till_shop, ticket, record="y")
    assert answer.status_code == 409
    assert "No drawer is open: count and open one" in text(answer)
    assert press(till_shop, answer, payments_0_method="yape", record="y").status_code == 303
    with write() as (session, at):
        today = {"on": at.date(), "at": at, "by": 1}
        counted = cash.Counted({10: 0})
        cash.open_drawer(session, till="PUERTO", counted=counted, **today)
    with till_shop.session_transaction() as cookie:
        cookie["till"] = "PUERTO"
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    assert press(till_shop, ticket, record="y").status_code == 303
    assert book(lambda session: ledger.balance(session, acc.drawer("PUERTO"))) == 1800


def test_the_script_gets_only_what_is_new(till_shop):
    ticket = press(till_shop, till_shop.get(TILL), add="AW-CAN")
    part, record = {"X-Part": "y"}, boxes(ticket) | {"record": "y"}
    wrong = till_shop.post(TILL, data=record | {"kind": "factura"}, headers=part)
    assert wrong.status_code == 409
    assert "<html" not in wrong.text
    done = till_shop.post(TILL, data=record, headers=part)
    assert done.status_code == 200
    assert "<html" not in done.text
    assert 'data-left="{&#34;AW-CAN&#34;: [5, &#34;5&#34;]}"' in done.text
    again = till_shop.post(TILL, data=record, headers=part)
    assert "V0001" in again.text


def test_before_anything_is_written_down_the_till_says_what_is_missing(client, sign_in):
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert "Before the first sale" in text(client.get(TILL))
