"""The cash by browser: opened by a count, closed by a count, the book's figure only afterwards."""

from datetime import date

import pytest

from coopshop import cash
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in

DAY = {"on": "2026-01-05"}


def test_a_till_is_made_renamed_and_given_up(cash_shop):
    made = send(cash_shop, "/cash/tills/new", code="PUESTO", name="Caja del puesto", place="TPP")
    assert made.location == "/cash/"
    assert "Caja del puesto" in text(cash_shop.get("/cash/"))
    again = send(cash_shop, "/cash/tills/new", code="PUESTO", name="Otra", place="TPP")
    assert again.status_code == 409
    assert "another till: Caja del puesto" in beside(again, "code")
    send(cash_shop, "/cash/tills/PUESTO", name="Puesto del puerto", place="TPP")
    assert "Puesto del puerto" in text(cash_shop.get("/cash/"))
    assert send(cash_shop, "/cash/tills/PUESTO/close", **DAY).location == "/cash/"
    cash_shop.get("/cash/")
    assert "Puesto del puerto" not in text(cash_shop.get("/cash/"))


def test_nothing_of_the_book_is_shown_before_the_count_is_handed_in(opened):
    page = text(opened.get("/cash/sessions/S001/count"))
    assert "By the book" not in page
    assert "50.00" not in page
    answer = send(opened, "/cash/sessions/S001/count", pieces_2000="2", pieces_500="1")
    assert answer.location == "/cash/sessions/S001/accept"
    page = text(opened.get(answer.location))
    assert "S/ 5.00 too little" in page
    assert "Soles S/ 45.00 S/ 50.00" in page


def test_a_difference_wants_a_reason_and_keeps_it(opened, book):
    send(opened, "/cash/sessions/S001/count", pieces_2000="2", pieces_500="1")
    address = "/cash/sessions/S001/accept"
    before = book(entries)
    assert "if nobody knows, write that" in beside(send(opened, address, note=""), "note")
    assert book(entries) == before
    done = send(opened, address, note="vuelto de más")
    assert done.location == "/cash/sessions/S001"
    page = text(opened.get(done.location))
    assert "Reason vuelto de más" in page
    assert "Closed" in page
    assert opened.get(address).status_code == 302
    assert "vuelto de más" in text(opened.get("/cash/tills/TIENDA/sessions"))


def test_a_second_count_leaves_the_first_to_be_seen(opened):
    send(opened, "/cash/sessions/S001/count", pieces_2000="2", pieces_500="1")
    done = send(opened, "/cash/sessions/S001/count", pieces_5000="1")
    assert done.location == "/cash/sessions/S001"
    page = text(opened.get(done.location))
    assert "A later count took its place." in page
    assert "S/ 5.00 too little" in page
    assert page.count("Persona tesorera") >= 3


def test_an_empty_count_is_refused_in_words_and_nothing_is_lost(opened, book):
    before = book(entries)
    for typed, status in (({}, 409), ({"dollars": "3"}, 409), ({"pieces_2000": "2,5"}, 422)):
        answer = send(opened, "/cash/sessions/S001/count", **typed)
        assert answer.status_code == status
        assert all(typed_in(answer, box) == value for box, value in typed.items())
        if status == 409:
            assert "write 0 in one box" in text(answer)
    assert book(entries) == before


def test_a_double_click_counts_once(opened, book):
    address = "/cash/sessions/S001/count"
    data = filled(opened, address, pieces_2000="2")
    first = opened.post(address, data=data)
    before = book(entries)
    assert opened.post(address, data=data).location == first.location
    assert book(entries) == before


@pytest.mark.usefixtures("opened")
def test_slips_offer_the_open_drawer_and_ones_own_first(cash_shop):
    page = cash_shop.get("/payouts/debits/new").get_data(as_text=True)
    assert '<option value="TIENDA" selected>' in page
    box = cash_shop.post("/cash/work-at", data=hidden_token(cash_shop) | {"till": ""})
    assert box.status_code == 303
    page = cash_shop.get("/payouts/debits/new").get_data(as_text=True)
    assert '<option value="TIENDA">' in page
    cash_shop.post("/cash/work-at", data=hidden_token(cash_shop) | {"till": "TIENDA"})
    assert "You work here." in text(cash_shop.get("/cash/"))


def hidden_token(client):
    return {"csrf_token": filled(client, "/cash/moves/new")["csrf_token"]}


