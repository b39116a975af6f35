"""One ticket after the other: what waits, comes back, and does not stay for the next buyer."""

import pytest

from coopshop import sales
from coopshop.db import db
from tests.browser.till_book import STORE, begin, recorded


def put_aside(page, name):
    page.locator(".ticket-park summary").click()
    page.locator("[name=aside]").fill(name)
    page.locator("#park").click()
    page.get_by_text(f"Put aside: {name}").wait_for()


def take_up(page, name):
    page.locator(".counter-title + a").click()
    page.locator("main").get_by_role("link", name=name).click()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_ticket_waits_while_another_buyer_is_served(app, at_the_till, width):
    page = at_the_till(width)
    begin(page)
    put_aside(page, "señora del sombrero")
    assert page.locator(".ticket-line").count() == 0, "it waits on the server"
    assert page.evaluate(STORE) == 0, "and not in this browser besides"
    page.locator(".tile:has-text('Escoba')").click()
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    page.locator("#next").click()
    take_up(page, "señora del sombrero")
    assert page.locator("[name=lines-0-quantity]").input_value() == "2"
    assert page.locator("#total").inner_text() == "S/ 34.20"
    page.locator("#record").click()
    page.get_by_text("Sale V0002 is recorded").wait_for()
    with app.app_context():
        (paid,) = sales.payments_of(db.session(), "V0002")
        assert (paid.method, paid.amount, paid.operation) == ("yape", 3420, "771")
        db.session().rollback()
    page.locator("#next").click()
    page.locator(".counter-title + a:has-text('0')").wait_for()
    assert page.locator(".ticket-line").count() == 0
    assert page.locator("[name=payments-0-method][value=efectivo]").is_checked()
    assert page.evaluate(STORE) == 0


def test_a_ticket_that_was_begun_is_still_there_after_another_one_was_taken_up(app, at_the_till):
    page = at_the_till()
    begin(page)
    put_aside(page, "la primera")
    page.locator(".tile:has-text('Escoba')").click()
    begun = page.locator("#total").inner_text()
    take_up(page, "la primera")
    assert page.locator("#total").inner_text() == "S/ 34.20"
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    page.locator("#next").click()
    page.locator(".ticket-line:has-text('Escoba')").wait_for()
    assert page.locator("#total").inner_text() == begun
    page.locator("#record").click()
    page.get_by_text("Sale V0002 is recorded").wait_for()
    assert recorded(app)[0] == 2
    assert page.evaluate(STORE) == 0


def test_what_was_changed_on_a_ticket_that_was_taken_up_is_kept_and_so_is_its_place(at_the_till):
    """Loaded anew it is the same ticket; emptied here, it still waits for its buyer."""
    page = at_the_till()
    begin(page)
    put_aside(page, "la primera")
    take_up(page, "la primera")
    page.locator("[name=lines-0-quantity]").fill("3")
    page.reload()
    assert page.locator("[name=lines-0-quantity]").input_value() == "3"
    page.locator(".ticket-park summary").click()
    page.locator("#empty-ticket").click()
    page.locator(".counter-title + a:has-text('1')").wait_for()
    page.locator("#ticket-empty").wait_for()
    page.locator(".tile:has-text('Escoba')").click()
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    page.goto(page.url)
    page.locator(".counter-title + a:has-text('1')").wait_for()


def test_the_next_sale_is_for_whoever_comes_next(app, at_the_till):
    """Another price list brings the page anew; its buyer, paper and money stay with this sale."""
    page = at_the_till()
    page.locator(".tile:has-text('Canasta')").click()
    page.locator("[name=kind][value=factura]").check(force=True)
    page.locator("#find").fill("hotel")
    page.get_by_text("Hotel Río Ficticio").click()
    page.locator("details:has(#price_list) > summary").click()
    page.locator("#price_list").select_option("FERIA")
    page.locator(".counter-where.is-unusual").wait_for()
    assert page.locator("[name=buyer]:checked ~ span").inner_text().startswith("Hotel Río")
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    page.locator(".tile:has-text('Canasta')").click()  # begins the next one
    page.locator(".ticket-line:has-text('Canasta')").wait_for()
    assert page.locator("[name=kind]:checked").input_value() == "boleta"
    assert page.locator("[name=buyer]:checked").input_value() == sales.ANONYMOUS
    page.locator("#record").click()
    page.get_by_text("Sale V0002 is recorded").wait_for()
    with app.app_context():
        assert sales.sale_of(db.session(), "V0002").buyer == sales.ANONYMOUS
        db.session().rollback()


def test_a_kept_ticket_shows_whose_it_is_and_what_is_folded(app, at_the_till):
    page = at_the_till()
    page.locator(".tile:has-text('Canasta')").click()
    page.locator("[name=kind][value=factura]").check(force=True)
    page.locator("#find").fill("hotel")
    page.get_by_text("Hotel Río Ficticio").click()
    page.locator("details:has(#note) > summary").click()
    page.locator("#note").fill("para la recepción")
    page.reload()
    assert page.locator("#note").is_visible()
    page.get_by_text("Hotel Río Ficticio").wait_for()
    assert page.locator("[name=buyer]:checked ~ span").inner_text().startswith("Hotel Río")
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    with app.app_context():
        session = db.session()
        buyer = sales.buyer(session, sales.sale_of(session, "V0001").buyer)
        assert buyer.name.startswith("Hotel Río")
        session.rollback()
