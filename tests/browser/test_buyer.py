"""The buyer on a cheap phone, without JavaScript: the link, the paper's code, the label's page."""

import pytest

from coopshop import catalog, invoices, members
from coopshop.db import transaction
from coopshop.domain import checking
from coopshop.members import consents, portraits
from coopshop.production import reading
from tests.browser.conftest import served
from tests.pages.addresses import picture


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen_and_one_request_is_enough(lived, opened, width):
    with lived.app_context(), transaction() as (session, at):
        document = invoices.document(session, "boleta-EB01-9")
        secret = invoices.make_link(session, document, at=at, by=1)
        code = checking.grouped(invoices.check_code(document))
        catalog.take_photo(session, "CAN", picture(), at=at)
        portraits.keep_face(session, "AW-01", picture(), at=at)
        found = reading.delivery_of(session, "D0001")
        page_of_lot = reading.page_of(session, found.delivery)
        for kind in (members.NAME, members.PHOTO):
            hers = {"member": "AW-01", "kind": kind, "on": at.date(), "at": at, "by": 1}
            consents.say(session, given=True, **hers)
        paper = f"/v/{document.id}/{code}"
    with served(lived) as address:
        page = opened(width, javascript=False)
        for way in (f"/d/{secret}", paper, "/v/", f"/p/{page_of_lot}"):
            asked = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(address + way)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, way
            assert [url for url in asked if not url.startswith("data:")] == [address + way]


def test_a_paper_is_checked_by_what_is_typed_and_the_language_is_changed(lived, opened):
    with lived.app_context(), transaction() as (session, _at):
        document = invoices.document(session, "boleta-EB01-9")
        code = checking.grouped(invoices.check_code(document)).lower()
    with served(lived) as address:
        page = opened(javascript=False)
        page.goto(f"{address}/v/")
        page.get_by_role("button", name="Español").click()
        page.get_by_label("Número").fill("eb01 9")
        page.get_by_label("Código").fill(code.replace("-", " "))
        page.get_by_role("button", name="Comprobar").click()
        page.get_by_role("heading", name="Este papel es nuestro").wait_for()
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="We issued this paper").wait_for()