def test_where_no_drawer_is_open_no_slip_asks_for_one(cash_shop):
    assert 'name="till"' not in cash_shop.get("/payouts/debits/new").get_data(as_text=True)


def test_an_advance_comes_out_of_the_drawer(opened, write):
    facts = {"member": "AW-01", "kind": "adelanto", "amount": "20", "method": "efectivo"}
    assert send(opened, "/payouts/debits/new", **facts, till="TIENDA", **DAY).status_code == 303
    with write() as (session, _at):
        assert cash.counting.expected(session, "TIENDA", {}) == {"PEN": 3_000}
    wrong = send(opened, "/payouts/debits/new", **facts, till="OTRA", **DAY)
    assert beside(wrong, "till")
    send(opened, "/cash/sessions/S001/count", pieces_1000="3")
    late = send(opened, "/payouts/debits/new", **facts, till="TIENDA", **DAY)
    assert beside(late, "till")


def test_money_out_is_written_down_looked_at_and_undone(opened):
    facts = {"reason": "flete", "amount": "12.50", "payee": "Julio", "voucher": "0001-5"}
    done = send(opened, "/cash/moves/new", **facts, till="TIENDA", currency="PEN", **DAY)
    assert done.location == "/cash/moves/M003"
    page = text(opened.get(done.location))
    assert "Money out S/ 12.50 Freight" in page
    assert "Julio" in page
    undo = {"why": "era de otro día", **DAY}
    assert send(opened, "/cash/moves/M003/reverse", **undo).status_code == 303
    assert "It was undone: era de otro día" in text(opened.get("/cash/moves/M003"))


def test_what_is_undone_after_the_count_asks_where_the_money_is(opened):
    facts = {"reason": "flete", "amount": "12.50", "payee": "Julio"}
    send(opened, "/cash/moves/new", **facts, till="TIENDA", currency="PEN", **DAY)
    assert "was counted since" not in text(opened.get("/cash/moves/M003/reverse"))
    send(opened, "/cash/sessions/S001/count", pieces_50="75")
    page = text(opened.get("/cash/moves/M003/reverse"))
    assert "The drawer of Caja de la tienda was counted since; its count stays as it was." in page
    assert send(opened, "/cash/moves/M003/reverse", why="error", **DAY).status_code == 303
    assert "S/ 962.50" in text(opened.get("/cash/book/-"))
    book = text(opened.get("/cash/book/TIENDA"))
    assert "Money that lies elsewhere" in book
    assert "There is S/ 37.50" in book


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"amount": ""}, "amount"),
        ({"amount": "1.05"}, "amount"),
        ({"reason": "x"}, "reason"),
        ({"reason": "otro_gasto"}, "note"),
        ({"reason": "retiro", "till": ""}, "till"),
        ({"currency": "USD"}, "currency"),
        ({"on": "2026-01-04"}, "till"),
        ({"on": "2026-01-06"}, "on"),
    ],
)
def test_money_that_cannot_move_is_said_beside_its_box(opened, book, typed, box):
    usual = {"reason": "pasajes", "amount": "5", "till": "TIENDA", "currency": "PEN", **DAY}
    before = book(entries)
    answer = send(opened, "/cash/moves/new", **usual | typed)
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert book(entries) == before


@pytest.mark.usefixtures("opened")
def test_the_fiscal_reads_it_and_counts_nothing(client, sign_in):
    sign_in("fiscal")
    page = client.get("/cash/")
    assert page.status_code == 200
    assert not any("/open/" in address or "/moves/new" in address for address in links(page))
    assert client.get("/cash/sessions/S001").status_code == 200
    for closed in ("open/TIENDA", "sessions/S001/count", "moves/new", "tills/new", "tills/TIENDA"):
        assert client.get(f"/cash/{closed}").status_code == 403


@pytest.mark.usefixtures("opened")
def test_a_vendedora_counts_and_a_socia_does_not_come_in(client, sign_in):
    sign_in("vendedora")
    assert client.get("/cash/sessions/S001/count").status_code == 200
    assert client.get("/cash/tills/new").status_code == 403
    sign_in("socia", member="AW-01")
    assert client.get("/cash/").status_code == 403


@pytest.mark.parametrize("path", ["sessions/S999", "moves/M999", "open/OTRA", "tills/OTRA"])
def test_what_is_not_there_is_not_found(cash_shop, path):
    assert cash_shop.get(f"/cash/{path}").status_code == 404


