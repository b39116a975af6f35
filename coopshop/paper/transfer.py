"""The sheet that travels with the pieces: who owns them, boxes to fill in on arrival, losses."""

from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from .letterhead import (
    BOTTOM,
    LEFT,
    SIGNATURE,
    TOP,
    WIDTH,
    facts,
    facts_height,
    head,
    head_height,
    page_number,
    signature,
)
from .sheet import MUTED, Sheet, leading
from .table import HEAD, Column, Table, into_pages

TITLE = "Hoja de traslado"


@dataclass(frozen=True, slots=True)
class Piece:
    """Pieces of one product; counts in smallest parts, what has not arrived yet is None."""

    sku: str
    product: str
    unit: str
    parts: int
    owners: str
    sent: int
    received: int | None = None
    lost: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A journey from place to place; `arrived_on` is None while it is on the way."""

    issuer: Issuer
    code: str
    on: date
    source: str
    target: str
    via: str
    bearer: str
    sent_by: str
    pieces: tuple[Piece, ...]
    arrived_on: date | None = None
    received_by: str = ""
    note: str = ""


COLUMNS = (
    Column("Código", 25, size=7.5, colour=MUTED),
    Column("Pieza", 47),
    Column("De quién", 31, size=8, colour=MUTED),
    Column("Salen", 16, "right", bold=True),
    Column("Llegan", 18, "right", blank=True),
    Column("Faltan", 18, "right", blank=True),
    Column("Motivo", 19, size=8),
)


def draw(transfer: Transfer) -> bytes:
    """As many pages as the pieces need; the signatures are on the last."""
    sheet = Sheet(f"{TITLE} {transfer.code}", transfer.issuer.name)
    table = Table(sheet, LEFT, COLUMNS, map(_row, transfer.pieces))
    notes = sheet.wrap(transfer.note, WIDTH, 8.5) if transfer.note else []
    top = head_height(sheet, transfer.issuer, TITLE, transfer.code) + HEAD
    top += sum(facts_height(sheet, pairs) + 2 for pairs in _facts(transfer))
    closing = SIGNATURE + 16 + len(notes) * leading(8.5)
    pages = into_pages(table.heights, BOTTOM - TOP - top, BOTTOM - TOP - top, closing)
    for page, (first, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, transfer.issuer, TITLE, transfer.code)
        for pairs in _facts(transfer):
            y = facts(sheet, y, pairs) + 2
        below = table.rows(table.head(y - 2), first, beyond)
        page_number(sheet, page, len(pages))
    _closing(sheet, transfer, notes, below)
    return sheet.finish()


def _row(piece: Piece) -> list[str]:
    counts = (piece.received, piece.lost)
    return [
        piece.sku,
        piece.product,
        piece.owners,
        showing.quantity(piece.sent, piece.parts, piece.unit),
        *("" if units is None else _count(units, piece) for units in counts),
        piece.reason,
    ]


def _count(units: int, piece: Piece) -> str:
    return showing.quantity(units, piece.parts, piece.unit) if units else "–"


def _facts(transfer: Transfer) -> list[list[tuple[str, str]]]:
    arrived = showing.day(transfer.arrived_on) if transfer.arrived_on else "____ / ____ / ______"
    return [
        [("Sale de", transfer.source), ("Llega a", transfer.target)],
        [
            ("Salió el", showing.day(transfer.on)),
            ("Llegó el", arrived),
            ("Por", transfer.via.capitalize()),
            ("Lleva", transfer.bearer or "________________"),
        ],
    ]


def _closing(sheet: Sheet, transfer: Transfer, notes: list[str], below: float) -> None:
    if any(piece.received is None for piece in transfer.pieces):
        hint = "Al llegar: cuente, escriba en cada recuadro y anote el motivo de lo que falte."
        sheet.text(LEFT, below + 5.5, hint, 8.5, colour=MUTED)
        below += 6
    sheet.column(LEFT, below + 5.5, notes, 8.5)
    wide, gap, y = (WIDTH - 16) / 3, 8.0, BOTTOM - SIGNATURE
    people = (
        ("Entrega", transfer.sent_by),
        ("Lleva", transfer.bearer),
        ("Recibe", transfer.received_by),
    )
    for place, (label, name) in enumerate(people):
        signature(sheet, LEFT + place * (wide + gap), y, wide, label, name)
