"""Members' cards, of the size of a bank card, ten to a sheet: a name, a code, and its QR."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

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
#: What a name may take of the height.
NAME = 20.0


@dataclass(frozen=True, slots=True)
class Card:
    """Whose it is."""

    code: str
    name: str
    groups: str


def draw(cards: Sequence[Card], association: str) -> bytes:
    """One card for each, row by row."""
    drawn = [partial(_card, card, association) for card in cards]
    return on_sheets("Carnés de socias", association, drawn)


def on_sheets(
    title: str, association: str, cards: Sequence[Callable[[Sheet, float, float], None]]
) -> bytes:
    """What draws a card at a place, once for each, in two columns to be cut out."""
    sheet = Sheet(title, association)
    for place, draw_card in enumerate(cards):
        page, index = divmod(place, ACROSS * DOWN)
        if page and not index:
            sheet.next_page()
        row, column = divmod(index, ACROSS)
        x, y = LEFT + column * WIDTH, TOP + row * HEIGHT
        sheet.box(x, y, WIDTH, HEIGHT, stroke=HAIR, weight=0.4)
        draw_card(sheet, x, y)
    return sheet.finish()


def fitting(sheet: Sheet, name: str, room: float, high: float) -> tuple[list[str], float]:
    """A name in few lines no higher than `high`, and the largest letters that allow it."""
    for size in SIZES:
        lines = sheet.wrap(name, room, size, bold=True)
        if len(lines) <= LINES and len(lines) * leading(size) <= high:
            break
    return lines[:LINES], size


def _card(card: Card, association: str, sheet: Sheet, x: float, y: float) -> None:
    left, right = x + INSIDE, x + WIDTH - INSIDE
    weave(sheet, y + INSIDE, left)
    said = sheet.wrap(association, WIDTH - 2 * INSIDE, 7.5)[:2]
    sheet.column(left, y + INSIDE + 8.5, said, 7.5, colour=MUTED)
    sheet.qr(right - QR, y + HEIGHT - INSIDE - QR, QR, tag(MEMBER, card.code))
    names, size = fitting(sheet, card.name, WIDTH - 2 * INSIDE - QR - 4, NAME)
    below = sheet.column(left, y + 24.5, names, size, bold=True)
    sheet.column(left, below - leading(size) + leading(9) + 0.6, [card.groups], 8.5, colour=MUTED)
    sheet.text(left, y + HEIGHT - INSIDE, card.code, 15, bold=True, colour=FIBRE)
