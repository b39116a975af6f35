"""Lists on a cheap phone and on a desk: nothing scrolls sideways, and no script is needed."""

import pytest

from tests.browser.conftest import served
from tests.pages.test_listing_pages import enter

PAGES = ("/sales/", "/members/", "/inventory/", "/ledger/", "/reports/stock", "/payouts/made")


@pytest.fixture
def desk(year, opened):
    """A page of somebody who is signed in already."""
    client = enter(year, "tesorera", "es")
    cookie = client.get_cookie("session")

    def desk(width, address):
        page = opened(width, javascript=False)
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
        return page

    with served(year) as address:
        yield desk, address


@pytest.mark.parametrize("width", [360, 1280])
def test_no_list_scrolls_sideways(desk, width):
    open_page, address = desk
    page = open_page(width, address)
    for path in PAGES:
        page.goto(address + path)
        assert page.locator(".listed").count() == 1, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_phone_folds_what_a_desk_shows(desk):
    open_page, address = desk
    phone, wide = open_page(360, address), open_page(1280, address)
    for page in (phone, wide):
        page.goto(f"{address}/sales/")
    assert not phone.locator(".sift-words").is_visible()
    assert wide.locator(".sift-words").is_visible()
    phone.locator(".sift > summary").click()
    phone.fill(".sift-words input[type=search]", "cordillera")
    phone.press(".sift-words input[type=search]", "Enter")
    assert "q=cordillera" in phone.url
    assert "Cordillera" in phone.locator(".listed tbody").inner_text()


def test_days_and_order_are_chosen_without_a_script_and_the_way_back_leads_back(desk):
    open_page, address = desk
    page = open_page(1280, address)
    page.goto(f"{address}/sales/")
    page.locator(".sift-days > summary").click()
    page.fill(".sift-days [required]", "2025-06-11")
    page.click(".sift-days [value=month]")
    assert "junio de 2025" in page.locator(".period").inner_text()
    page.get_by_role("columnheader", name="Total").get_by_role("link").click()
    assert page.locator("[aria-sort=descending]").inner_text().startswith("Total")
    page.go_back()
    assert page.locator("[aria-sort=descending]").inner_text().startswith("Fecha")
