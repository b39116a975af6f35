"""What SUNAT said: noted at the desk, told to the buyer and to whoever checks a paper."""

import io
import re

import pytest
import sqlalchemy as sa

from coopshop import invoices, sales
from coopshop.db import db
from coopshop.domain import checking
from coopshop.invoices.issuing import Given
from coopshop.invoices.sunat_words import SUNAT_PAGE
from tests.cast import Cast
from tests.pages.kit import hidden
from tests.pages.slips import beside, links, send, text
from tests.papers import cdrs, ubl

BOLETA = "/invoices/boleta-B001-1"


@pytest.fixture
def desk(client, write, sign_in):
    """Another system issued B001-1 to Julia, who holds a link; the tesorera is at the desk."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 3)
        given = Given("X1", "B001", 1, True, at)
        basket = cast.rings_up(sales.Asked(cast.basket, 1, 0), buyer=cast.tourist)
        issued = invoices.issue(session, basket, paper="boleta", given=given, at=at, by=1)
        document = invoices.document(session, issued.document)
        client.raw, client.xml = cdrs.of(document), ubl.of(document)
        client.link = f"/d/{invoices.make_link(session, document, at=at, by=1)}"
        client.check = f"/v/{document.id}/{checking.grouped(invoices.check_code(document))}"
    return client


def answer(desk, raw, name="R-20990000019-03-B001-1.zip"):
    page = f"{BOLETA}/sunat/answer"
    sent = hidden(desk.get(page).text) | {"cdr": (io.BytesIO(raw), name)}
    return desk.post(page, data=sent, content_type="multipart/form-data")


def look(desk, what, on="2026-01-05"):
    page = f"{BOLETA}/sunat/look"
    return send(desk, page, what=what, on=on)


def told(desk):
    """How the paper stands, for the buyer and for whoever checks it: the same steps."""
    one, other = (re.search('<ul class="stand">.*?</ul>', desk.get(way).text, re.DOTALL)[0]
                  for way in (desk.link, desk.check))  # fmt: skip
    assert one == other
    words = re.sub(r"<[^>]+>", " ", one)
    return " ".join(words.split())


def test_nothing_is_told_that_nobody_knows(desk):
    said = told(desk)
    assert said.startswith("Emitido lun 5 ene Con valor tributario, por otro sistema.")
    assert "¿Enviado a SUNAT? Aquí todavía no se sabe." in said
    assert "¿Aceptado por SUNAT? Aquí todavía no se sabe si SUNAT lo aceptó." in said
    for way in (desk.link, desk.check):
        page = text(desk.get(way))
        assert "RUC del emisor 20990000019 Tipo de comprobante Boleta Serie B001 Número 1" in page
        assert "Fecha de emisión 05/01/2026 Total 18.00" in page
    assert "99900401" not in desk.get(desk.check).text


def test_sent_and_accepted_are_told_with_their_days_and_the_answer_goes_along(desk):
    assert send(desk, f"{BOLETA}/sunat/sent", on="2026-01-05", ticket="170341").location == BOLETA
    assert "Enviado a SUNAT lun 5 ene Así está anotado aquí." in told(desk)
    assert desk.get(f"{desk.link}/cdr.xml").status_code == 404
    assert answer(desk, cdrs.packed(desk.raw)).location == BOLETA
    assert "Aceptado por SUNAT lun 5 ene Guardamos la respuesta de SUNAT (CDR)." in told(desk)
    page = text(desk.get(BOLETA))
    assert "Aceptado por SUNAT" in page
    assert "Respuesta de SUNAT (CDR) código 0: La Boleta numero B001-1" in page
    assert "Anotado en la oficina, ticket 170341" in page
    for way in (f"{BOLETA}/cdr.xml", f"{desk.link}/cdr.xml"):
        file = desk.get(way)
        assert file.data == desk.raw
        assert "R-20990000019-03-B001-1.xml" in file.headers["Content-Disposition"]
    assert f"{desk.link}/cdr.xml" in links(desk.get(desk.link))
    title = 'property="og:title" content="Boleta B001-1 · S/ 18.00 · Aceptado por SUNAT"'
    assert title in desk.get(desk.link).text
    assert "cdr" not in desk.get(desk.check).text.lower().replace("(cdr)", "")


UNSIGNED = "la firma de la respuesta de SUNAT (CDR); cómo está"


def test_that_its_signature_is_not_examined_is_said_once_and_where_to_ask(desk):
    pages = (BOLETA, desk.link, desk.check)
    look(desk, "accepted")
    assert not any(UNSIGNED in text(desk.get(page)) for page in pages)
    answer(desk, desk.raw)
    for page in pages:
        shown = desk.get(page)
        assert text(shown).count("firma") == 1
        assert UNSIGNED in text(shown)
        assert shown.text.count(SUNAT_PAGE) == 1


def test_the_same_is_said_of_an_answer_that_rejects(desk):
    answer(desk, desk.raw.replace(b">0<", b">2335<"))
    for page in (BOLETA, desk.link, desk.check):
        assert text(desk.get(page)).count(UNSIGNED) == 1


@pytest.fixture
def read(app):
    """The statements that fetch the bytes of an answer or of an XML."""
    found = []
    with app.app_context():
        engine = db.engine

    def note(_connection, _cursor, statement, *_more):
        columns = re.split(r"\sFROM\s", statement)[0]
        if re.search(r"sunat_said\.cdr|portal_xml\.xml", columns):
            found.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield found
    sa.event.remove(engine, "before_cursor_execute", note)


def test_whether_there_are_files_is_asked_without_reading_them(desk, read):
    page = f"{BOLETA}/xml"
    answer(desk, desk.raw)
    sent = hidden(desk.get(page).text) | {"xml": (io.BytesIO(desk.xml), "F.xml")}
    desk.post(page, data=sent, content_type="multipart/form-data")
    read.clear()
    shown = desk.get(desk.link)
    assert {f"{desk.link}/cdr.xml", f"{desk.link}.xml"} <= links(shown)
    assert f"{BOLETA}/cdr.xml" in links(desk.get(BOLETA))
    assert read == []
    assert desk.get(f"{desk.link}/cdr.xml").data == desk.raw
    assert desk.get(f"{desk.link}.xml").data == desk.xml
    assert len(read) == 2


def test_in_english_too(desk):
    answer(desk, desk.raw)
    stranger = desk.application.test_client()
    page = text(stranger.get(desk.link, headers={"Accept-Language": "en"}))
    assert "Accepted by SUNAT Mon 5 Jan We keep SUNAT's answer (CDR)." in page


def test_what_was_seen_on_sunat_s_page_says_so(desk):
    assert look(desk, "not_found").location == BOLETA
    assert "No se encuentra en SUNAT lun 5 ene" in told(desk)
    assert look(desk, "accepted").location == BOLETA
    said = told(desk)
    assert "Enviado a SUNAT SUNAT lo conoce; el día no está anotado aquí." in said
    assert "Aceptado por SUNAT lun 5 ene Así lo vimos ese día en la página de SUNAT." in said


def test_of_a_rejected_document_the_first_page_warns_and_the_buyer_is_told(desk):
    rejected = desk.raw.replace(b">0<", b">2335<").replace(b"aceptada", b"rechazada")
    answer(desk, rejected)
    assert "Rechazado por SUNAT lun 5 ene No tiene valor tributario." in told(desk)
    assert 'content="Rechazado por SUNAT: Boleta B001-1' in desk.get(desk.link).text
    assert "Este papel ya no vale" in desk.get(desk.check).text
    assert "/invoices/to-put-right" in links(desk.get("/"))
    assert "Boleta B001-1 5 ene 2026" in text(desk.get("/invoices/to-put-right"))
    offered = links(desk.get(BOLETA))
    assert f"{BOLETA}/register" in offered
    assert f"{BOLETA}/sunat/look" not in offered
    typed = {"kind": "boleta", "series": "EB01", "number": "1", "on": "2026-01-05"}
    assert send(desk, f"{BOLETA}/register", **typed).location == "/invoices/boleta-EB01-1"
    assert "/invoices/to-put-right" not in links(desk.get("/"))
    assert "Otro lo reemplaza: Boleta EB01-1 , lun 5 ene." in told(desk)


def test_an_annulled_one_says_since_when_it_was_seen(desk):
    look(desk, "annulled")
    assert "Anulado en SUNAT visto el lun 5 ene Ya no vale." in told(desk)
    assert "todavía no se sabe" not in told(desk)
    assert 'content="Anulado en SUNAT: Boleta B001-1' in desk.get(desk.link).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda desk: desk.raw.replace(b"B001-1", b"B001-2"), "otro número: B001-2"),
        (lambda desk: desk.raw.replace(b"20990000019", b"20990001015"), "otro RUC"),
        (lambda desk: desk.xml, "XML del comprobante mismo"),
        (lambda _desk: cdrs.packed(b" " * 50_000_000), "muy grande"),
        (lambda desk: cdrs.packed(desk.raw)[:200], "no es la respuesta"),
        (lambda desk: desk.raw.replace(b">0<", b">0109<"), "no registró nada (código 0109)"),
        (lambda desk: desk.raw.replace(b"?>", b"?><!DOCTYPE x>", 1), "no se leyó"),
        (lambda _desk: b" " * 10_000_000, "muy grande"),
        (lambda _desk: b"", "no es la respuesta"),
    ],
)
def test_another_file_is_refused_with_what_is_wrong(desk, change, said):
    refused = answer(desk, change(desk))
    assert refused.status_code == 409
    assert said in beside(refused, "cdr")
    assert desk.get(f"{BOLETA}/cdr.xml").status_code == 404


@pytest.mark.parametrize(
    ("page", "typed", "box", "said"),
    [
        ("look", {"what": "accepted", "on": "2026-01-04"}, "on", "es del 5 ene 2026"),
        ("look", {"what": "accepted", "on": "2026-01-06"}, "on", "todavía no"),
        ("sent", {"on": "2026-01-05", "ticket": "17x"}, "ticket", "solo cifras"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_box(desk, page, typed, box, said):
    refused = send(desk, f"{BOLETA}/sunat/{page}", **typed)
    assert refused.status_code in (409, 422)
    assert said in beside(refused, box)


def test_a_paper_of_ours_has_no_such_pages(desk, write):
    with write() as (session, at):
        lines = [sales.Asked("AW-CAN", 1, 0)]
        asked = {"place": "CHI", "channel": "tienda", "price_list": "MINORISTA", "used": "here"}
        basket = sales.ring_up(session, lines=lines, on=at.date(), at=at, **asked)
        tender = [invoices.Tender("yape")]
        ours = invoices.issue(session, basket, paper="boleta", tenders=tender, at=at, by=1).document
    assert "/sunat/" not in desk.get(f"/invoices/{ours}").text
    assert desk.get(f"/invoices/{ours}/sunat/look").status_code == 404


def test_the_list_says_how_each_stands(desk):
    assert "Con valor tributario" in text(desk.get("/invoices/?period=all"))
    look(desk, "accepted")
    assert "Aceptado por SUNAT" in text(desk.get("/invoices/?period=all"))
    file = desk.get("/invoices/?period=all&as=csv")
    assert file.status_code == 200


def test_credit_notes_come_after_it_with_their_day(desk, write):
    with write() as (session, at):
        back = [sales.Back(line=1, units=1, restock="CHI")]
        today = {"on": at.date(), "at": at, "by": 1}
        invoices.credit(session, sale="X1", lines=back, reason_code="07", **today)
    went = "Nota de crédito NC01-1 , lun 5 ene. Se devolvió S/ 18.00 de S/ 18.00."
    assert told(desk).endswith(f"Con nota de crédito: {went}")
