"""The comprobante on paper says what its facts say: every word, every sum, on every page."""

import ctypes
import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from coopshop.domain import showing
from coopshop.domain.invoice import Buyer, Payment, TooManyLines
from coopshop.domain.text import ACCEPTED, ForbiddenCharacter, line
from coopshop.paper.closing import Check
from coopshop.paper.invoice import draw
from tests.papers.reading import edges, pages, pixels, says, squeezed, whole
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

FORM = "https://tienda.example.org/v/"
PAGE = f"{FORM}boleta-EB01-12/EQ91-DMRY-P3X6"
CHECK = Check("EQ91-DMRY-P3X6", FORM, PAGE)
NAMES = st.text(st.one_of(*(st.characters(min_codepoint=a, max_codepoint=z) for a, z in ACCEPTED)))

#: Ligatures, which the reader of PDFs spells out.
SPELT = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}

NASTY = [
    "<Río> & Hijos",
    "<b>Ana</b><img src=/etc/hostname><font color='[[[1]]]'>",
    "Kuña Mbyja g̃uahẽ & Łódź Őrség",
    "Ñ" * 200,
    "palabra " * 24,
]


def test_it_says_who_what_when_and_to_whom():
    pdf = draw(factura())
    assert says(pdf, ISSUER.name, ISSUER.trade_name, ISSUER.address, f"RUC {ISSUER.ruc}")
    assert says(pdf, "FACTURA ELECTRÓNICA", "E001-00000004", "8 ene 2025", "Tienda de Tarapoto")
    assert says(pdf, HOTEL.name, f"RUC {HOTEL.document_number}", HOTEL.address)
    assert says(pdf, "Soles", "Al crédito", "Vence 7 feb 2025")
    assert says(pdf, "Representación impresa de la factura electrónica")


def test_every_line_says_quantity_unit_code_price_discount_and_amounts():
    made = factura()
    said = whole(draw(made))
    for each in made.lines:
        quantity = showing.quantity(each.units, each.parts)
        price, net, total = map(showing.amount, (each.price_cents, each.net, each.total))
        row = f"{quantity} {each.unit} {each.sku} {each.description} {price} 5 % {net} {total}"
        assert squeezed(row) in said


def test_the_sums_of_a_taxed_sale():
    made = factura()
    assert says(
        draw(made),
        f"Antes de descuentos {showing.amount(made.gross)}",
        f"Descuentos {showing.amount(-made.discount)}",
        f"Operación gravada {showing.amount(made.net)}",
        f"IGV 18 % {showing.amount(made.igv)}",
        f"Importe total {showing.money(made.total)}",
        made.legends[0][1],
    )


@pytest.mark.parametrize(
    ("treatment", "said"),
    [
        ("exonerado", "Operación exonerada"),
        ("inafecto", "Operación inafecta"),
        ("exportacion", "Operación de exportación"),
        ("gravado", "Operación gravada"),
    ],
)
def test_each_kind_of_operation_has_its_name(treatment, said):
    made = invoice(treatment=treatment)
    assert says(draw(made), f"{said} {showing.amount(made.net)}")


def test_without_discounts_there_is_no_word_of_them():
    assert "escuento" not in whole(draw(invoice()))
    assert "Dscto" not in whole(draw(invoice()))


def test_prices_with_igv_inside_say_so():
    assert says(draw(factura(includes=True)), "P. unit. con IGV")
    assert not says(draw(factura()), "P. unit. con IGV")


def test_payments_rounding_and_what_is_due():
    made = invoice(1, discount_bp=700)  # 11.16, paid with 11.10
    assert says(draw(made), "Efectivo, 8 ene 2025 11.10", "Redondeo del efectivo 0.06")
    assert says(draw(made), "Por pagar 0.00")
    part = replace(made, payments=(Payment(made.on, "yape", 500, 0),))
    assert says(draw(part), "Yape, 8 ene 2025 5.00", "Por pagar 6.16")


