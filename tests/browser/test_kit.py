"""The kit on a cheap phone, by keyboard, with and without JavaScript."""

import threading

import pytest
from werkzeug.serving import make_server

from tests.pages.kit import make_app

#: Whatever a finger must hit. A box to tick is hit through its label.
TARGETS = """
  [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
    .filter((target) => target.offsetParent && !target.matches(".unseen, .skip, .stat a, .yes *"))
    .concat([...document.querySelectorAll("label.yes, .stat:has(a)")])
    .filter((target) => target.getBoundingClientRect().height < 48)
    .map((target) => target.outerHTML)
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return make_app(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def address(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["/", "/basket/new", "/nothing"])
def test_nothing_scrolls_sideways_and_a_finger_hits_everything(opened, address, path, width):
    page = opened(width)
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TARGETS) == []


def test_a_slip_is_filled_in_by_keyboard_without_javascript(opened, address, app):
    before = len(app.recorded)
    page = opened(javascript=False)
    page.goto(f"{address}/basket/new")
    page.fill("#name", "Canasta")
    page.fill("#price", "1.234,50")
    page.fill("#lines-1-quantity", "3")
    page.press("#name", "Enter")  # the first button of the form must be "record"
    assert page.locator("#price-error").is_visible()
    assert page.input_value("#lines-1-quantity") == "3"
    page.fill("#price", "2400")
    page.select_option("#lines-1-product", "CAN")
    page.locator("button[name=more]").click()
    assert page.locator(".line").count() == 8
    page.press("#name", "Enter")
    page.check("#confirmed")
    page.press("#name", "Enter")
    assert page.locator(".notice-yes").inner_text() == "Recorded."
    assert app.recorded[before]["lines"] == [{"product": "CAN", "quantity": 3000, "price": None}]


def test_an_impatient_thumb_sends_a_form_once(opened, address):
    page = opened()
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{address}/basket/new")
    page.fill("#name", "Slow")
    page.fill("#price", "12")
    page.locator(".button-main").scroll_into_view_if_needed()
    corner = page.locator(".button-main").bounding_box()
    for _ in range(2):
        page.mouse.click(corner["x"] + 20, corner["y"] + 20)
        page.wait_for_timeout(150)
    page.locator(".notice-yes").wait_for()
    assert sent.count("POST") == 1


def test_the_next_row_comes_when_one_is_written_in(opened, address):
    page = opened()
    page.goto(f"{address}/basket/new")
    assert page.locator(".line:visible").count() == 1
    page.fill("#lines-0-quantity", "3")
    assert page.locator(".line:visible").count() == 2
    page.locator("button[name=more]").click()
    assert page.locator(".line:visible").count() == 3
    assert page.evaluate("document.activeElement.id") == "lines-2-product"


def test_the_menu_opens_on_a_phone_and_stands_open_on_a_desk(opened, address):
    phone, desk = opened(), opened(1280)
    for page in (phone, desk):
        page.goto(address)
    link = "nav a:has-text('Ventas')"
    assert desk.is_visible(link)
    assert not phone.is_visible(link)
    phone.click("summary")
    assert phone.is_visible(link)


def test_the_bar_is_under_the_thumb_of_a_phone_only_and_hides_nothing(opened, address):
    phone, desk = opened(), opened(1280)
    for page in (phone, desk):
        page.goto(address)
    assert phone.is_visible("nav.bar")
    assert not desk.is_visible("nav.bar")
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    foot, bar = (phone.locator(part).bounding_box() for part in (".bottom", "nav.bar"))
    assert foot["y"] + foot["height"] <= bar["y"] + 1


def test_a_page_on_paper_is_black_on_white_without_the_frame(opened, address):
    page = opened()
    page.goto(address)
    page.emulate_media(media="print")
    for frame in (".top", ".menu", "nav.bar", ".actions", ".leaf", ".bottom"):
        assert not page.locator(frame).first.is_visible(), frame
    assert page.locator(".table thead").first.is_visible()
    colours = "[...document.querySelectorAll('main *')].map(part => getComputedStyle(part).color)"
    assert set(page.evaluate(colours)) == {"rgb(0, 0, 0)"}


def test_the_keyboard_reaches_the_content_first(opened, address):
    page = opened()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
