"""The ticket says what the A4 says, on one page, inside the reach of the printer's head."""

import ctypes
import re
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
import zxingcpp
from pypdfium2 import raw

from coopshop.domain import showing
from coopshop.domain.invoice import Payment
from coopshop.domain.money import Dollars
from coopshop.paper.roll import LONGEST, ROLLS
from coopshop.paper.ticket import Counter, draw
from tests.papers.reading import edges, pages, pixels, says, whole
from tests.papers.specimens import (
    HOTEL,
    ISSUER,
    credit_note,
    export,
    factura,
    invoice,
    sales_note,
)
from tests.papers.specimens import line as sold

PATH = raw.FPDF_PAGEOBJ_PATH
WIDTHS = pytest.mark.parametrize("width", [80, 58])
ALL = [invoice(), factura(), factura(includes=True), export(), credit_note(), sales_note()]
LONG = "Ñahui <Río> & Hijos " * 10
AFTERNOON = datetime(2025, 1, 8, 20, 5, tzinfo=UTC)


def sizes(pdf):
    """Width and height of each page, in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [tuple(round(side * 25.4 / 72, 1) for side in page.get_size()) for page in document]


@WIDTHS
@pytest.mark.parametrize("made", ALL)
def test_it_says_what_the_a4_says(made, width):
    pdf = draw(made, width=width)
    assert says(pdf, ISSUER.name, ISSUER.address, f"RUC {ISSUER.ruc}", made.title, made.code)
    assert says(pdf, "Fecha de emisión " + showing.day(made.on), made.buyer.name)
    for line in made.lines:
        amount = showing.amount(line.total if made.includes_igv else line.net)
        assert says(
            pdf, line.description, line.sku, f"× {showing.amount(line.price_cents)}", amount
        )
    assert says(pdf, f"Importe total {showing.money(made.total, made.currency)}")
    assert says(pdf, *(words for _code, words in made.legends))


@WIDTHS
def test_lines_sums_and_igv_can_be_added_up_as_they_stand(width):
    made = factura()
    assert says(
        draw(made, width=width),
        f"Antes de descuentos {showing.amount(made.gross)}",
        f"Descuentos {showing.amount(-made.discount)}",
        f"Operación gravada {showing.amount(made.net)}",
        f"IGV 18 % {showing.amount(made.igv)}",
        "2 unidades × 65.00 −5 %",
    )


@WIDTHS
def test_the_hour_the_cash_and_the_change_are_those_of_the_counter(width):
    made = invoice(payments=(Payment(invoice().on, "efectivo", 38200, 0),))
    pdf = draw(made, width=width, counter=Counter(AFTERNOON, 40000, 1800))
    assert says(pdf, "Hora 15:05", "Efectivo, 8 ene 2025 382.00", "Recibido en efectivo 400.00")
    assert says(pdf, "Vuelto 18.00", "Por pagar 0.00")
    without = whole(draw(made, width=width))
    assert "Hora" not in without
    assert "Vuelto" not in without


@WIDTHS
def test_one_change_for_soles_and_dollars_is_just_change(width):
    dollars = (Dollars(2_000, 3_700_000, change=400),)
    only = draw(invoice(), width=width, counter=Counter(change=400, dollars=dollars))
    assert says(only, "Vuelto en soles 4.00")
    both = draw(invoice(), width=width, counter=Counter(None, 10_000, 1_000, dollars))
    assert says(both, "Vuelto 10.00")
    assert not says(both, "Vuelto en soles")


def test_the_hour_of_another_day_is_not_that_of_the_sale():
    later = datetime(2025, 1, 9, 20, 5, tzinfo=UTC)
    assert "Hora" not in whole(draw(invoice(), counter=Counter(later)))


@WIDTHS
@pytest.mark.parametrize("made", [sales_note(), credit_note(series="NC01", fiscal=False)])
def test_what_has_no_tax_value_says_so_twice(made, width):
    said = whole(draw(made, width=width))
    assert said.count("Documentosinvalortributario") == 2
    assert "noescomprobantedepagoniloreemplaza" in said
    assert "ELECTRÓNICA" not in said


@WIDTHS
@pytest.mark.parametrize("made", ALL)
def test_the_qr_is_that_of_the_a4_and_is_read_back_as_a_thermal_head_prints_it(made, width):
    picture = pixels(draw(made, width=width), dots_per_mm=8).point(lambda grey: 255 * (grey > 127))
    assert {code.text for code in zxingcpp.read_barcodes(picture)} == {made.qr}


@WIDTHS
@pytest.mark.parametrize("count", [1, 3, 60])
def test_it_is_one_page_as_long_as_what_is_on_it(count, width):
    pdf = draw(invoice(count), width=width)
    ((wide, high),) = sizes(pdf)
    assert wide == width
    picture = pixels(pdf, dots_per_mm=4)
    _left, top, _right, bottom = picture.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert 3 < top / 4 < 6
    assert 3 < high - bottom / 4 < 7


@WIDTHS
def test_every_line_stands_once_and_in_order(width):
    lines = tuple(sold(index, sku=f"SKU-{index:04d}") for index in range(500))
    made = draw(invoice(lines=lines), width=width)
    assert re.findall(r"SKU-\d{4}", "\n".join(pages(made))) == [line.sku for line in lines]
    assert all(high <= LONGEST + 8.1 for _wide, high in sizes(made))


@WIDTHS
def test_long_names_are_whole_and_inside_the_printer_s_reach(width):
    long = replace(HOTEL, name=LONG, address="Ñ" * 200)
    made = invoice(
        issuer=replace(ISSUER, name=LONG, trade_name=LONG, address=LONG),
        buyer=long,
        lines=(sold(0, description=LONG, sku="X" * 40), sold(6, units=1_000_000)),
        note=LONG,
    )
    pdf = draw(made, width=width)
    assert says(pdf, LONG, long.address, "X" * 40)
    left, right = edges(pdf)
    roll = ROLLS[width]
    assert left > roll.left - 0.1
    assert right < roll.left + roll.printable + 0.3


def test_erased_buyers_leave_no_hole():
    assert says(draw(invoice(buyer=None)), "Datos personales borrados")


def test_nothing_on_it_is_grey():
    """A thermal head burns or does not: grey words come out as dust."""
    colours = set()
    with pypdfium2.PdfDocument(draw(sales_note(), width=58)) as document:
        for thing in document[0].get_objects():
            read = [ctypes.c_uint() for _part in range(4)]
            ask = raw.FPDFPageObj_GetStrokeColor if thing.type == PATH else None
            for told in filter(None, (ask, raw.FPDFPageObj_GetFillColor)):
                assert told(thing.raw, *map(ctypes.byref, read))
                colours.add(tuple(part.value for part in read))
    assert colours == {(0, 0, 0, 255)}


@WIDTHS
def test_the_same_facts_give_the_same_bytes(width):
    counter = Counter(AFTERNOON, 40000, 1800)
    first, second = (draw(invoice(), width=width, counter=counter) for _time in range(2))
    assert first == second
    assert len(first) < 25_000
