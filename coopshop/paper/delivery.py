"""The slip she goes home with: what she brought, what was rejected and why, what was taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from ..domain.money import half_up
from ..domain.tags import VISIT, tag
from .letterhead import (
    BOTTOM,
    HALF,
    HALF_END,
    LEFT,
    RIGHT,
    SIGNATURE,
    TOP,
    WIDTH,
    cut,
    facts,
    facts_height,
    head,
    head_height,
    page_number,
    signature,
)
from .sheet import MUTED, Sheet, leading
from .table import HEAD, Column, Table, into_pages

TITLE = "Constancia de entrega"

#: Height of the line with the sum, and the QR that finds this slip again.
SUM, QR = 7.0, 20.0

COPIES = ("Para quien entrega", "Para la asociación")

#: Said on each copy, because it is the first thing that people ask.
PROMISE = "No es una compra: cada pieza se paga a quien la hizo cuando su venta se cobra."


@dataclass(frozen=True, slots=True)
class Piece:
    """One lot. Counts in smallest parts, `parts` to the `unit`; the price is for a whole unit."""

    lot: str
    product: str
    unit: str
    parts: int
    brought: int
    rejected: int
    reason: str
    member_price_cents: int | None
    #: Why it was undone, when it was: it was never taken in, then.
    undone: str | None = None

    @property
    def accepted(self) -> int:
        """What lies on the shelf now."""
        return self.brought - self.rejected

    @property
    def worth(self) -> int | None:
        """The member price of what was accepted, in céntimos; none where it was undone."""
        if self.member_price_cents is None or self.undone is not None:
            return None
        return half_up(self.accepted * self.member_price_cents, self.parts)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one member handed in on a day; `code` is its number or that of its first lot."""

    issuer: Issuer
    code: str
    on: date
    place: str
    member_code: str
    member_name: str
    received_by: str
    pieces: tuple[Piece, ...]
    note: str = ""
    #: Whether the code is that of a slip which the desk can scan.
    tag: bool = False

    @property
    def void(self) -> bool:
        """Whether nothing of it stands: such a paper is not to be signed."""
        return all(piece.undone is not None for piece in self.pieces)

    @property
    def title(self) -> str:
        """What stands at the head."""
        return f"{TITLE} ANULADA" if self.void else TITLE

    @property
    def worth(self) -> int:
        """What was taken in, at the member price; pieces without a price count nothing."""
        return sum(piece.worth or 0 for piece in self.pieces)


def draw(delivery: Delivery) -> bytes:
    """Two copies on one sheet when they fit, else each on pages of its own."""
    sheet = Sheet(f"{delivery.title} {delivery.code}", delivery.issuer.name)
    table = Table(sheet, LEFT, COLUMNS, (_row(piece, delivery.void) for piece in delivery.pieces))
    notes = sheet.wrap(delivery.note, WIDTH, 8.5) if delivery.note else []
    top = head_height(sheet, delivery.issuer, delivery.title, delivery.code)
    top += facts_height(sheet, _facts(delivery)) + HEAD
    closing = SUM + SIGNATURE + 11 + len(notes) * leading(8.5)
    if 8 + top + sum(table.heights) + closing <= HALF_END:
        for copy, y in zip(COPIES, (8.0, HALF + 8.0), strict=True):
            below = table.rows(_head(sheet, delivery, table, y, copy), 0, len(table.heights))
            _closing(sheet, delivery, notes, below, y - 8 + HALF_END)
        cut(sheet)
        return sheet.finish()
    pages = into_pages(table.heights, BOTTOM - TOP - top, BOTTOM - TOP - top, closing)
    for copy in COPIES:
        if copy != COPIES[0]:
            sheet.next_page()
        for page, (first, beyond) in enumerate(pages, 1):
            if page > 1:
                sheet.next_page()
            below = table.rows(_head(sheet, delivery, table, TOP, copy), first, beyond)
            page_number(sheet, page, len(pages))
        _closing(sheet, delivery, notes, below, BOTTOM)
    return sheet.finish()


COLUMNS = (
    Column("Lote", 18, size=8, colour=MUTED),
    Column("Pieza", 60),
    Column("Trajo", 17, "right"),
    Column("Rechazadas", 18, "right"),
    Column("Recibidas", 18, "right", bold=True),
    Column("Precio de socia", 23, "right"),
    Column("Son S/", 20, "right"),
)


def _row(piece: Piece, void: bool) -> list[str]:
    product = piece.product
    if piece.rejected and piece.reason:
        product = f"{product}\nRechazadas: {piece.reason}"
    if piece.undone is not None and not void:
        product = f"{product}\n{_undone([piece])}"
    accepted = 0 if piece.undone is not None else piece.accepted
    price = piece.member_price_cents
    return [
        piece.lot,
        product,
        *(
            showing.quantity(units, piece.parts, piece.unit) if units else "–"
            for units in (piece.brought, piece.rejected, accepted)
        ),
        showing.amount(price) if price is not None else "",
        showing.amount(piece.worth) if piece.worth is not None else "",
    ]


def _undone(pieces: Sequence[Piece]) -> str:
    """That it is void, and why; each reason once."""
    why = dict.fromkeys(piece.undone for piece in pieces if piece.undone)
    return f"ANULADA: {'; '.join(why)}".rstrip(": ")


def _facts(delivery: Delivery) -> list[tuple[str, str]]:
    return [
        ("Entrega", f"{delivery.member_name} ({delivery.member_code})"),
        ("Lugar", delivery.place),
        ("Fecha", showing.day(delivery.on)),
    ]


def _head(sheet: Sheet, delivery: Delivery, table: Table, y: float, copy: str) -> float:
    below = head(sheet, delivery.issuer, delivery.title, delivery.code, y, copy=copy)
    return table.head(facts(sheet, below, _facts(delivery)))


def _closing(
    sheet: Sheet, delivery: Delivery, notes: list[str], below: float, bottom: float
) -> None:
    """Notes below the rows; promise and signatures at the foot of the copy."""
    if delivery.worth:
        sheet.text(LEFT, below + 5, "Lo recibido, a precio de socia", 8.5, colour=MUTED)
        worth = showing.money(delivery.worth)
        sheet.text(RIGHT, below + 5.2, worth, 10.5, bold=True, align="right")
    sheet.column(LEFT, below + SUM + 4, notes, 8.5)
    y = bottom - SIGNATURE - 5
    if delivery.void:
        why = sheet.wrap(_undone(delivery.pieces), WIDTH, 12, bold=True)
        sheet.column(LEFT, y + 4, why[:2], 12, bold=True)
        return
    wide = (WIDTH - QR) / 2 - 9
    signature(sheet, LEFT, y, wide, "Entrega (firma o huella)", delivery.member_name)
    signature(sheet, LEFT + wide + 9, y, wide, "Recibe", delivery.received_by)
    if delivery.tag:
        sheet.qr(RIGHT - QR, y + 1, QR, tag(VISIT, delivery.code))
    sheet.text(LEFT, bottom, PROMISE, 8, colour=MUTED)
