"""What a member begins with when the book takes over from the notebook, for her signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from ..domain.words import spoken
from .letterhead import (
    BOTTOM,
    FINGER,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    facts,
    facts_height,
    finger,
    head,
    head_height,
    page_number,
    signature,
)
from .sheet import MUTED, STRAW, Sheet
from .table import HEAD, Column, Table, into_pages

TITLE = "Saldo de inicio"

#: Height of the sum, and of what closes the last page.
SUM, SIGNED = 24.0, FINGER[1] + 16.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Pieces of hers that lay on a shelf that day."""

    lot: str
    product: str
    place: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Opening:
    """One member: `cents` are owed to her, or below zero she owes; `page` is the notebook's."""

    issuer: Issuer
    code: str
    on: date
    member_code: str
    member_name: str
    member_dni: str
    cents: int
    page: str
    pieces: tuple[Piece, ...]
    written_by: str


COLUMNS = (
    Column("Lote", 20, size=8, colour=MUTED),
    Column("Pieza", 84),
    Column("Dónde está", 44),
    Column("Cuántas", 26, "right", bold=True),
)


def draw_all(openings: Sequence[Opening]) -> bytes:
    """Several members in one file, each from a new page on."""
    sheet = Sheet(f"{TITLE} {openings[0].code}", openings[0].issuer.name)
    for number, opening in enumerate(openings):
        if number:
            sheet.next_page()
        _one(sheet, opening)
    return sheet.finish()


def _one(sheet: Sheet, opening: Opening) -> None:
    table = Table(sheet, LEFT, COLUMNS, _rows(opening))
    room = BOTTOM - TOP - HEAD - head_height(sheet, opening.issuer, TITLE, opening.code)
    first = room - facts_height(sheet, _facts(opening)) - SUM
    pages = into_pages(table.heights, first, room, SIGNED)
    for page, (start, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, opening.issuer, TITLE, opening.code)
        if page == 1:
            y = _sum(sheet, opening, facts(sheet, y, _facts(opening)))
        table.rows(table.head(y), start, beyond)
        page_number(sheet, page, len(pages))
    _signed(sheet, opening)


def _facts(opening: Opening) -> list[tuple[str, str]]:
    return [
        ("De", f"{opening.member_name} ({opening.member_code})"),
        ("DNI", opening.member_dni or "en trámite"),
        ("Al día", showing.day(opening.on)),
        ("Cuaderno", f"página {opening.page}" if opening.page else "sin página"),
    ]


def _rows(opening: Opening) -> list[list[str] | str]:
    if not opening.pieces:
        return ["Sin piezas en la asociación ese día"]
    return [[piece.lot, piece.product, piece.place, piece.quantity] for piece in opening.pieces]


def _sum(sheet: Sheet, opening: Opening, y: float) -> float:
    """The sum in figures that can be read across a table, and in words."""
    sheet.box(LEFT - 3, y - 1, WIDTH + 6, 17, fill=STRAW, radius=1.2)
    said = "La asociación le debe" if opening.cents >= 0 else "Debe a la asociación"
    cents = abs(opening.cents)
    sheet.text(LEFT, y + 4.6, said, 8, colour=MUTED)
    sheet.text(LEFT, y + 13, showing.money(cents), 20, bold=True)
    edge = LEFT + sheet.width(showing.money(cents), 20, bold=True) + 9
    sheet.column(edge, y + 9, sheet.wrap(spoken(cents, "PEN"), RIGHT - edge, 9)[:2], 9)
    return y + SUM - 4


def _signed(sheet: Sheet, opening: Opening) -> None:
    y = BOTTOM - FINGER[1] - 6
    finger(sheet, LEFT, y)
    signature(sheet, LEFT + 29, y + 8, 43, "Está bien así", opening.member_name)
    signature(sheet, LEFT + 80, y + 8, 43, "Testigo (nombre y DNI)")
    signature(sheet, RIGHT - 43, y + 8, 43, "Tesorería", opening.written_by)
