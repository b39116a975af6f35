"""Cards that let a telephone in: a name, a large QR, few words; of the size of a bank card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ..domain import showing
from .cards import HEIGHT, INSIDE, WIDTH, fitting, on_sheets
from .letterhead import weave
from .sheet import FIBRE, MUTED, Sheet, leading

#: As large as the card allows: cameras of cheap telephones see little. The rest is beside it.
QR = 36.0

#: What a name may take of the height, so that it keeps clear of what is done below it.
NAME = 17.0

#: What is done with it, in order. On her own telephone it leads to her page ever after.
STEPS = ("1. Escanea con tu celular.", "2. Toca el botón.", "3. Elige tu PIN.")


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """Whose it is, the address that her telephone opens, the last day on which it works."""

    name: str
    address: str
    until: date


def draw(cards: Sequence[PhoneCard], association: str) -> bytes:
    """One card for each, row by row, in two columns to cut."""
    drawn = [partial(_card, card, association) for card in cards]
    return on_sheets("Tarjetas para celular", association, drawn)


def _card(card: PhoneCard, association: str, sheet: Sheet, x: float, y: float) -> None:
    left, right, foot = x + INSIDE, x + WIDTH - INSIDE, y + HEIGHT - INSIDE
    weave(sheet, y + INSIDE, left)
    sheet.qr(right - QR, foot - QR, QR, card.address)
    said = sheet.wrap(association, QR, 6.5)[:2]
    sheet.column(right - QR, y + INSIDE + 1.6, said, 6.5, colour=MUTED)
    names, size = fitting(sheet, card.name, WIDTH - 2 * INSIDE - QR - 4, NAME)
    sheet.column(left, y + INSIDE + 4.9 + leading(size), names, size, bold=True, colour=FIBRE)
    until = f"Un solo celular, hasta {showing.day(card.until)}"
    sheet.column(left, foot - leading(7) - 4.2 - leading(8) * (len(STEPS) - 1), STEPS, 8)
    sheet.column(left, foot - leading(7), ["Guárdala: con ella vuelves.", until], 6.5, colour=MUTED)
