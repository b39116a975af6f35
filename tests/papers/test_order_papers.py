"""Papers of orders: the proforma, the receipt for money ahead."""

import re
from dataclasses import replace
from datetime import date

import pytest

from coopshop.paper import deposit, quotation
from tests.papers.reading import edges, pages, says, squeezed, whole
from tests.papers.specimens import ISSUER, PRODUCTS

LONG = "Ñahui <Río> & Hijos " * 8


def offered(count=3, **changes):
    """Prices for a hotel."""
    lines = tuple(
        quotation.Line(f"SKU-{n:04d}", PRODUCTS[n % len(PRODUCTS)][1], 2, 1, "unidad", 1_000, 2_000)
        for n in range(count)
    )
    made = quotation.Quotation(
        issuer=ISSUER,
        code="PF01-12",
        on=date(2026, 1, 5),
        valid_until=date(2026, 1, 20),
        buyer="Hotel Río Ficticio S.A.C.",
        document="RUC 20990001015",
        currency="PEN",
        treatment="exonerado",
        net=count * 2_000,
        igv=0,
        total=count * 2_000,
        lines=lines,
        note="Entrega en Tarapoto.",
    )
    return replace(made, **changes)


def ahead(**changes):
    """A part of an order, paid by Yape."""
    made = deposit.DepositReceipt(
        issuer=ISSUER,
        code="G001",
        kind="anticipo",
        on=date(2026, 1, 5),
        order="P001",
        promised=date(2026, 1, 19),
        buyer="Hotel Río Ficticio S.A.C.",
        document="RUC 20990001015",
        method="yape",
        operation="00123",
        amount=2_500,
        currency="PEN",
        held=2_500,
        total=6_000,
        note="",
        written_by="Zoila Prueba",
    )
    return replace(made, **changes)


@pytest.mark.parametrize(("draw", "made"), [(quotation.draw, offered), (deposit.draw, ahead)])
def test_the_same_facts_give_the_same_bytes_and_long_names_stay_on_the_sheet(draw, made):
    assert draw(made()) == draw(made())
    pdf = draw(made(buyer=LONG, note=LONG))
    assert squeezed(LONG) in whole(pdf)
    left, right = edges(pdf)
    assert left > 14
    assert right < 196


def test_a_proforma_says_that_it_is_no_comprobante_on_every_page():
    found = pages(quotation.draw(offered(60)))
    assert len(found) > 1
    assert all("No es comprobante de pago" in page for page in found)
    assert all("PROFORMA" in page for page in found)


@pytest.mark.parametrize("count", [1, 20, 21, 22, 23, 24, 25, 60])
def test_every_line_of_a_proforma_stands_once(count):
    said = "\n".join(pages(quotation.draw(offered(count))))
    assert re.findall(r"SKU-\d{4}", said) == [f"SKU-{n:04d}" for n in range(count)]
    assert said.count("Operación exonerada") == 1


def test_a_receipt_of_money_ahead_says_what_it_is_worth():
    said = whole(deposit.draw(ahead()))
    assert said.count("Recibodeanticipo") == 2
    assert said.count(squeezed("por Yape, operación 00123")) == 2
    assert said.count(squeezed(deposit.NOTHING)) == 2
    assert says(deposit.draw(ahead()), "P001, para el 19 ene 2026", "Total del pedido S/ 60.00")


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("devolucion", "Recibo de devolución de anticipo"),
        ("retenido", "Constancia de anticipo retenido"),
    ],
)
def test_money_that_goes_back_or_stays_says_so(kind, title):
    pdf = deposit.draw(ahead(kind=kind, method="" if kind == "retenido" else "efectivo"))
    assert says(pdf, title)
    assert "anulado" in whole(deposit.draw(ahead(kind=kind, undone="error")))
