"""Members' cards, of the size of a bank card, ten to a sheet: a name, a code, and its QR."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.tags import MEMBER, tag
from .letterhead import weave
from .sheet import FIBRE, HAIR, MUTED, Sheet, leading

#: ISO/IEC 7810 ID-1, two beside each other and five below, cut without a rest between them.
WIDTH, HEIGHT = 85.6, 54.0
LEFT, TOP = 19.4, 13.5
ACROSS, DOWN = 2, 5

#: Free along each edge, and the size of the QR.
INSIDE, QR = 5.0, 27.0

#: A name stands in so many lines, in the largest letters that allow it.
LINES, SIZES = 3, (13.0, 11.0, 9.5, 8.0, 6.5)


@dataclass(frozen=True, slots=True)
class Card:
    """Whose it is."""

    code: str
    name: str
    groups: str


def draw(cards: Sequence[Card], association: str) -> bytes:
    """One card for each, row by row."""
    sheet = Sheet("Carnés de socias", association)
    for place, card in enumerate(cards):
        page, index = divmod(place, ACROSS * DOWN)
        if page and not index:
            sheet.next_page()
        row, column = divmod(index, ACROSS)
        _card(sheet, card, association, LEFT + column * WIDTH, TOP + row * HEIGHT)
    return sheet.finish()


def _card(sheet: Sheet, card: Card, association: str, x: float, y: float) -> None:
    sheet.box(x, y, WIDTH, HEIGHT, stroke=HAIR, weight=0.4)
    left, right = x + INSIDE, x + WIDTH - INSIDE
    weave(sheet, y + INSIDE, left)
    said = sheet.wrap(association, WIDTH - 2 * INSIDE, 7.5)[:2]
    sheet.column(left, y + INSIDE + 8.5, said, 7.5, colour=MUTED)
    sheet.qr(right - QR, y + HEIGHT - INSIDE - QR, QR, tag(MEMBER, card.code))
    room = WIDTH - 2 * INSIDE - QR - 4
    size = next((p for p in SIZES if _lines(sheet, card.name, room, p) <= LINES), SIZES[-1])
    names = sheet.wrap(card.name, room, size, bold=True)[:LINES]
    below = sheet.column(left, y + 24.5, names, size, bold=True)
    sheet.column(left, below - leading(size) + leading(9) + 0.6, [card.groups], 8.5, colour=MUTED)
    sheet.text(left, y + HEIGHT - INSIDE, card.code, 15, bold=True, colour=FIBRE)


def _lines(sheet: Sheet, name: str, room: float, size: float) -> int:
    return len(sheet.wrap(name, room, size, bold=True))