def test_a_factura_on_credit_says_when_how_much_is_due():
    made = factura()
    due = showing.money(made.due)
    assert says(
        draw(made),
        f"Por pagar hasta el 7 feb 2025 {showing.amount(made.due)}",
        f"Monto neto pendiente {due}. Cuota 1: {due}, vence el 7 feb 2025.",
    )


def test_dollars_say_their_rate_and_their_name():
    made = export()
    assert says(draw(made), "Dólares americanos", "Tipo de cambio S/ 3.541", "US$ 382.00")
    assert says(draw(made), "DÓLARES AMERICANOS")


def test_a_credit_note_says_what_it_changes_and_why():
    pdf = draw(credit_note())
    assert says(pdf, "NOTA DE CRÉDITO ELECTRÓNICA", "Boleta de venta EB01-00000012 del 8 ene 2025")
    assert says(pdf, "07 · Devolución por ítem: cambio de opinión")
    assert "Porpagar" not in whole(pdf)
    assert "Formadepago" not in whole(pdf)


@pytest.mark.parametrize(
    "made", [sales_note(), sales_note(fiscal=True), credit_note(series="NC01", fiscal=False)]
)
def test_what_has_no_tax_value_says_so_and_claims_nothing(made):
    said = whole(draw(made))
    assert said.count("Documentosinvalortributario") == 2
    assert "ELECTRÓNICA" not in said
    assert "Representaciónimpresa" not in said


@pytest.mark.parametrize("made", [invoice(), factura(), credit_note(), invoice(series="0001")])
def test_what_has_tax_value_never_says_otherwise(made):
    assert "sinvalor" not in whole(draw(made))


def test_a_paper_receipt_is_called_a_copy_and_not_electronic():
    pdf = draw(invoice(series="0001"))
    assert says(pdf, "Copia de la boleta de venta emitida en formato impreso")
    assert "lectrónica" not in whole(pdf).lower()


def test_the_legend_of_the_amazon_stands_only_where_it_holds():
    legend = "BIENES TRANSFERIDOS EN LA AMAZONÍA REGIÓN SELVA PARA SER CONSUMIDOS EN LA MISMA"
    assert says(draw(invoice()), legend)
    for made in (invoice(amazonia=False), factura(), export()):
        assert "AMAZONÍA" not in whole(draw(made))


def test_a_buyer_whose_data_were_erased_leaves_no_hole():
    assert says(draw(factura(buyer=None)), "Datos personales borrados", "E001-00000004")


@pytest.mark.parametrize("name", NASTY)
def test_no_character_of_any_name_is_lost(name):
    each = [f"{name} {place}" for place in range(8)]
    made = invoice(
        issuer=replace(ISSUER, name=each[0], trade_name=each[1], address=each[2]),
        buyer=Buyer(each[3], "7", "FX0000701", each[4]),
        place_name=each[5],
        lines=(sold(0, description=each[6]), sold(1)),
        note=each[7],
    )
    pdf = draw(made, check=CHECK)
    assert says(pdf, *each)
    left, right = edges(pdf)
    assert left > 17
    assert right < 193


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES, NAMES)
def test_whatever_is_let_in_is_printed(name, description, note):
    try:
        words = [line(text) for text in (name, description, note)]
    except ForbiddenCharacter:
        return
    made = invoice(
        buyer=Buyer(words[0], "0", "", ""), lines=(sold(0, description=words[1]),), note=words[2]
    )
    said = whole(draw(made))
    for text in words:
        assert squeezed("".join(SPELT.get(sign, sign) for sign in text)) in said


@pytest.mark.parametrize("count", [1, 10, 25, 29, 30, 31, 60, 500])
def test_every_line_stands_once_and_in_order_however_many_there_are(count):
    lines = tuple(sold(index, sku=f"SKU-{index:04d}") for index in range(count))
    found = pages(draw(invoice(lines=lines)))
    assert re.findall(r"SKU-\d{4}", "\n".join(found)) == [each.sku for each in lines]
    assert [text.count("Importe total") for text in found] == [0] * (len(found) - 1) + [1]
    if len(found) > 1:
        numbers = [f"Página {page} de {len(found)}" for page in range(1, len(found) + 1)]
        assert [number in text for number, text in zip(numbers, found, strict=True)] == [
            True
        ] * len(found)


