"""From the card to her own page on a cheap phone, without a line of JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from coopshop.db import transaction
from tests.browser.conftest import served
from tests.browser.test_every_page import DESK, FAULTS, PHONE, SIDEWAYS, TOO_SMALL
from tests.cast import Cast
from tests.pages.door import PIN, card_for


@pytest.fixture
def site(app):
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 2)
        assert cast.cooperative
        assert cast.nelly
    with served(app) as address:
        yield address


def press(page):
    with page.expect_navigation():
        page.locator("main .button-main").click()


def veiled(page, box):
    return page.eval_on_selector(box, "box => getComputedStyle(box).webkitTextSecurity")


def test_from_the_card_to_what_is_hers(app, site, opened):
    page = opened(360, javascript=False)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + card_for(app, "AW-01"))
    assert "¿Es tu celular, Rosa?" in page.inner_text("main")
    press(page)
    assert page.url == f"{site}/yo/pin"
    assert page.get_attribute("#pin", "inputmode") == "numeric"
    page.fill("#pin", PIN)
    assert veiled(page, "#pin") == "disc"
    page.locator("label[for=see]").click()
    assert veiled(page, "#pin") == "none", "a tick takes the veil off, by style alone"
    page.fill("#again", PIN)
    press(page)
    assert page.url == f"{site}/yo/"
    assert "Rosa" in page.inner_text("main")
    with page.expect_navigation():
        page.locator("form[action='/sign-out'] button").click()
    page.fill("#pin", PIN)
    press(page)
    assert page.url == f"{site}/yo/"
    assert {url for url in asked if "/static/" in url or "/style/" in url} == set()


def choose(page):
    page.fill("#pin", PIN)
    page.fill("#again", PIN)
    press(page)


def pages_of_her_door(app, site, page):
    """Each page that she may meet on her way in, by what it is."""
    yield "nobody's telephone", page.goto(f"{site}/yo/entrar")
    yield "no card", page.goto(f"{site}/e/nobody-issued-this")
    yield "card", page.goto(site + card_for(app, "AW-01"))
    press(page)
    yield "new pin", None
    page.fill("#pin", "123456")
    page.fill("#again", "123457")
    press(page)
    yield "new pin, refused", None
    choose(page)
    yield "another pin", page.goto(f"{site}/yo/pin/otro")
    page.goto(site + card_for(app, "AW-02"))
    press(page)
    choose(page)
    page.locator("form[action='/sign-out'] button").click()
    page.wait_for_url(f"{site}/yo/entrar")
    yield "two on one telephone", None
    yield "pin", page.goto(f"{site}/yo/entrar?who=1")
    for _try in range(10):
        page.fill("#pin", "000123")
        press(page)
    yield "shut", None


def test_every_page_of_her_door_is_easy_to_use_and_small(app, site, opened):
    page, axe, faults = opened(360), Axe().axe_script, {}
    for name, _answer in pages_of_her_door(app, site, page):
        page.evaluate(axe)
        wrong = page.evaluate(FAULTS)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            wrong += page.evaluate(SIDEWAYS) + page.evaluate(TOO_SMALL)
        page.set_viewport_size(PHONE)
        if wrong or len(page.content().encode()) > 14_000:
            faults[name] = wrong or len(page.content().encode())
    assert faults == {}
