"""What a member begins with, on the paper that she signs."""

from dataclasses import replace
from datetime import date

import pytest

from coopshop.paper import opening
from coopshop.paper.opening import Opening, Piece
from tests.papers.reading import pages, says, whole
from tests.papers.specimens import ISSUER

PIECE = Piece("D0001", "Canasta de bombonaje grande, Ø 35 cm", "Tienda de Tarapoto", "3")
HERS = Opening(
    *(ISSUER, "I0001", date(2026, 1, 5), "AW-03", "Floricelda Amasifuén Isuiza"),
    *("99900103", 14_250, "E001", (PIECE,), "Zoila"),
)


def test_it_says_the_sum_in_figures_and_words_and_where_her_pieces_are():
    pdf = opening.draw_all([HERS])
    assert says(
        pdf, "S/ 142.50", "CIENTO CUARENTA Y DOS SOLES CON CINCUENTA CÉNTIMOS", "página E001"
    )
    assert says(pdf, PIECE.product, PIECE.place, "La asociación le debe", "Testigo")


def test_who_owes_and_has_no_pieces_is_told_so():
    pdf = opening.draw_all([replace(HERS, cents=-2_000, pieces=())])
    assert says(pdf, "Debe a la asociación", "S/ 20.00", "Sin piezas en la asociación")


@pytest.mark.parametrize("count", [1, 25, 60, 130])
def test_every_lot_stands_once_however_many_there_are(count):
    lots = tuple(replace(PIECE, lot=f"D{number:04}") for number in range(count))
    said = whole(opening.draw_all([replace(HERS, pieces=lots)]))
    assert all(said.count(lot.lot) == 1 for lot in lots)


def test_each_member_begins_on_a_page_of_her_own():
    assert len(pages(opening.draw_all([HERS, replace(HERS, code="I0002")]))) == 2
