"""Strangers on a cheap phone without JavaScript: a complaint from end to end, an order by link."""

import pytest

from coopshop.db import transaction
from coopshop.orders import link_asking
from coopshop.web.tokens import hashed
from tests.browser.conftest import served
from tests.cast import Cast


@pytest.fixture
def shop(app):
    """A hotel has a link to the list of the shop; two baskets lie in Chipaota."""
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 2)
        cast.cooperative  # noqa: B018 - somebody must be selling
        made = {"buyer": cast.hotel, "price_list": "MINORISTA", "token_hash": hashed("link")}
        link_asking.make_link(session, **made, at=at, by=1)
    with served(app) as address:
        yield address


@pytest.fixture
def phone(opened):
    """A cheap phone that speaks Spanish."""
    page = opened(360, javascript=False)
    page.set_extra_http_headers({"Accept-Language": "es-PE"})
    return page


def press(page):
    with page.expect_navigation():
        page.locator("main form button.button-main").last.click()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_complaint_is_written_mended_and_read_again(shop, phone):
    page = phone
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{shop}/reclamos")
    assert len(asked) == 1
    assert fits(page)
    page.get_by_label("Reclamo: no estoy conforme").check()
    page.get_by_label("Un producto", exact=True).check()
    for name, words in {
        "about": "Canasta",
        "detail": "Se soltó el asa.",
        "request": "Otra igual.",
        "name": "Carla Prueba",
        "document_number": "123",
        "domicile": "Jr. Inventado 1",
    }.items():
        page.fill(f"[name={name}]", words)
    page.select_option("[name=document_type]", "1")
    press(page)
    assert "Un DNI tiene 8 dígitos" in page.inner_text("#document_number-error")
    assert page.input_value("[name=detail]") == "Se soltó el asa."
    assert fits(page)
    page.fill("[name=document_number]", "99900101")
    press(page)
    shown = page.inner_text("main")
    assert "Hoja 000001-2026" in shown
    assert "Días hábiles que quedan: 15" in shown
    assert page.url in shown
    assert fits(page)
    page.goto(page.url)
    assert "Se soltó el asa." in page.inner_text("main")


def test_a_hotel_asks_by_its_link(shop, phone):
    page = phone
    page.goto(f"{shop}/h/link/")
    assert fits(page)
    assert "S/ 18.00 · hay" in page.inner_text(".offer")
    page.fill("[name=q-AW-CAN]", "3")
    press(page)
    assert page.url == f"{shop}/h/link/1"
    assert "Ya lo tenemos." in page.inner_text("main")
    assert fits(page)
    page.get_by_text("Volver a la lista").click()
    assert "Pedido 1" in page.inner_text(".sent")
