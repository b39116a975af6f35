"""Pads for days without power: sheets to fill in by hand, two to a page or one, and numbered.

Numbers in circles are those of the boxes on the screen (`domain/pads.py`).
"""

from collections.abc import Iterable

from ..domain.pads import PADS, PARTS, Box, Pad, Rows, sheet_code
from .letterhead import (
    FINGER,
    HALF,
    LEFT,
    RIGHT,
    SIGNATURE,
    WIDTH,
    cut,
    finger,
    signature,
    weave,
)
from .sheet import A4, FIBRE, HAIR, INK, MUTED, Sheet

#: Height of a box and of a row to write in; a hand needs eight millimetres.
BOX, ROW, HEAD = 11.5, 8.0, 6.0

#: Room between two boxes beside each other, and the circle of a number.
GUTTER, CIRCLE = 3.0, 3.6

#: From here on a number in a circle has smaller letters.
TWO_DIGITS = 10


def draw(kind: str, numbers: Iterable[int], issuer: str) -> bytes:
    """The sheets of these numbers, in order."""
    pad, numbers = PADS[kind], list(numbers)
    sheet = Sheet(f"{pad.title}: {sheet_code(kind, numbers[0])}", issuer)
    high = A4[1] / pad.on_a_page
    for page, first in enumerate(range(0, len(numbers), pad.on_a_page)):
        if page:
            sheet.next_page()
        together = numbers[first : first + pad.on_a_page]
        for place, number in enumerate(together):
            _Slip(sheet, pad, issuer).draw(sheet_code(kind, number), place * high, high)
        if len(together) > 1:
            cut(sheet, HALF)
    return sheet.finish()


class _Slip:
    """One sheet, drawn from the head down; the numbers of its boxes count on."""

    def __init__(self, sheet: Sheet, pad: Pad, issuer: str) -> None:
        self.sheet, self.pad, self.issuer = sheet, pad, issuer
        self.number = 0

    def draw(self, code: str, top: float, high: float) -> None:
        y = self._head(code, top + 8)
        row: list[Box] = []
        for part in self.pad.parts:
            if isinstance(part, Rows):
                y = self._boxes(row, y)
                row = []
                y = self._rows(part, y)
            else:
                if sum(box.wide for box in row) + part.wide > PARTS:
                    y = self._boxes(row, y)
                    row = []
                row.append(part)
        y = self._boxes(row, y)
        self.sheet.text(LEFT, y + 2.5, self.pad.foot, 7.5, colour=MUTED)
        if self.pad.finger:
            finger(self.sheet, LEFT, top + high - SIGNATURE - FINGER[1] - 2)
        self._signed(top + high)

    def _head(self, code: str, y: float) -> float:
        sheet = self.sheet
        weave(sheet, y)
        sheet.text(RIGHT, y + 4.5, code, 15, bold=True, colour=FIBRE, align="right")
        sheet.text(LEFT + 38, y + 4, self.pad.title, 13, bold=True)
        name = sheet.wrap(self.issuer, WIDTH, 7.5)[0]
        sheet.text(LEFT, y + 9, name, 7.5, colour=MUTED)
        sheet.rule(LEFT, y + 11, WIDTH, colour=FIBRE, weight=0.8)
        return y + 13

    def _boxes(self, boxes: list[Box], y: float) -> float:
        """Boxes beside each other; one that offers a choice has squares to tick."""
        x = LEFT
        for box in boxes:
            wide = WIDTH * box.wide / PARTS
            inside = wide - (GUTTER if x + wide < RIGHT - 1 else 0)
            self._label(box.label, x, y + 3.2)
            if box.options:
                self._ticks(box.options, x, y + 5, inside)
            else:
                self.sheet.rule(x, y + BOX - 1.5, inside, colour=MUTED, weight=0.5)
            x += wide
        return y + BOX if boxes else y

    def _ticks(self, options: tuple[str, ...], x: float, y: float, wide: float) -> None:
        each = wide / len(options)
        for place, option in enumerate(options):
            at = x + place * each
            self.sheet.box(at, y, 3.4, 3.4, stroke=INK, weight=0.6)
            self.sheet.text(at + 4.4, y + 2.9, option, 8)

    def _rows(self, rows: Rows, y: float) -> float:
        """A table of empty lines below the numbers and names of its columns."""
        x, edges = LEFT, []
        for column in rows.columns:
            self._label(column.label, x + 1, y + 4)
            edges.append(x)
            x += WIDTH * column.wide / PARTS
        y += HEAD
        high = ROW * rows.rows
        self.sheet.box(LEFT, y, WIDTH, high, stroke=MUTED, weight=0.6)
        for line in range(1, rows.rows):
            self.sheet.rule(LEFT, y + line * ROW, WIDTH, colour=HAIR, weight=0.5)
        for edge in edges[1:]:
            self.sheet.box(edge, y, 0, high, stroke=HAIR, weight=0.5)
        return y + high + 2

    def _label(self, words: str, x: float, y: float) -> None:
        self.number += 1
        self.sheet.box(x, y - 2.7, CIRCLE, CIRCLE, stroke=FIBRE, weight=0.6, radius=CIRCLE / 2)
        size = 6.5 if self.number < TWO_DIGITS else 5.5
        self.sheet.text(
            x + CIRCLE / 2, y - 0.1, str(self.number), size, bold=True, colour=FIBRE, align="centre"
        )
        self.sheet.text(x + CIRCLE + 1, y, words, 7.5, colour=MUTED)

    def _signed(self, bottom: float) -> None:
        people = self.pad.signed
        wide = (WIDTH - 8 * (len(people) - 1)) / len(people)
        for place, who in enumerate(people):
            signature(self.sheet, LEFT + place * (wide + 8), bottom - SIGNATURE - 5, wide, who)
