"""What members take home, carry or sign: every count, every reason, room for every hand."""

import re
from dataclasses import replace
from datetime import date

import pytest

from coopshop.paper import delivery, receipt, transfer
from tests.papers.reading import edges, pages, says, squeezed, whole
from tests.papers.specimens import brought, journey, paid

LONG = "Ñahui <Río> & Hijos " * 10


@pytest.mark.parametrize(
    "pdf",
    [
        delivery.draw(brought(member_name=LONG, place=LONG, received_by=LONG, note=LONG)),
        transfer.draw(journey(source=LONG, target=LONG, bearer=LONG, sent_by=LONG, note=LONG)),
        receipt.draw(paid(member_name=LONG, paid_by=LONG)),
    ],
)
def test_long_names_are_whole_and_stay_on_the_sheet(pdf):
    assert squeezed(LONG) in whole(pdf)
    left, right = edges(pdf)
    assert left > 14
    assert right < 196


@pytest.mark.parametrize(
    ("draw", "made"),
    [
        (delivery.draw, brought),
        (transfer.draw, journey),
        (receipt.draw, paid),
    ],
)
def test_the_same_facts_give_the_same_bytes(draw, made):
    assert draw(made()) == draw(made())


def test_a_delivery_comes_twice_on_one_sheet():
    (said,) = pages(delivery.draw(brought()))
    assert said.count("Constancia de entrega") == 2
    assert said.count("Floricelda Prueba Ñahui (AW-03)") == 2
    assert said.count("Para quien entrega") == said.count("Para la asociación") == 1


def test_a_delivery_says_what_was_rejected_and_why():
    pdf = delivery.draw(brought())
    assert says(pdf, "Rechazadas: tejido flojo en el borde", "5 1 4 52.00", "5 – 5 52.01")


@pytest.mark.parametrize("count", [1, 5, 6, 7, 12, 40, 80])
def test_many_lots_fill_pages_and_both_copies_have_them_all(count):
    lots = tuple(replace(brought(1).pieces[0], lot=f"LOTE-{n:03d}") for n in range(count))
    said = "\n".join(pages(delivery.draw(brought(pieces=lots))))
    assert re.findall(r"LOTE-\d{3}", said) == [lot.lot for lot in lots] * 2
    assert said.count("firma o huella") == 2


def test_a_sheet_on_its_way_leaves_boxes_to_fill_in():
    on_the_way = whole(transfer.draw(journey()))
    assert "Alllegar" in on_the_way
    assert "–" not in on_the_way


def test_an_arrival_says_what_came_what_is_missing_and_why():
    made = journey(1)
    arrived = replace(made.pieces[0], received=12, lost=6, reason="mojadas en el río")
    made = replace(made, pieces=(arrived,), arrived_on=date(2025, 3, 5), received_by="Ana Prueba")
    pdf = transfer.draw(made)
    assert says(pdf, "18 12 6 mojadas en el río", "Llegó el 5 mar 2025", "Ana Prueba")
    assert "Alllegar" not in whole(pdf)


@pytest.mark.parametrize("count", [1, 20, 24, 25, 26, 100])
def test_every_piece_of_a_journey_stands_once(count):
    said = "\n".join(pages(transfer.draw(journey(count))))
    assert re.findall(r"SKU-\d{4}", said) == [f"SKU-{index:04d}" for index in range(count)]


def test_a_receipt_says_the_sum_twice_in_figures_and_in_words():
    said = whole(receipt.draw(paid()))
    words = "OCHENTA Y OCHO SOLES CON CUARENTA CÉNTIMOS, en efectivo"
    assert said.count(squeezed(f"S/ 88.40 {words}")) == 2
    assert said.count("Huella") == said.count("Recibíconforme") == 2
    assert said.count("Testigo(nombreyDNI)") == said.count("Quedaensusaldo0.08") == 2


def test_a_receipt_of_an_undone_payout_says_so_and_asks_for_no_signature():
    said = whole(receipt.draw(paid(undone="Se pagó dos veces")))
    assert said.count(squeezed("Anulado: Se pagó dos veces")) == 2
    assert "Huella" not in said


def test_who_has_no_dni_yet_gets_a_receipt_too():
    assert says(receipt.draw(paid(member_dni="")), "DNI", "en trámite")


def test_receipts_to_sign_stand_two_members_to_a_page_with_their_place():
    found = pages(receipt.draw_to_sign([paid(code=f"L{n:03}") for n in range(5)], "día"))
    said = "\n".join(found)
    assert len(found) == 3
    assert re.findall(r"L\d{3}", said) == [f"L{n:03}" for n in range(5)]
    assert re.findall(r"Para la asociación · (\d) de 5", said) == list("12345")
    assert said.count("Huella") == 5
    assert "Para quien recibe" not in said


def test_who_collects_for_her_is_named_and_signs():
    somebody = {"collector": "Lidia Prueba (hija)", "in_her_place": "Recibe por ella"}
    said = whole(receipt.draw(paid(**somebody)))
    assert said.count(squeezed("Recibe por ella: Lidia Prueba (hija)")) == 2
    assert said.count(squeezed("Recibí conforme Lidia Prueba (hija)")) == 2
    long = receipt.draw(paid(collector=LONG, reasons=SEVEN))
    assert len(pages(long)) == 1
    assert edges(long)[1] < 193


SEVEN = tuple((f"Razón {n}", 8848 if not n else 0) for n in range(8))


@pytest.mark.parametrize(
    "reasons",
    [(("Ventas cobradas", 8840),), tuple((f"Razón {n}", 8848 if not n else 0) for n in range(9))],
)
def test_reasons_that_do_not_add_up_or_fit_are_a_bug(reasons):
    with pytest.raises(ValueError, match="reasons"):
        receipt.draw(paid(reasons=reasons))


def test_the_largest_payout_fits_its_receipt():
    pdf = receipt.draw(
        paid(amount=888_888_888_88, carried=0, reasons=(("Ventas", 888_888_888_88),))
    )
    assert len(pages(pdf)) == 1
    assert edges(pdf)[1] < 193
