"""The way of a basket, as somebody goes it who has read no manual: from her hand to her payout."""

import re
from urllib.parse import urljoin

import pypdfium2
import pytest

from coopshop import access, demo
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from tests.browser.conftest import served

PASSWORD = "canasta de tamshi grande"

NOBODY_SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def desk(year):
    """The scenario's year, with a treasurer who can sign in."""
    password_hash = access.hashed(PASSWORD)
    with year.app_context(), transaction() as (session, at):
        demo.fetch_money(session, on=day_of(at), at=at)
        access.add_user(
            session, login="tesorera", name="Zoila", role="tesorera", password_hash=password_hash
        )
    with served(year) as address:
        yield address


def press(page):
    """The one button that a slip is handed in with."""
    with page.expect_navigation():
        page.locator("main form button.button-main").last.click()
    assert page.evaluate(NOBODY_SCROLLS_SIDEWAYS), page.url


def follow(page, ending):
    """A link that is to be seen, by where it leads."""
    with page.expect_navigation():
        page.locator(f"main a[href$='{ending}']").first.click()
    assert page.evaluate(NOBODY_SCROLLS_SIDEWAYS), page.url


def read_pdf(page) -> str:
    link = page.locator("main a[href$='.pdf']").first.get_attribute("href")
    answer = page.context.request.get(urljoin(page.url, link))
    assert answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.body()) as document:
        return document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("width", [360, 1280])
def test_from_her_hand_to_the_pdf_and_to_her_payout(desk, year, opened, width):
    page = opened(width, javascript=width > 360)
    page.goto(desk)
    page.fill("[name=login]", "tesorera")
    page.fill("[name=password]", PASSWORD)
    press(page)
    hand_in(page)
    page.goto(desk)
    send(page)
    page.goto(desk)
    sell(page)
    page.goto(desk)
    pay(page)
    with year.app_context():
        for law in CHECKS:
            assert law(db.session()).wrong == []


def hand_in(page):
    follow(page, "/production/new")
    page.fill("[name=find]", "coopshop:member:AW-08")
    page.press("[name=find]", "Enter")
    page.locator("[data-who]").wait_for()
    page.fill("[name=seek]", "AW-CHU-ALG")
    page.press("[name=seek]", "Enter")
    page.fill("[name=lines-0-brought]", "3")
    page.click(".desk-slip summary")
    page.select_option("[name=place]", "CHI")
    press(page)
    assert "Hermila" in read_pdf(page)


def send(page):
    follow(page, "/inventory/transfers/new")
    follow(page, "origin=CHI")
    page.select_option("[name=destination]", "TPP")
    row = page.locator(".tally-row", has=page.locator("[value='AW-CHU-ALG']"))
    row.locator("input[inputmode=decimal]").fill("3")
    page.select_option("[name=via]", "canoa")
    press(page)
    assert "Chumbe" in read_pdf(page)
    follow(page, "/arrive")
    page.locator(".tick").first.click()
    press(page)


def sell(page):
    follow(page, "/sales/new")
    page.select_option("[name=lines-0-sku]", "AW-CHU-ALG")
    page.fill("[name=lines-0-quantity]", "2")
    page.select_option("[name=buyer]", "B-000")
    page.check("[name=used][value=here]", force=True)
    page.select_option("[name=place]", "TPP")
    page.select_option("[name=channel]", "tienda")
    page.select_option("[name=price_list]", "MINORISTA")
    press(page)
    page.check("[name=kind][value=boleta]", force=True)
    page.check("[name=terms][value=contado]", force=True)
    page.select_option("[name=payments-0-method]", "efectivo")
    page.fill("[name=payments-0-tendered]", "200")
    press(page)
    shown = page.locator("main").inner_text()
    for said in ("NV01", "S/ 90.00", "S/ 110.00"):
        assert said in shown
    paper = read_pdf(page)
    assert "Documento sin valor tributario" in paper
    assert "NOVENTA CON 00/100 SOLES" in paper


def pay(page):
    """The one whose pieces had waited longest in the shop."""
    follow(page, "/payouts/")
    page.locator("main details:has(a[href*='/payouts/pay/']) > summary").first.click()
    page.locator("main a[href*='/payouts/pay/']").first.click()
    member = page.url.rsplit("/", 1)[1]
    owed = page.locator("main").inner_text()
    press(page)
    receipt = read_pdf(page)
    assert member in receipt
    (paid,) = set(sums_in(owed)) & set(sums_in(receipt))
    assert paid != "S/ 0.00"


def sums_in(text):
    return re.findall(r"S/ \d+\.\d0", text)
