"""From the card to her own page on a cheap phone, without a line of JavaScript."""

import pytest

from coopshop.db import transaction
from tests.browser.conftest import served
from tests.cast import Cast
from tests.pages.door import PIN, card_for


@pytest.fixture
def site(app):
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 2)
        assert cast.cooperative
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
        page.locator("header form[action='/sign-out'] button").click()
    page.fill("#pin", PIN)
    press(page)
    assert page.url == f"{site}/yo/"
    assert {url for url in asked if "/static/" in url or "/style/" in url} == set()


@pytest.mark.parametrize("address", ["/yo/entrar", "/e/nobody-issued-this", "card", "pin"])
def test_nothing_of_her_door_is_wider_than_a_phone(app, site, opened, address):
    page = opened(360, javascript=False)
    if address in ("card", "pin"):
        page.goto(site + card_for(app, "AW-01"))
        if address == "pin":
            press(page)
            page.fill("#pin", "123456")
            page.fill("#again", "123456")
            press(page)
    else:
        page.goto(site + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert len(page.content().encode()) < 14_000
