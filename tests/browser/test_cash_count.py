"""Counting a drawer on a phone: blind, added up while one counts, the book's figure afterwards."""

import pytest

from coopshop import access, cash
from coopshop.db import transaction
from tests.browser.conftest import served
from tests.cast import Cast

PASSWORD = "canasta de tamshi grande"


@pytest.fixture
def desk(app):
    """A till with a closed drawer, and a treasurer who can sign in."""
    password_hash = access.hashed(PASSWORD)
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        cast.cooperative  # noqa: B018 - papers need an issuer
        cash.add_till(session, code="TIENDA", name="Caja de la tienda", place=cast.tarapoto)
        facts = {"name": "Zoila", "role": "tesorera", "password_hash": password_hash}
        access.add_user(session, login="tesorera", **facts)
    with served(app) as address:
        yield address


def press(page):
    with page.expect_navigation():
        page.locator("main form button.button-main").last.click()


def sign_in(page, desk):
    page.goto(desk)
    page.fill("[name=login]", "tesorera")
    page.fill("[name=password]", PASSWORD)
    press(page)


@pytest.mark.parametrize(("width", "script"), [(360, True), (1280, False)])
def test_a_drawer_is_opened_counted_wrong_and_counted_again(desk, opened, width, script):
    page = opened(width, javascript=script)
    sign_in(page, desk)
    page.goto(f"{desk}/cash/open/TIENDA")
    assert page.is_visible("#counted") is script
    page.fill("#pieces_5000", "2")
    page.fill("#pieces_20", "3")
    if script:
        assert page.inner_text("#counted") == "S/ 100.60"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    press(page)
    page.fill("[name=note]", "sencillo de ayer")
    press(page)
    page.goto(f"{desk}/cash/sessions/S001/count")
    assert "100.60" not in page.inner_text("main")
    page.press("#pieces_100", "Enter")
    assert page.locator(".notice-no").is_visible()
    page.fill("#pieces_5000", "1")
    press(page)
    assert "S/ 50.60" in page.inner_text("main .stats")
    page.locator("main a", has_text="Contar otra vez").click()
    page.fill("#pieces_5000", "2")
    page.fill("#pieces_20", "3")
    press(page)
    assert "Cerrada" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
