"""The sheet that travels with the pieces: whose they are, boxes to fill in on arrival, losses."""

from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from .letterhead import (
    BOTTOM,
    LEFT,
    RIGHT,
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

#: The code that a phone reads, and the room it takes from what stands beside it.
QR, QR_ROOM = 22.0, 26.0

#: A small picture before each product; a row is never lower than that.
PICTURE, ROW = 9.0, 11.0


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
    #: What happened to those that are lacking, and who bears it: a line for each part.
    reason: str = ""
    payer: str = ""
    #: Of one whole unit; None where nobody weighed it.
    grams: int | None = None
    photo: bytes | None = None


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
    phone: str = ""
    boat: str = ""
    expected_on: date | None = None
    #: Why the guía de remisión says that it travels, and the number of the guía.
    motive: str = ""
    guide: str = ""
    #: What the QR says: the way to the page where the arrival is written down.
    scanned: str = ""


COLUMNS = (
    Column("", 12, size=7.5),
    Column("Pieza", 48),
    Column("De quién", 30, size=8, colour=MUTED),
    Column("Salen", 14, "right", bold=True),
    Column("Llegan", 16, "right", blank=True),
    Column("Faltan", 16, "right", blank=True),
    Column("Qué pasó", 20, size=7.5, blank=True),
    Column("Paga", 18, size=7.5, blank=True),
)


def draw(transfer: Transfer) -> bytes:
    """As many pages as the pieces need; the signatures are on the last."""
    sheet = Sheet(f"{TITLE} {transfer.code}", transfer.issuer.name)
    table = Table(sheet, LEFT, COLUMNS, map(_row, transfer.pieces), least=ROW)
    notes = sheet.wrap(transfer.note, WIDTH, 8.5) if transfer.note else []
    wide = WIDTH - (QR_ROOM if transfer.scanned else 0)
    top = head_height(sheet, transfer.issuer, TITLE, transfer.code) + HEAD
    top += _facts_height(sheet, transfer, wide)
    closing = SIGNATURE + 22 + len(notes) * leading(8.5)
    pages = into_pages(table.heights, BOTTOM - TOP - top, BOTTOM - TOP - top, closing)
    for page, (first, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, transfer.issuer, TITLE, transfer.code)
        if transfer.scanned:
            sheet.qr(RIGHT - QR, y - 3, QR, transfer.scanned)
        below = y + _facts_height(sheet, transfer, wide)
        for pairs in _facts(transfer):
            y = facts(sheet, y, pairs, wide) + 2
        begins = table.head(below - 2)
        _pictures(sheet, transfer, table, begins, first, beyond)
        below = table.rows(begins, first, beyond)
        page_number(sheet, page, len(pages))
    _closing(sheet, transfer, notes, below)
    return sheet.finish()


def _facts_height(sheet: Sheet, transfer: Transfer, wide: float) -> float:
    """What stands above the table, or the QR where that is taller."""
    said = sum(facts_height(sheet, pairs, wide) + 2 for pairs in _facts(transfer))
    return max(said, QR + 1 if transfer.scanned else 0)


def _row(piece: Piece) -> list[str]:
    arrived = piece.received is not None
    counts = (piece.received, piece.lost)
    return [
        "",
        f"{piece.product}\n{piece.sku}",
        piece.owners,
        showing.quantity(piece.sent, piece.parts, piece.unit),
        *("" if units is None else _count(units, piece) for units in counts),
        *((said or "–") if arrived else "" for said in (piece.reason, piece.payer)),
    ]


def _count(units: int, piece: Piece) -> str:
    return showing.quantity(units, piece.parts, piece.unit) if units else "–"


def _pictures(
    sheet: Sheet, transfer: Transfer, table: Table, y: float, first: int, beyond: int
) -> None:
    """Each product's picture at the head of its row; a row that goes on has none."""
    drawn = {table.given[first - 1]} if first else set()
    for index in range(first, beyond):
        given = table.given[index]
        photo = transfer.pieces[given].photo
        if photo and given not in drawn:
            sheet.picture(LEFT, y + 1, PICTURE, PICTURE, photo)
        drawn.add(given)
        y += table.heights[index]


def _facts(transfer: Transfer) -> list[list[tuple[str, str]]]:
    arrived = showing.day(transfer.arrived_on) if transfer.arrived_on else "____ / ____ / ______"
    whose = " · ".join(filter(None, (transfer.bearer, transfer.phone))) or "________________"
    rows = [
        [("Sale de", transfer.source), ("Llega a", transfer.target)],
        [
            ("Salió el", showing.day(transfer.on)),
            ("Llegó el", arrived),
            ("Por", transfer.via.capitalize()),
            ("Lleva", whose),
        ],
    ]
    more = [
        ("Bote o placa", transfer.boat),
        ("Se espera el", showing.day(transfer.expected_on) if transfer.expected_on else ""),
        ("Motivo del traslado", transfer.motive),
        ("Guía de remisión", transfer.guide or "________________"),
    ]
    said = [(label, value) for label, value in more if value]
    return [*rows, said] if said else rows


def _weight(transfer: Transfer) -> str:
    """What all of it weighs, as far as it is known."""
    grams, unknown = 0, False
    for piece in transfer.pieces:
        if piece.unit == "kg":
            grams += piece.sent * 1000 // piece.parts
        elif piece.grams:
            grams += piece.sent * piece.grams // piece.parts
        else:
            unknown = True
    if not grams:
        return ""
    said = f"{showing.quantity(grams, 1000, 'kg')}"
    return f"Pesa unos {said}" + (", sin contar lo que nadie pesó." if unknown else ".")


def _closing(sheet: Sheet, transfer: Transfer, notes: list[str], below: float) -> None:
    counted = sum(piece.sent for piece in transfer.pieces if piece.parts == 1)
    total = f"{counted} piezas en {len(transfer.pieces)} líneas. {_weight(transfer)}".strip()
    sheet.text(LEFT, below + 5.5, total, 8.5, bold=True)
    below += 6
    if any(piece.received is None for piece in transfer.pieces):
        hint = (
            "Al llegar: cuente y escriba en cada recuadro; de lo que falte, qué pasó (mojado, "
            "roto, perdido, robado) y quién paga."
        )
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