def test_pages_carry_the_sum_from_one_to_the_next():
    made = invoice(lines=tuple(sold(index, sku=f"SKU-{index:04d}") for index in range(60)))
    found = pages(draw(made))
    assert len(found) == 3
    lines = 0
    for left, right in pairwise(found):
        lines += len(re.findall(r"SKU-\d{4}", left))
        so_far = showing.amount(sum(each.net for each in made.lines[:lines]))
        assert squeezed(f"Pasan a la página siguiente {so_far}") in squeezed(left)
        assert squeezed(f"Vienen de la página anterior {so_far}") in squeezed(right)
    assert all(made.code in text for text in found)


def test_501_lines_are_refused():
    with pytest.raises(TooManyLines) as refusal:
        draw(invoice(501))
    assert refusal.value.facts == {"most": "500", "lines": "501"}


@pytest.mark.parametrize("letter", ["W", "i"])
def test_a_description_longer_than_a_page_goes_on_over_the_next(letter):
    made = invoice(lines=(sold(0, description=letter * 20_000), sold(1)))
    found = pages(draw(made))
    assert len(found) > 2
    assert sum(text.count(letter) for text in found) >= 20_000
    assert all(letter * 20 in text for text in found[:-1])


def test_the_same_facts_give_the_same_bytes_in_another_process():
    pdf = draw(invoice(10), check=CHECK)
    assert draw(invoice(10), check=CHECK) == pdf
    program = (
        "import hashlib; from coopshop.paper.invoice import draw;"
        "from tests.papers.specimens import invoice;"
        "from coopshop.paper.closing import Check;"
        f"print(hashlib.sha256(draw(invoice(10), check={CHECK!r})).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert other.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_other_facts_give_other_bytes():
    assert draw(invoice()) != draw(invoice(number=13))


def test_a_usual_paper_is_small():
    assert len(draw(factura(), check=CHECK)) < 25_000
    assert len(draw(invoice(500), check=CHECK)) < 150_000


def test_the_second_qr_stands_only_where_the_public_can_reach_us():
    with_page = draw(invoice(), check=CHECK)
    without = draw(invoice(), check=Check("EQ91-DMRY-P3X6"))
    corner = (1640, 2540, 1920, 2820)  # tenths of mm
    assert pixels(with_page).crop(corner).getextrema() == (0, 255)
    assert pixels(without).crop((1500, 2680, 1920, 2820)).getextrema() == (255, 255)
    for pdf in (with_page, without):
        assert says(pdf, "Compruebe este papel", "EQ91-DMRY-P3X6")
    assert says(with_page, "tienda.example.org/v")


def test_the_link_to_its_page_can_be_pressed():
    raw, at, link = pypdfium2.raw, ctypes.c_int(0), pypdfium2.raw.FPDF_LINK()
    said = ctypes.create_string_buffer(500)
    with pypdfium2.PdfDocument(draw(invoice(), check=CHECK)) as document:
        assert raw.FPDFLink_Enumerate(document[0], at, link)
        raw.FPDFAction_GetURIPath(document, raw.FPDFLink_GetAction(link), said, len(said))
        assert not raw.FPDFLink_Enumerate(document[0], at, link)
    assert said.value.decode() == PAGE


def test_its_title_author_and_language_are_told_to_the_reader():
    pdf = draw(invoice())
    assert b"/Lang (es-PE)" in pdf
    assert b"/DisplayDocTitle true" in pdf


@pytest.mark.parametrize("made", [invoice(), factura(), export(), credit_note(), sales_note()])
def test_the_printed_qr_is_read_back_by_a_decoder(made):
    pdf = pypdfium2.PdfDocument(draw(made, check=CHECK))
    picture = pdf[0].render(scale=4).to_pil()
    read = {code.text for code in zxingcpp.read_barcodes(picture)}
    assert read == {made.qr, PAGE}


def test_a_cash_sale_paid_apart_does_not_say_that_something_is_due():
    assert "Por pagar" not in whole(draw(invoice(payments=())))
