"""The morning's drawer by browser: what a count finds at its opening, and what may explain it."""

import re

from coopshop import cash
from tests.pages.kit import hidden
from tests.pages.slips import entries, links, send, text
from tests.pages.till_desk import TILL, press

DAY = {"on": "2026-01-05"}


def carried(client, page):
    """Press the button that says yes to what a page proposes."""
    (address,) = re.findall(r'action="(/cash/sessions/S[0-9]+/carried)"', page.text)
    return client.post(address, data=hidden(page.text))


def test_change_brought_from_the_box_opens_the_drawer_at_one_press(cash_shop, write):
    asked = send(cash_shop, "/cash/open/TIENDA", pieces_20000="1", pieces_2000="2", pieces_50="19")
    assert asked.location == "/cash/sessions/S001/accept"
    page = cash_shop.get(asked.location)
    assert "Were S/ 249.50 brought from the association's box" in text(page)
    done = carried(cash_shop, page)
    assert done.location == "/cash/sessions/S001"
    page = text(cash_shop.get(done.location))
    assert "what the book says" in page
    assert "S/ 249.50 too much" in page
    assert "A later count took its place." in page
    assert "Went out M002 5 Jan 2026 Small change from the box S/ 249.50" in page
    assert "S/ 750.50" in text(cash_shop.get("/cash/book/-"))
    assert "There is S/ 249.50" in text(cash_shop.get("/cash/book/TIENDA"))
    assert '<option value="TIENDA" selected>' in cash_shop.get("/payouts/debits/new").text
    with write() as (session, _at):
        assert [wrong for law in cash.CHECKS for wrong in law(session).wrong] == []


def test_a_press_that_comes_too_late_writes_nothing_down(cash_shop, book):
    send(cash_shop, "/cash/open/TIENDA", pieces_1000="3")
    page = cash_shop.get("/cash/sessions/S001/accept")
    send(cash_shop, "/cash/sessions/S001/count", pieces_1000="2")
    before = book(entries)
    late = carried(cash_shop, page)
    assert late.status_code == 409
    assert "Somebody counted again" in text(late)
    assert "/cash/sessions/S001/accept" in links(late)
    page = cash_shop.get("/cash/sessions/S001/accept")
    facts = {"reason": "sencillo", "amount": "20", "till": "TIENDA", "currency": "PEN", **DAY}
    send(cash_shop, "/cash/moves/new", **facts)
    assert "The book has changed" in text(carried(cash_shop, page))
    assert book(entries) == before + 1


def test_the_box_cannot_have_given_what_it_does_not_hold(cash_shop):
    send(cash_shop, "/cash/open/TIENDA", pieces_20000="6")
    page = cash_shop.get("/cash/sessions/S001/accept")
    assert "S/ 1,200.00 too much" in text(page)
    assert "/carried" not in page.text


def test_money_that_left_a_shut_drawer_is_not_put_into_the_box_at_one_press(opened):
    """Nobody has seen it there: it needs a reason, or a slip of its own."""
    send(opened, "/cash/sessions/S001/count", pieces_5000="1")
    asked = send(opened, "/cash/open/TIENDA", pieces_1000="1")
    page = opened.get(asked.location)
    assert "S/ 40.00" in text(page)
    assert "/carried" not in page.text


def test_a_drawer_that_waits_for_its_reason_is_offered_where_money_is_written_down(cash_shop):
    send(cash_shop, "/cash/open/TIENDA", pieces_1000="3")
    page = cash_shop.get("/cash/sessions/S001/accept")
    wrote = next(address for address in links(page) if "/moves/new" in address)
    form = cash_shop.get(wrote)
    assert '<option value="TIENDA" selected>' in form.text
    facts = {"reason": "sencillo", "amount": "30", "till": "TIENDA", "currency": "PEN", **DAY}
    done = send(cash_shop, wrote, to="/cash/moves/new", **facts)
    assert done.location == "/cash/sessions/S001/accept"
    assert "Hand in the same count again" in text(cash_shop.get(done.location))
    again = send(cash_shop, "/cash/sessions/S001/count?same=1", pieces_1000="3")
    assert again.location == "/cash/sessions/S001"
    assert "Open" in text(cash_shop.get(again.location))


def test_the_slip_of_money_names_the_drawer_it_speaks_of(opened):
    drawer = opened.get("/cash/moves/new?till=TIENDA")
    assert "Money in or out: Caja de la tienda" in text(drawer)
    box = opened.get("/cash/moves/new?till=-")
    assert "Money in or out: The association's box" in text(box)
    assert '<option value="TIENDA" selected>' not in box.text


def test_a_session_tells_what_came_in_and_what_went_out_and_what_was_undone(opened):
    facts = {"reason": "flete", "amount": "12.50", "till": "TIENDA", "currency": "PEN"}
    send(opened, "/cash/moves/new", **facts, **DAY)
    send(opened, "/cash/moves/M003/reverse", why="era de otro día", **DAY)
    page = opened.get("/cash/sessions/S001").text
    cells = re.findall(r'data-label="([^"]*)"[^>]*>(.*?)</td>', page)
    said = [(label, re.sub("<[^>]+>", "", html).strip()) for label, html in cells]
    assert ("Came in", "S/ 50.00") in said
    assert ("Went out", "S/ 12.50") in said
    assert ("Why", "Freight Undone") in said


def test_dollars_are_asked_for_where_they_have_been_and_how_many_is_not_told(opened):
    folded = '<details class="folded">'
    assert folded in opened.get("/cash/sessions/S001/count").text
    dollars = {"reason": "retiro_banco", "amount": "20", "currency": "USD", "till": "TIENDA"}
    assert send(opened, "/cash/moves/new", **dollars, **DAY).status_code == 303
    page = opened.get("/cash/sessions/S001/count")
    assert folded not in page.text
    assert '<details class="folded" open>' in page.text
    assert "20.00" not in text(page)


def test_at_the_till_a_drawer_that_was_counted_is_no_drawer_to_be_counted(cash_shop):
    asked = send(cash_shop, "/cash/open/TIENDA", pieces_10="5").location
    ticket = press(cash_shop, cash_shop.get(TILL), add="AW-CAN")
    assert "Caja de la tienda was counted and it differs" in text(ticket)
    assert asked in links(ticket)
    refused = press(cash_shop, ticket, record="y")
    assert refused.status_code == 409
    assert "No drawer is open" not in text(refused)
