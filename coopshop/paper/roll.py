"""A strip of a thermal printer's roll: one column, all black, a page as long as what is on it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from . import qr
from .letterhead import weave
from .sheet import BLACK, Sheet, fitting, leading

#: Room above the first and below the last word, where the paper is torn off.
EDGE = 4.0

#: A page is at most so long: readers of PDF give up at five metres.
LONGEST = 2000.0

#: Eight dots to a millimetre: a QR whose modules are whole dots is printed sharply.
DOT = 0.125


@dataclass(frozen=True, slots=True)
class Width:
    """A roll: how wide it is, and how much of that the printer's head reaches."""

    paper: float
    printable: float

    @property
    def left(self) -> float:
        """Where the head begins."""
        return (self.paper - self.printable) / 2


#: The two rolls that shops sell.
ROLLS = {80: Width(80.0, 72.0), 58: Width(58.0, 48.0)}


class Strip:
    """Words one below the other; drawn when all of them, and so the length, are known."""

    def __init__(self, sheet: Sheet, roll: Width) -> None:
        self.sheet, self.roll = sheet, roll
        self.left, self.right = roll.left, roll.left + roll.printable
        self.middle = roll.paper / 2
        self._blocks: list[tuple[float, Callable[[float], None]]] = []

    def gap(self, height: float) -> None:
        """Nothing."""
        self._add(height, lambda _y: None)

    def words(self, words: str, size: float, *, bold: bool = False, centred: bool = False) -> None:
        """A paragraph as wide as the strip."""
        for line in self.sheet.wrap(words, self.roll.printable, size, bold=bold):
            self._line(line, size, bold, "centre" if centred else "left")

    def pair(self, label: str, said: str, size: float, *, bold: bool = False) -> None:
        """A label at the left and what it says at the right; below it where both do not fit."""
        wide = self.sheet.width(label, size, bold=bold) + self.sheet.width(said, size, bold=bold)
        if wide + 2 > self.roll.printable:
            self.words(label, size, bold=bold)
            for line in self.sheet.wrap(said, self.roll.printable, size, bold=bold):
                self._line(line, size, bold, "right")
            return

        def draw(y: float) -> None:
            self.sheet.text(self.left, y, label, size, bold=bold, colour=BLACK)
            self.sheet.text(self.right, y, said, size, bold=bold, colour=BLACK, align="right")

        self._text(size, draw)

    def rule(self) -> None:
        """A line of dots from edge to edge."""
        width, left = self.roll.printable, self.left
        self._add(
            3.4,
            lambda y: self.sheet.rule(
                left, y + 1.7, width, colour=BLACK, weight=0.7, dashes=(1.5, 1.5)
            ),
        )

    def woven(self) -> None:
        """The strip of basket weave, as on our other papers."""
        cells = int(self.roll.printable / 4.2)
        x = self.middle - cells * 4.2 / 2
        self._add(6.5, lambda y: weave(self.sheet, y, x, cells, BLACK))

    def framed(self, words: str, size: float) -> None:
        """A paragraph in a box, which nobody overlooks."""
        lines = self.sheet.wrap(words, self.roll.printable - 4, size, bold=True)
        high = len(lines) * leading(size) + 3

        def draw(y: float) -> None:
            self.sheet.box(self.left, y, self.roll.printable, high, stroke=BLACK, weight=1)
            base = y + 1.5 + leading(size) * 0.76
            self.sheet.column(
                self.middle, base, lines, size, bold=True, colour=BLACK, align="centre"
            )

        self._add(high + 1.5, draw)

    def code(self, said: str, most: float) -> None:
        """A QR of at most so many mm, its modules whole dots of the printer's."""
        modules = len(qr.rows(said))
        size = floor(most / modules / DOT) * DOT * modules
        self._add(size + 4, lambda y: self.sheet.qr(self.middle - size / 2, y + 2, size, said))

    def picture(self, png: bytes, wide: float, high: float) -> None:
        """A picture in the middle, at most so wide and so high."""
        wide, high = fitting(png, wide, high)
        self._add(
            high + 2, lambda y: self.sheet.picture(self.middle - wide / 2, y, wide, high, png)
        )

    def draw(self) -> None:
        """Everything on one page, or on as many as readers of PDF ask for."""
        pages: list[list[tuple[float, Callable[[float], None]]]] = [[]]
        used = 0.0
        for block in self._blocks:
            if used + block[0] > LONGEST and pages[-1]:
                pages.append([])
                used = 0.0
            pages[-1].append(block)
            used += block[0]
        for place, blocks in enumerate(pages):
            if place:
                self.sheet.next_page()
            long = sum(height for height, _draw in blocks) + 2 * EDGE
            self.sheet.resize((self.roll.paper, long))
            y = EDGE
            for height, draw in blocks:
                draw(y)
                y += height

    def _line(self, line: str, size: float, bold: bool, align: str) -> None:
        x = {"left": self.left, "right": self.right, "centre": self.middle}[align]
        self._text(
            size,
            lambda y: self.sheet.text(x, y, line, size, bold=bold, colour=BLACK, align=align),
        )

    def _text(self, size: float, draw: Callable[[float], None]) -> None:
        """A line whose base is given to `draw`."""
        self._add(leading(size), lambda y: draw(y + leading(size) * 0.76))

    def _add(self, height: float, draw: Callable[[float], None]) -> None:
        self._blocks.append((height, draw))
