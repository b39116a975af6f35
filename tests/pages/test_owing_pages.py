"""Receivables by browser: by age and buyer, a message to be drafted, how the buyer is reached."""

from datetime import timedelta
from urllib.parse import unquote

import pytest

from coopshop import invoices
from coopshop.sales import Asked
from tests.cast import Cast
from tests.pages.slips import beside, links, send, text, typed_in


@pytest.fixture
def shop(client, write, sign_in):
    """The hotel owes S/ 36.00 that were due five days ago."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        day = cast.today["on"]
        basket = cast.rings_up(
            Asked(cast.basket, 2, 0), buyer=cast.hotel, on=day - timedelta(days=20)
        )
        terms = {"terms": "credito", "due_on": day - timedelta(days=5)}
        invoices.issue(session, basket, paper="factura", **terms, at=at, by=1)
    return client


def test_what_is_owed_stands_by_age_by_buyer_and_by_sale(shop):
    page = text(shop.get("/sales/owing"))
    assert "1 to 30 days S/ 36.00" in page
    assert "Hotel Río Ficticio S.A.C." in page
    assert "/sales/owing/B-001" in links(shop.get("/sales/owing"))
    assert "36" in shop.get("/sales/owing?as=csv").get_data(as_text=True)
    assert "/sales/owing" in links(shop.get("/sales/due"))


def test_a_message_is_drafted_for_whatsapp_and_never_called_sent(shop):
    page = shop.get("/sales/owing/B-001").get_data(as_text=True)
    assert "https://wa.me/?text=" in page
    keep = send(shop, "/sales/buyers/B-001/contact", phone="999 888 777", email="a@ejemplo.pe")
    assert keep.location == "/sales/buyers/B-001"
    assert "999 888 777" in text(shop.get(keep.location))
    page = shop.get("/sales/owing/B-001").get_data(as_text=True)
    assert "https://wa.me/51999888777?text=" in page
    assert "Total: S/ 36.00" in unquote(page)
    done = send(shop, "/sales/owing/B-001")
    assert done.status_code == 303
    assert "Drafted before" in text(shop.get(done.location))
    assert "5 Jan 2026, 12:00" in text(shop.get("/sales/owing"))


@pytest.mark.parametrize(
    ("typed", "box"),
    [({"phone": "042 123456"}, "phone"), ({"email": "a.ejemplo.pe"}, "email")],
)
def test_what_reaches_nobody_is_said_beside_its_box(shop, typed, box):
    answer = send(shop, "/sales/buyers/B-001/contact", **typed)
    assert answer.status_code == 422
    assert beside(answer, box)
    assert typed_in(answer, box) == typed[box]


def test_who_owes_nothing_is_reminded_of_nothing(shop, write):
    with write() as (session, at):
        assert Cast(session, at).tourist == "B-002"
    assert "This buyer owes nothing." in text(shop.get("/sales/owing/B-002"))
    assert shop.get("/sales/owing/B-999").status_code == 404


@pytest.mark.usefixtures("shop")
def test_the_fiscal_reads_what_is_owed_and_drafts_nothing(client, sign_in):
    sign_in("fiscal")
    page = client.get("/sales/owing")
    assert page.status_code == 200
    assert "/sales/owing/B-001" not in links(page)
    assert client.get("/sales/owing/B-001").status_code == 403
    assert client.get("/sales/buyers/B-001/contact").status_code == 403
