"""A name that bears a full stop of its own ends a sentence with one: on pages and in messages."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest

from coopshop import catalog, invoices
from coopshop.maker import voices
from coopshop.sales import Asked
from tests.cast import Cast
from tests.pages.slips import beside, filled, send, text

HOTEL = "Hotel Río Ficticio S.A.C."


@pytest.fixture
def desk(client, write, sign_in):
    """The hotel owes for two baskets; the shop has a name with a full stop, so has a voice."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        assert cast.cooperative
        cast.delivers(cast.rosa, 5)
        day = cast.today["on"]
        sold = cast.rings_up(Asked(cast.basket, 2, 0), buyer=cast.hotel)
        due = {"terms": "credito", "due_on": day + timedelta(days=5)}
        invoices.issue(session, sold, paper="factura", **due, at=at, by=1)
        catalog.place(session, cast.tarapoto).name = "Tienda O'Río S.A."
        spoken = voices.Spoken("Rosa T.", cast.rosa, day)
        sound = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
        voices.record(session, "es", "mas", **sound, at=at, by=1)
    return client


def test_what_a_page_says_after_something_was_recorded(desk):
    typed = {"name": "Café O'Río & Cía.", "kind": "hotel", "document_type": "0"}
    done = send(desk, "/sales/buyers/new", **typed)
    said = desk.get(done.location)
    assert "Comprador guardado: Café O'Río & Cía. " in text(said)
    assert "Café O&#39;Río &amp; Cía.</p>" in said.text


def test_what_a_template_fills_in_stays_escaped(desk):
    assert "en la voz de Rosa T. Se borra" in text(desk.get("/voices/es/phrases/mas/drop"))


def test_what_a_refusal_names(desk):
    typed = {"name": "Otra", "code": "TPP", "kind": "tienda", "ownership": "propia"}
    assert beside(send(desk, "/catalog/places/new", **typed), "code") == (
        "El código TPP ya es de Tienda O'Río S.A."
    )


def test_what_a_message_begins_with(desk):
    link = send(desk, "/orders/links/B-001/new", price_list="MINORISTA")
    owed = desk.get("/sales/owing/B-001")
    for page in (link, owed):
        message = unquote(page.text)
        assert f"Buenos días, {HOTEL}\nLe escribe" in message
        assert ".." not in re.search(r"https://wa\.me/[^\"]*", page.text)[0]


def test_a_consumer_s_name_in_an_answer(desk, app):
    sheet = {
        "kind": "reclamo",
        "good": "producto",
        "about": "una canasta",
        "detail": "Se soltó.",
        "request": "Otra igual.",
        "name": "Carla P.",
        "domicile": "Jr. Inventado 1",
        "document_type": "1",
        "document_number": "99900101",
        "phone": "999 888 777",
    }
    assert send(app.test_client(), "/reclamos", **sheet).status_code == 303
    show = "/complaints/000001-2026"
    send(desk, f"{show}/answer", note="Sí.", on="2026-01-05")
    slip = filled(desk, f"{show}/tell", way="whatsapp")
    assert "Buenos días, Carla P.\nLe escribe" in unquote(desk.post(f"{show}/tell", data=slip).text)
