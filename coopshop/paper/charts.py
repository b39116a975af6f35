"""Charts on paper: a question, its answer, the bars and their figures, two to a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.charts import LETTERS, Drawing
from ..domain.charts import WIDTH as WIDTH_OF_ALL
from ..domain.invoice import Issuer
from .letterhead import BOTTOM, LEFT, RIGHT, TOP, WIDTH, head, head_height, page_number
from .sheet import FIBRE, INK, MUTED, STRAW, WHITE, Colour, Sheet, leading
from .table import HEAD, Column, Table

TITLE = "La asociación en dibujos"

#: So many charts share a page.
TOGETHER = 2

#: A drawing takes so much of the width; a table of few columns stands beside it, others below.
WIDEST, BESIDE = 82.0, 5

#: Room above a drawing besides its answer, and below a chart.
TITLED, BELOW = 12.0, 9.0

#: What fills the bars of each series, under their hatch.
FILLS: tuple[Colour, ...] = (FIBRE, STRAW, WHITE, STRAW, WHITE, STRAW)

#: Points of a millimetre, and the smallest unit (in mm) whose letters can be read.
POINTS, SMALLEST = 72 / 25.4, 0.12


@dataclass(frozen=True, slots=True)
class Chart:
    """A question with its answer, its drawing and its table."""

    title: str
    answer: str
    drawing: Drawing
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def draw(issuer: Issuer, code: str, charts: Sequence[Chart]) -> bytes:
    """Two charts to a page, their drawings as large as the page lets them be."""
    sheet = Sheet(f"{TITLE} {code}", issuer.name)
    room = BOTTOM - TOP - head_height(sheet, issuer, TITLE, code)
    pages = [charts[start : start + TOGETHER] for start in range(0, len(charts), TOGETHER)]
    for number, page in enumerate(pages, 1):
        if number > 1:
            sheet.next_page()
        placed = [_Placed(sheet, chart) for chart in page]
        scale = WIDEST / WIDTH_OF_ALL
        while sum(one.height(scale) for one in placed) > room and scale > SMALLEST:
            scale *= 0.97
        y = head(sheet, issuer, TITLE, code)
        for one in placed:
            one.draw(y, scale)
            y += one.height(scale)
        page_number(sheet, number, len(pages))
    return sheet.finish()


class _Placed:
    """A chart with its words and its table measured."""

    def __init__(self, sheet: Sheet, chart: Chart) -> None:
        self.sheet, self.chart = sheet, chart
        self.answer = sheet.wrap(chart.answer, WIDTH, 10)
        self.beside = len(chart.heads) <= BESIDE
        left = LEFT + WIDEST + 8 if self.beside else LEFT
        self.table = Table(sheet, left, self._columns(RIGHT - left), chart.rows, gap=2.0)

    def _columns(self, wide: float) -> list[Column]:
        heads = self.chart.heads
        first = wide * (0.36 if self.beside else 0.3)
        each = (wide - first) / max(len(heads) - 1, 1)
        columns = [Column(heads[0], first, size=8)]
        return columns + [Column(said, each, "right", size=8) for said in heads[1:]]

    def _parts(self, scale: float) -> tuple[float, float, float]:
        """Heights of the words, of the drawing, of the table."""
        words = TITLED + len(self.answer) * leading(10)
        rows = HEAD + sum(self.table.heights) if self.chart.rows else 0.0
        return words, self.chart.drawing.height * scale, rows

    def height(self, scale: float) -> float:
        """How much of the page it takes."""
        words, drawn, rows = self._parts(scale)
        return words + (max(drawn, rows) if self.beside else drawn + rows) + BELOW

    def draw(self, y: float, scale: float) -> None:
        """Question and answer, the drawing, the table beside or below it."""
        words, drawn, rows = self._parts(scale)
        self.sheet.text(LEFT, y + 5, self.chart.title, 13, bold=True)
        self.sheet.column(LEFT, y + 11, self.answer, 10, colour=MUTED)
        drawing(self.sheet, self.chart.drawing, LEFT, y + words, scale)
        if rows:
            top = y + words if self.beside else y + words + drawn
            self.table.rows(self.table.head(top - 2), 0, len(self.table.heights))


def drawing(sheet: Sheet, drawn: Drawing, x: float, y: float, scale: float) -> None:
    """Bars with their hatch and words, `scale` millimetres for each unit."""
    for bar in drawn.bars:
        at = (x + bar.x * scale, y + bar.y * scale, bar.width * scale, bar.height * scale)
        sheet.box(*at, fill=FILLS[bar.series], stroke=FIBRE, weight=0.5)
        for x1, y1, x2, y2 in bar.strokes:
            ends = (x + x1 * scale, y + y1 * scale, x + x2 * scale, y + y2 * scale)
            sheet.stroke(*ends, colour=FIBRE, weight=0.6)
    for words in drawn.words:
        sheet.text(
            x + words.x * scale,
            y + words.y * scale,
            words.said,
            LETTERS * 0.9 * scale * POINTS,
            bold=words.bold,
            colour=INK,
            align="right" if words.right else "left",
        )