def test_the_same_count_is_handed_in_again_after_something_was_written_down(opened):
    send(opened, "/cash/sessions/S001/count", pieces_2000="2", pieces_500="1")
    page = opened.get("/cash/sessions/S001/accept")
    assert "nobody wrote it down" in text(page)
    forgotten = next(a for a in links(page) if "amount=500" in a)
    facts = {"reason": "otro_gasto", "amount": "5", "note": "pilas", "till": "TIENDA"}
    send(opened, forgotten.partition("?")[0], **facts, currency="PEN", **DAY)
    page = opened.get("/cash/sessions/S001/accept")
    assert "The book has changed since this count." in text(page)
    stale = send(opened, "/cash/sessions/S001/accept", note="no se sabe")
    assert "Please count again" in text(stale)
    again = opened.get("/cash/sessions/S001/count?same=1")
    assert [typed_in(again, f"pieces_{value}") for value in (2_000, 500)] == ["2", "1"]
    done = send(opened, "/cash/sessions/S001/count", pieces_2000="2", pieces_500="1")
    assert "Closed" in text(opened.get(done.location))


def test_the_cash_book_runs_from_what_was_to_what_is(opened):
    facts = {"reason": "flete", "amount": "12.50", "till": "TIENDA", "currency": "PEN"}
    send(opened, "/cash/moves/new", **facts, **DAY)
    page = text(opened.get("/cash/book/TIENDA"))
    assert "There was S/ 0.00 Came in S/ 50.00 Went out S/ 12.50 There is S/ 37.50" in page
    paper = opened.get("/cash/book/TIENDA.pdf?since=2026-01-01&until=2026-01-05")
    assert paper.data.startswith(b"%PDF-")
    asked = "period=span&day=2026-01-01&to=2026-01-04"
    assert "There is S/ 0.00" in text(opened.get(f"/cash/book/TIENDA?{asked}"))
    assert "There was S/ 0.00" in text(opened.get("/cash/book/TIENDA?period=all"))
    assert "S/ 950.00" in text(opened.get("/cash/book/-"))
    assert "37.5" in opened.get("/cash/book/TIENDA?as=csv").get_data(as_text=True)


@pytest.mark.parametrize(
    "asked",
    [
        "TIENDA.pdf?since=ayer",
        "TIENDA.pdf",
        "-?currency=EUR",
        "NO",
        "NO.pdf",
    ],
)
def test_a_cash_book_of_nothing_is_not_found(cash_shop, asked):
    assert cash_shop.get(f"/cash/book/{asked}").status_code == 404


def test_papers_are_printed_from_their_pages(opened):
    assert opened.get("/cash/moves/M001.pdf").data.startswith(b"%PDF-")
    assert opened.get("/cash/sessions/S001.pdf").status_code == 404
    send(opened, "/cash/sessions/S001/count", pieces_5000="1")
    page = opened.get("/cash/sessions/S001")
    assert "/cash/sessions/S001.pdf" in links(page)
    assert opened.get("/cash/sessions/S001.pdf").data.startswith(b"%PDF-")
    send(opened, "/cash/moves/M001/reverse", why="error", **DAY)
    assert opened.get("/cash/moves/M001.pdf").data.startswith(b"%PDF-")


def test_papers_of_money_are_listed_with_their_sums_and_go_out_as_files(opened):
    facts = {"reason": "flete", "amount": "12.50", "payee": "Julio", "currency": "PEN"}
    send(opened, "/cash/moves/new", **facts, till="TIENDA", **DAY)
    page = text(opened.get("/cash/moves/?q=julio"))
    assert "M003" in page
    assert "M001" not in page
    assert "S/ 12.50" in page
    assert "Julio" in opened.get("/cash/moves/?as=csv").get_data(as_text=True)


@pytest.mark.usefixtures("opened")
def test_the_first_page_tells_what_waits_at_the_drawers(client, now, sign_in):
    """One left open since yesterday; a count without a reason."""
    now.set(date(2026, 1, 6))
    sign_in("vendedora")
    assert "Cash still open since an earlier day" in text(client.get("/"))
    send(client, "/cash/sessions/S001/count", pieces_2000="2")
    assert "Cash that differs: say why" in text(client.get("/"))


def test_the_drawer_she_opened_is_hers_on_another_device_too(opened):
    mine = '<option value="TIENDA" selected>'
    with opened.session_transaction() as cookie:
        del cookie["till"]
    assert mine in opened.get("/cash/moves/new").text
    send(opened, "/cash/moves/new", to="/cash/work-at", till="")
    assert mine not in opened.get("/cash/moves/new").text
