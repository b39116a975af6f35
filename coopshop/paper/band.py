"""The band under a sum: figures that can be read across a table, and the same in words."""

from ..domain import showing
from ..domain.words import spoken
from .letterhead import LEFT, RIGHT, WIDTH
from .sheet import STRAW, Sheet


def amount_band(sheet: Sheet, y: float, cents: int, currency: str, how: str) -> float:
    """A sum with its words and `how` it was paid; gives where the paper goes on."""
    figure = showing.money(cents, currency)
    sheet.box(LEFT - 3, y - 1, WIDTH + 6, 16, fill=STRAW, radius=1.2)
    sheet.text(LEFT, y + 9.8, figure, 22, bold=True)
    edge = LEFT + sheet.width(figure, 22, bold=True) + 9
    said = ", ".join(filter(None, (spoken(cents, currency), how)))
    words = sheet.wrap(said, RIGHT - edge, 9)
    sheet.column(edge, y + (5.4 if len(words) > 1 else 8.2), words, 9)
    return y + 22
