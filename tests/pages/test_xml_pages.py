"""The XML of the portal at the desk: attached to its document, refused beside its box."""

import io

import pytest

from coopshop import invoices
from tests.cast import Cast
from tests.pages.kit import hidden
from tests.pages.slips import beside, links
from tests.papers import ubl

DOCUMENT = "/invoices/boleta-EB01-7"


@pytest.fixture
def desk(client, write, sign_in):
    """A boleta of the portal is registered, and the tesorera is at the desk."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 1)
        number = {"kind": "boleta", "series": "EB01", "number": 7}
        named = invoices.register(session, sale=cast.buys(1), **number, **cast.today)
        cast.document = invoices.document(session, named)
        client.raw = ubl.of(cast.document)
    return client


def attach(desk, raw, name="EB01-7.xml"):
    page = f"{DOCUMENT}/xml"
    sent = hidden(desk.get(page).text) | {"xml": (io.BytesIO(raw), name)}
    return desk.post(page, data=sent, content_type="multipart/form-data")


def test_it_is_attached_and_then_read_as_it_came(desk):
    assert f"{DOCUMENT}/xml" in links(desk.get(DOCUMENT))
    assert attach(desk, desk.raw).location == DOCUMENT
    assert f"{DOCUMENT}.xml" in links(desk.get(DOCUMENT))
    assert desk.get(f"{DOCUMENT}.xml").data == desk.raw


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        (lambda raw: raw.replace(b"EB01-7", b"EB01-8"), 409, "otro número"),
        (lambda raw: raw.replace(b">18.00<", b">81.00<"), 409, "otro total"),
        (lambda raw: raw.replace(b"20990000019", b"20990001015"), 409, "otro RUC"),
        (lambda _raw: b"%PDF-1.4", 409, "no es el XML"),
        (lambda raw: raw.replace(b"?>", b"?><!DOCTYPE x>", 1), 409, "no se leyó"),
        (lambda _raw: b" " * 600_000, 409, "muy grande"),
        (lambda _raw: b"", 409, "no es el XML"),
    ],
)
def test_another_file_is_refused_with_what_is_wrong(desk, change, status, said):
    answer = attach(desk, change(desk.raw))
    assert answer.status_code == status
    assert said in beside(answer, "xml")
    assert desk.get(f"{DOCUMENT}.xml").status_code == 404


def test_without_a_file_it_is_asked_for(desk):
    page = f"{DOCUMENT}/xml"
    answer = desk.post(page, data=hidden(desk.get(page).text))
    assert answer.status_code == 422
    assert beside(answer, "xml")
