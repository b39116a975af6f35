"""Papers of the complaints book: the sheet, empty and filled in, and the notice for the wall."""

from dataclasses import replace
from datetime import date

from coopshop.paper import complaint, complaint_sign
from tests.papers.reading import edges, pages, says, whole
from tests.papers.specimens import ISSUER

SHEET = complaint.Sheet(
    ISSUER,
    code="000003-2026",
    on=date(2026, 1, 5),
    kind="queja",
    good="servicio",
    name="Carla <Prueba> & Ñahui",
    address="Jr. Inventado 123",
    document="DNI 99900101",
    reached="999 888 777 / carla@ejemplo.pe",
    guardian="Ana Prueba",
    amount=5_000,
    about="La atención en la tienda",
    receipt="EB01-9",
    happened_on=date(2026, 1, 4),
    detail="Estaba cerrada.",
    request="Que digan las horas.",
    due=date(2026, 1, 26),
)
ANSWER = complaint.Answer(
    date(2026, 1, 7), "Tiene razón.", "Pusimos un cartel.", ((date(2026, 1, 9), "Con luz."),)
)


def test_it_says_all_that_the_law_wants_on_it():
    pdf = complaint.draw(SHEET)
    assert len(pages(pdf)) == 1
    assert says(pdf, "LIBRO DE RECLAMACIONES", "HOJA DE RECLAMACIÓN", "N.º 000003-2026")
    assert says(pdf, ISSUER.name, ISSUER.ruc, ISSUER.address, "Fecha: 5 ene 2026")
    assert says(pdf, SHEET.name, SHEET.address, SHEET.document, SHEET.reached, SHEET.guardian)
    assert says(pdf, "[ X ] Servicio", "[ ] Producto", "[ X ] Queja²", "[ ] Reclamo¹")
    assert says(pdf, "S/ 50.00", SHEET.about, "EB01-9", SHEET.detail, SHEET.request)
    assert says(pdf, "a más tardar el 26 ene 2026", *complaint.NOTES)


def test_an_answer_stands_on_it_with_what_was_added():
    pdf = complaint.draw(replace(SHEET, answer=ANSWER))
    assert says(pdf, "7 ene 2026", ANSWER.words, ANSWER.done, "Agregado el 9 ene 2026", "Con luz.")
    assert not says(pdf, "aún sin respuesta")


def test_no_word_of_a_long_one_is_lost_or_runs_over_the_edge():
    words = " ".join(f"palabra{n:03d}" for n in range(420))
    pdf = complaint.draw(replace(SHEET, detail=words, answer=replace(ANSWER, words=words)))
    assert len(pages(pdf)) > 1
    said = whole(pdf)
    assert all(said.count(f"palabra{n:03d}") == 2 for n in range(420))
    left, right = edges(pdf)
    assert left >= 14
    assert right <= 196


def test_an_empty_sheet_is_one_page_for_each_who_gets_one():
    found = pages(complaint.draw_blank(complaint.Sheet(ISSUER)))
    assert len(found) == 3
    for text, copy in zip(found, complaint.COPIES, strict=True):
        assert f"Destinatario: {copy}" in text
        assert "improrrogable" in text


def test_the_notice_is_as_large_as_the_law_wants():
    pdf = complaint_sign.draw(ISSUER, "https://tienda.ejemplo.pe/reclamos")
    assert len(pages(pdf)) == 1
    assert says(pdf, "Libro de Reclamaciones", complaint_sign.SENTENCE, "/reclamos")
    # A small letter without anything above or below it is 0.536 of the size high.
    assert complaint_sign.LARGE * 0.536 * 25.4 / 72 >= 10
    assert complaint_sign.MIDDLE * 0.536 * 25.4 / 72 >= 5
