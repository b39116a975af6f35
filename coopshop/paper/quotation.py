"""A proforma: prices for somebody, good until a day. It says that it is no comprobante."""

from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from ..domain.words import legend
from .letterhead import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    facts,
    facts_height,
    head,
    head_height,
    page_number,
)
from .sheet import FIBRE, MUTED, STRAW, Sheet, leading
from .table import HEAD, Column, Table, into_pages
from .wording import OPERATIONS

TITLE = "PROFORMA"
NOTHING = "No es comprobante de pago"


@dataclass(frozen=True, slots=True)
class Line:
    """One product; `price` and `total` in céntimos of the currency."""

    sku: str
    description: str
    units: int
    parts: int
    unit: str
    price: int
    total: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is offered, to whom, until when."""

    issuer: Issuer
    code: str
    on: date
    valid_until: date
    buyer: str
    document: str
    currency: str
    treatment: str
    net: int
    igv: int
    total: int
    lines: tuple[Line, ...]
    note: str = ""


COLUMNS = (
    Column("Código", 30, size=7.5, colour=MUTED),
    Column("Producto", 68),
    Column("Cantidad", 24, "right"),
    Column("Precio", 24, "right"),
    Column("Importe", 28, "right", bold=True),
)


def draw(quotation: Quotation) -> bytes:
    """As many pages as the lines need; the sums are on the last."""
    sheet = Sheet(f"{TITLE} {quotation.code}", quotation.issuer.name)
    table = Table(sheet, LEFT, COLUMNS, [_row(line) for line in quotation.lines])
    notes = sheet.wrap(quotation.note, WIDTH, 9) if quotation.note else []
    words = sheet.wrap(legend(quotation.total, quotation.currency), WIDTH, 8.5)
    room = BOTTOM - TOP - HEAD - 8 - head_height(sheet, quotation.issuer, TITLE, quotation.code)
    closing = 40 + len(words) * leading(8.5) + len(notes) * leading(9)
    first = room - facts_height(sheet, _facts(quotation))
    pages = into_pages(table.heights, first, room, closing)
    for page, (start, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, quotation.issuer, TITLE, quotation.code)
        sheet.text(RIGHT, y - 1, NOTHING, 9, bold=True, colour=FIBRE, align="right")
        y += 4
        if page == 1:
            y = facts(sheet, y, _facts(quotation)) + 2
        below = table.rows(table.head(y - 2), start, beyond)
        page_number(sheet, page, len(pages))
    _closing(sheet, quotation, words, notes, below)
    return sheet.finish()


def _facts(quotation: Quotation) -> list[tuple[str, str]]:
    buyer = ", ".join(filter(None, (quotation.buyer, quotation.document)))
    return [
        ("Para", buyer),
        ("Fecha", showing.day(quotation.on)),
        ("Válida hasta", showing.day(quotation.valid_until)),
    ]


def _row(line: Line) -> list[str]:
    return [
        line.sku,
        line.description,
        showing.quantity(line.units, line.parts, line.unit),
        showing.amount(line.price),
        showing.amount(line.total),
    ]


def _closing(
    sheet: Sheet, quotation: Quotation, words: list[str], notes: list[str], y: float
) -> None:
    sums = [(OPERATIONS[quotation.treatment], quotation.net), ("IGV", quotation.igv)]
    side = RIGHT - 78
    for label, cents in sums:
        sheet.text(side, y + 6, label, 8.5, colour=MUTED)
        sheet.text(RIGHT, y + 6, showing.amount(cents), 9, align="right")
        y += 5.3
    sheet.box(side - 3, y + 3, 84, 10, fill=STRAW, radius=1.2)
    sheet.text(side, y + 9.4, "Total", 9.5, bold=True)
    total = showing.money(quotation.total, quotation.currency)
    sheet.text(RIGHT, y + 9.6, total, 13, bold=True, align="right")
    y = sheet.column(LEFT, y + 20, words, 8.5)
    sheet.column(LEFT, y + 3, notes, 9)
