"""Tables on paper: columns in mm, rows as high as their words, and how they fall into pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .sheet import FIBRE, HAIR, INK, MUTED, STRAW, Colour, Sheet, leading

#: Room above the first and below the last line of a row.
PADDING = 1.35

#: Height of the row of headings.
HEAD = 6.4

#: Height of a box to write in, and of a heading between rows.
BLANK, BETWEEN = 6.5, 8.0

#: A cell with more lines than this goes on in the next row, so that a row always fits a page.
LINES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One column; its words wrap when it stands left, figures stand right and never wrap."""

    title: str
    width: float
    align: str = "left"
    size: float = 9
    colour: Colour = INK
    bold: bool = False
    #: An empty cell is drawn as a box to write in by hand.
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """With which inks the headings and what lies between the rows are drawn."""

    words: Colour = MUTED
    rule: Colour = FIBRE
    hair: Colour = HAIR


FIBRES = Look()


class Table:
    """Rows of cells from `left` on; a row that is one text is a heading for those after it."""

    def __init__(
        self,
        sheet: Sheet,
        left: float,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str] | str],
        gap: float = 3.0,
        least: float = 0.0,
        look: Look = FIBRES,
    ) -> None:
        """`gap` is kept free at the right of each column but the last, inside its width.

        No row is lower than `least`, so that a picture has room in it.
        """
        self.sheet, self.columns, self._least, self._look = sheet, columns, least, look
        self.left, self.width = left, sum(column.width for column in columns)
        self._inside = [column.width - gap for column in columns[:-1]] + [columns[-1].width]
        self._places = list(self._find_places())
        self._rows: list[list[list[str]] | str] = []
        #: For each row here, which one of those given it belongs to.
        self.given: list[int] = []
        for index, row in enumerate(rows):
            for part in [row] if isinstance(row, str) else self._parts(row):
                self._rows.append(part)
                self.given.append(index)
        self.heights = [self._height(row) for row in self._rows]

    def _parts(self, row: Sequence[str]) -> Iterable[list[list[str]]]:
        cells = [
            [words]
            if column.align != "left"
            else self.sheet.wrap(words, inside, column.size, bold=column.bold)
            for column, inside, words in zip(self.columns, self._inside, row, strict=True)
        ]
        longest = max(map(len, cells))
        for start in range(0, longest, LINES):
            yield [lines[start : start + LINES] for lines in cells]

    def _height(self, row: list[list[str]] | str) -> float:
        if isinstance(row, str):
            return BETWEEN
        high = max(
            len(lines) * leading(column.size)
            for column, lines in zip(self.columns, row, strict=True)
        )
        blank = any(
            column.blank and lines == [""] for column, lines in zip(self.columns, row, strict=True)
        )
        return max(high + 2 * PADDING, BLANK + 2 if blank else 0, self._least)

    def head(self, y: float) -> float:
        """The headings over a rule; gives where the rows begin."""
        look = self._look
        for column, _, x in self._places:
            self.sheet.text(x, y + 4, column.title, 7.5, colour=look.words, align=column.align)
        self.sheet.rule(self.left, y + HEAD, self.width, colour=look.rule, weight=0.8)
        return y + HEAD

    def rows(self, y: float, first: int, beyond: int) -> float:
        """Rows `first` up to `beyond`, a hair between them; gives where the next would begin."""
        for index in range(first, beyond):
            row = self._rows[index]
            if isinstance(row, str):
                self.sheet.box(self.left - 3, y, self.width + 6, BETWEEN, fill=STRAW)
                self.sheet.text(self.left, y + 5.2, row, 8.5, bold=True)
            else:
                self._row(row, y)
            y += self.heights[index]
            self.sheet.rule(self.left, y, self.width, colour=self._look.hair, weight=0.4)
        return y

    def _row(self, row: list[list[str]], y: float) -> None:
        base = y + PADDING + leading(9) * 0.78
        for (column, wide, x), lines in zip(self._places, row, strict=True):
            if column.blank and lines == [""]:
                left = x if column.align == "left" else x - wide
                self.sheet.box(left, y + 1, wide, BLANK, stroke=MUTED, weight=0.5)
                continue
            self.sheet.column(
                x,
                base,
                lines,
                column.size,
                bold=column.bold,
                colour=column.colour,
                align=column.align,
            )

    def _find_places(self) -> Iterable[tuple[Column, float, float]]:
        """Each column, its room, and the x its words stand at: its left, right or middle."""
        x = self.left
        for column, inside in zip(self.columns, self._inside, strict=True):
            share = {"left": 0.0, "right": 1.0, "centre": 0.5}[column.align]
            yield column, inside, x + share * inside
            x += column.width


def into_pages(
    heights: Sequence[float], first: float, later: float, closing: float
) -> list[tuple[int, int]]:
    """Which rows (from, up to) stand on each page.

    `first` and `later` are the room for rows on page 1 and on the others, `closing` what must stand
    below the last row. What closes a paper never stands alone: a row comes along.

    >>> into_pages([10] * 5, 60, 80, 10)
    [(0, 5)]
    >>> into_pages([10] * 5, 60, 80, 20)
    [(0, 4), (4, 5)]
    >>> into_pages([10] * 20, 60, 80, 20)
    [(0, 6), (6, 14), (14, 20)]
    >>> into_pages([], 60, 80, 20)
    [(0, 0)]
    """
    pages, start, used, room = [], 0, 0.0, first
    for index, height in enumerate(heights):
        if used + height > room and index > start:
            pages.append((start, index))
            start, used, room = index, 0.0, later
        used += height
    if used + closing > room:
        last = len(heights) - 1
        cut = last if last > start else len(heights)
        pages.append((start, cut))
        start = cut
    return [*pages, (start, len(heights))]
