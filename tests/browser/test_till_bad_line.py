"""The till on a bad line: what was begun is kept, what was sent is recorded once."""

import pytest

from tests.browser.till_book import STORE, begin, recorded


def test_a_ticket_outlives_a_dead_line_and_the_night(app, at_the_till):
    page = at_the_till()
    begin(page)
    page.context.set_offline(True)
    page.locator("#record").click()
    page.get_by_text("No line. The ticket is kept here").wait_for()
    address = page.url
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(address)
    assert again.locator("[name=lines-0-quantity]").input_value() == "2"
    assert again.locator("[name=lines-0-discount]").input_value() == "5"
    assert again.locator("[name=payments-0-method][value=yape]").is_checked()
    assert again.locator("[name=payments-0-operation]").input_value() == "771"
    assert again.locator("#total").inner_text() == "S/ 34.20"
    again.locator("#record").click()
    again.get_by_text("Sale V0001 is recorded").wait_for()
    assert recorded(app) == (1, 0)
    assert again.evaluate(STORE) == 0
    again.goto(address)
    assert again.locator(".ticket-line").count() == 0


def test_an_answer_that_was_lost_is_asked_for_again_and_the_sale_is_one(app, at_the_till):
    """The server has recorded it, the till does not know: the same press says so."""
    page = at_the_till()
    page.locator(".tile:has-text('Canasta')").click()
    lose_the_answer(page)
    assert recorded(app) == (1, 1800)
    assert page.evaluate(STORE) == 1
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    assert recorded(app) == (1, 1800)
    assert page.evaluate(STORE) == 0


def lose_the_answer(page):
    """The press reaches the server, its answer does not come back."""

    def lose(route):
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/till/**", lose)
    page.locator("#record").click()
    page.get_by_text("No line. The ticket is kept here").wait_for()
    page.unroute("**/till/**")


def test_a_page_that_was_loaded_anew_after_a_lost_answer_records_no_second_sale(app, at_the_till):
    page = at_the_till()
    page.locator(".tile:has-text('Canasta')").click()
    lose_the_answer(page)
    page.reload()
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    assert recorded(app) == (1, 1800)
    page.locator("#next").click()
    page.locator(".tile:has-text('Canasta')").click()
    page.locator("#record").click()
    page.get_by_text("Sale V0002 is recorded").wait_for()


def test_what_was_changed_after_a_lost_answer_is_another_sale_if_somebody_says_so(app, at_the_till):
    page = at_the_till()
    page.locator(".tile:has-text('Canasta')").click()
    lose_the_answer(page)
    page.reload()
    page.locator(".tile:has-text('Canasta')").click()
    page.locator("#record").click()
    page.get_by_text("This form was recorded before").wait_for()
    assert recorded(app) == (1, 1800)
    page.get_by_role("link", name="Open a new form").click()
    assert page.locator("[name=lines-0-quantity]").input_value() == "2"
    page.locator("#record").click()
    page.get_by_text("Sale V0002 is recorded").wait_for()
    assert recorded(app) == (2, 5400)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_script_that_does_not_arrive_costs_journeys_and_no_sale(app, at_the_till, width):
    page = at_the_till(width)
    page.route("**/script/**", lambda route: route.abort())
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto(page.url)
    page.locator(".tile:has-text('Canasta')").click()
    page.locator("[name=lines-0-quantity]").wait_for()
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    assert recorded(app) == (1, 1800)


def test_too_many_are_refused_beside_their_box_and_what_is_mended_is_recorded(app, at_the_till):
    page = at_the_till()
    begin(page)
    page.locator("[name=lines-0-quantity]").fill("13")
    page.locator("#record").click()
    said = page.locator("#lines-0-quantity-error")
    said.wait_for()
    assert "12" in said.inner_text()
    assert recorded(app) == (0, 0)
    assert page.evaluate("document.activeElement.matches('#ticket .notice-no')")
    assert page.locator("[name=lines-0-discount]").input_value() == "5"
    assert page.locator("[name=payments-0-operation]").input_value() == "771"
    page.locator("[name=lines-0-quantity]").fill("12")
    assert page.locator("#total").inner_text() == "S/ 205.20"
    page.locator("#record").click()
    page.get_by_text("Sale V0001 is recorded").wait_for()
    page.locator("#next").click()
    gone = page.locator(".tile:has-text('Canasta')")
    assert gone.is_disabled()
    assert gone.locator(".tile-badge [aria-hidden]").inner_text() == "0"


def test_the_files_are_modules_that_name_all_they_need(app, at_the_till):
    """Fetched one by one, as they stand in static/js, they do the same as read into one answer."""
    page = at_the_till()
    alone = 'import "/static/js/till.js";'
    page.route(
        "**/script/till-*.js",
        lambda route: route.fulfill(body=alone, content_type="text/javascript"),
    )
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(page.url)
    page.keyboard.type("can")
    page.keyboard.press("Enter")
    page.keyboard.type("2*")
    page.locator(".ticket-line summary").click()
    page.locator("[name=lines-0-discount]").fill("5")
    page.keyboard.press("F4")
    page.keyboard.type("50")
    assert page.locator("#change").inner_text() == "S/ 15.80"
    page.keyboard.press("Enter")
    page.get_by_text("Sale V0001 is recorded").wait_for()
    page.keyboard.press("Enter")
    assert page.locator(".ticket-line").count() == 0
    assert wrong == []
    assert recorded(app) == (1, 3420)
