"""The till on a phone and on a desk: what stays in sight, what stays still, what is never cut."""

import pytest

from coopshop import cash
from coopshop.db import transaction

pytestmark = pytest.mark.usefixtures("full_shop")


def boxed(page, what):
    return page.locator(what).bounding_box()


def test_a_tap_leaves_a_phone_where_it_is_and_says_what_was_added(at_the_till):
    page = at_the_till(360)
    page.set_viewport_size({"width": 360, "height": 640})
    tile = page.locator(".tile:has-text('grande')")
    tile.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    for _tap in range(2):
        tile.click()
    assert page.evaluate("scrollY") == before
    said = page.locator(".counter-bar [role=status]")
    assert said.inner_text() == "Bolso de chambira tejido a mano, grande × 2"
    assert page.locator(".counter-bar [data-total]").inner_text() == "S/ 36.00"


def test_on_a_phone_there_is_one_bar_at_a_time(at_the_till):
    page = at_the_till(360)
    page.set_viewport_size({"width": 360, "height": 640})
    page.locator(".tile").first.click()
    bar = page.locator(".counter-bar")
    bar.locator("a").click()
    bar.wait_for(state="hidden")
    page.locator("[name=kind][value=factura]").check(force=True)
    page.locator("#record").click()
    page.locator("#buyer-error").wait_for()
    assert bar.is_hidden()
    page.evaluate("scrollTo(0, 0)")
    bar.wait_for(state="visible")


def test_without_a_script_what_was_refused_is_in_sight(at_the_till):
    page = at_the_till(360, javascript=False)
    page.locator(".tile").first.click()
    page.locator(".counter-bar a").click()
    page.locator("[name=kind][value=factura]").check(force=True)
    page.locator("#record").click()
    page.locator("#buyer-error").wait_for()
    assert 0 <= boxed(page, "#ticket .notice-no")["y"] < 740
    assert page.locator(".counter-bar").is_hidden()


def test_line_button_and_change_are_in_sight_on_a_desk(at_the_till):
    page = at_the_till()
    for height in (657, 800, 900):
        page.set_viewport_size({"width": 1280, "height": height})
        page.reload()
        for tile in page.locator(".tile").all():
            tile.dispatch_event("click")
        assert page.evaluate("scrollY") == 0, "nothing but the ticket's own column moves"
        last, foot = page.locator(".ticket-line").last.bounding_box(), boxed(page, ".ticket-foot")
        assert last["y"] + last["height"] <= foot["y"] + 1
        page.keyboard.press("F4")
        page.keyboard.type("200")
        typed, button = boxed(page, "[name=payments-0-tendered]"), boxed(page, "#record")
        change = boxed(page, "#change")
        assert typed["y"] + typed["height"] <= change["y"] < button["y"]
        assert button["y"] + button["height"] <= height
        page.evaluate("localStorage.clear()")


def test_what_is_refused_is_no_wider_than_a_phone(at_the_till):
    page = at_the_till(360)
    page.locator(".tile").first.click()
    page.locator("[name=lines-0-quantity]").fill("999")
    page.locator("#record").click()
    page.locator("#lines-0-quantity-error").wait_for()
    within_the_card(page)
    page.locator(".ticket-line summary").click()
    page.locator("[name=lines-0-quantity]").fill("1.2345,5")
    page.locator("[name=lines-0-discount]").fill("150")
    page.locator("[name=lines-0-price]").fill("regalado")
    page.locator("[name=payments-0-tendered]").fill("1")
    page.locator("#record").click()
    page.locator("#lines-0-price-error").wait_for()
    within_the_card(page)


def within_the_card(page):
    """Nothing is wider than the phone, and nothing of a line leaves the ticket's card."""
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    card = boxed(page, "#ticket")
    for part in page.locator("#ticket .ticket-line *:visible").all():
        found = part.bounding_box()
        assert not found or found["x"] + found["width"] <= card["x"] + card["width"] + 0.5


def test_no_name_on_a_tile_is_cut(at_the_till):
    page = at_the_till(360)
    cut = (
        "[...document.querySelectorAll('.tile-name')].filter(n => n.scrollHeight > n.clientHeight)"
    )
    assert page.locator(".tile-name").count() == 6
    assert page.evaluate(f"{cut}.length") == 0


def test_a_discount_that_cannot_be_comes_to_nothing_known(at_the_till):
    page = at_the_till()
    page.locator(".tile").first.click()
    page.locator(".ticket-line summary").click()
    for typed in ("150", "100"):
        page.locator("[name=lines-0-discount]").fill(typed)
        assert page.locator("#total").inner_text() == "?"


def test_a_kept_ticket_is_priced_by_the_list_that_it_was_begun_with(at_the_till):
    page = at_the_till()
    page.locator(".tile:has-text('Canasta')").click()
    page.locator("details:has(#price_list) > summary").click()
    page.locator("#price_list").select_option("FERIA")
    page.locator(".counter-where.is-unusual").wait_for()
    assert "FERIA" in page.locator(".counter-where").inner_text()
    shown = page.locator("#total").inner_text()
    page.goto(page.url)
    page.locator(".counter-where.is-unusual").wait_for()
    assert page.locator("#total").inner_text() == shown == "S/ 21.24"


def test_which_drawer_is_asked_for_cash_only(app, at_the_till):
    with app.app_context(), transaction() as (session, at):
        cash.add_till(session, code="PUERTO", name="Caja del puerto", place="CHI")
        today = {"on": at.date(), "at": at, "by": 1}
        cash.open_drawer(session, till="PUERTO", counted=cash.Counted({10: 0}), **today)
    page = at_the_till()
    page.locator(".tile").first.click()
    drawer = page.locator("[name=till]")
    assert drawer.is_visible()
    page.locator("[name=payments-0-method][value=yape]").check(force=True)
    assert drawer.is_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_whole_number_fits_into_its_box_after_a_sale(at_the_till, width):
    page = at_the_till(width)
    page.locator(".tile").first.click()
    page.locator("#record").click()
    page.locator("#next").wait_for()
    page.locator("#phone").fill("+51 942 000 123")
    assert page.locator("#phone").evaluate("box => box.scrollWidth - box.clientWidth") == 0
    assert boxed(page, "#phone")["width"] > 150
