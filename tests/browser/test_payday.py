"""A payout day from the proposal to the signatures: on a phone, on a desk, without JavaScript."""

import pytest

from coopshop import access
from coopshop.db import transaction
from tests.browser.conftest import served
from tests.cast import Cast

PASSWORD = "canasta de tamshi grande"


@pytest.fixture
def desk(app):
    """Rosa can be paid 28.80 in cash, Nelly 14.40 by Yape."""
    password_hash = access.hashed(PASSWORD)
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 2)
        cast.delivers(cast.nelly, 5)
        cast.buys(3)
        cast.fetches()
        facts = {"name": "Zoila", "role": "tesorera", "password_hash": password_hash}
        access.add_user(session, login="tesorera", **facts)
    with served(app) as address:
        yield address


def press(page):
    with page.expect_navigation():
        page.locator("main form button.button-main").last.click()


@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
def test_everybody_is_paid_and_signs(desk, opened, width, script):
    page = opened(width, javascript=script)
    page.goto(desk)
    page.fill("[name=login]", "tesorera")
    page.fill("[name=password]", PASSWORD)
    press(page)
    page.goto(f"{desk}/payouts/")
    page.locator("main .payee summary").first.click()
    assert "2 × canasta de bombonaje" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("#operation-AW-02", "0071 23")
    press(page)
    assert page.locator("#confirmed").is_visible()
    assert page.input_value("#operation-AW-02") == "0071 23"
    page.check("#confirmed")
    press(page)
    assert page.url == f"{desk}/payouts/day/2026-01-05"
    page.select_option("#signed-L001", "huella")
    press(page)
    shown = page.inner_text("main")
    assert "Huella" in shown
    assert page.locator("#signed-L001").count() == 0
    assert page.locator("#signed-L002").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
