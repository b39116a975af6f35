"""Bars that answer a question: values become places and sizes, for the page and for paper alike.

Lying bars with their words above them: they are read on a narrow phone, and in a line with a ruler.
A series is told by how its bars are hatched, never by colour alone. Units are those of the drawing,
`WIDTH` wide; whoever draws it makes it larger or smaller.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: A drawing is so wide, and its letters so high that they are read on the narrowest phone.
WIDTH, LETTERS = 300.0, 15.0

#: Height of a line of words, of a bar, and the room below it.
LINE, BAR, GAP = 20.0, 16.0, 9.0

#: Words longer than this are cut; the table beside the drawing has them whole.
MOST_WORDS = 24

#: How bars are hatched, by series: nothing, then lines that rise, stand, fall, lie, cross.
HATCHES = ((), ("rise",), ("stand",), ("fall",), ("lie",), ("rise", "fall"))

#: Between two lines of a hatch.
STEP = 5.0

#: (x, y, x, y): from where to where a line goes.
Stroke = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a bar, from its upper left corner, with the lines of its hatch."""

    x: float
    y: float
    width: float
    height: float
    series: int
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a base line that begin at `x`, or end there (`right`)."""

    x: float
    y: float
    said: str
    right: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: what it is, its pieces (one for each series, none below zero), what it comes to."""

    said: str
    values: tuple[int, ...]
    figure: str


def lying_bars(rows: Sequence[Row], series: Sequence[str] = ()) -> Drawing:
    """A bar for each row, as long as its values together; the longest is as wide as the drawing.

    >>> drawing = lying_bars([Row("enero", (30, 10), "40"), Row("febrero", (20, 0), "20")])
    >>> [(bar.x, bar.width, bar.series) for bar in drawing.bars]
    [(0.0, 225.0, 0), (225.0, 75.0, 1), (0.0, 150.0, 0)]
    >>> [words.said for words in drawing.words]
    ['enero', '40', 'febrero', '20']
    """
    bars: list[Bar] = []
    words: list[Words] = []
    y = _legend(series, bars, words)
    most = max((sum(row.values) for row in rows), default=0) or 1
    for row in rows:
        words.append(Words(0.0, y + LETTERS, _cut(row.said)))
        words.append(Words(WIDTH, y + LETTERS, row.figure, right=True, bold=True))
        x = 0.0
        for place, value in enumerate(row.values):
            if value > 0:
                width = WIDTH * value / most
                bars.append(_bar(x, y + LINE, width, BAR, place))
                x += width
        y += LINE + BAR + GAP
    return Drawing(WIDTH, y, tuple(bars), tuple(words))


def _legend(series: Sequence[str], bars: list[Bar], words: list[Words]) -> float:
    """Which hatch is what, two in a line; gives where the first bar begins."""
    if len(series) < 2:  # noqa: PLR2004 - one series needs no telling apart
        return 0.0
    for place, said in enumerate(series):
        x, y = place % 2 * WIDTH / 2, place // 2 * (LINE + 4)
        bars.append(_bar(x, y, 22.0, LINE - 3, place))
        words.append(Words(x + 28, y + LETTERS - 1, _cut(said, 14)))
    return (len(series) + 1) // 2 * (LINE + 4) + GAP


def _bar(x: float, y: float, width: float, height: float, series: int) -> Bar:
    series %= len(HATCHES)
    strokes = tuple(
        stroke for kind in HATCHES[series] for stroke in hatch(kind, x, y, width, height)
    )
    return Bar(x, y, width, height, series, strokes)


def hatch(kind: str, x: float, y: float, width: float, height: float) -> Iterator[Stroke]:
    """The lines of one hatch inside a rectangle, cut at its edges.

    >>> list(hatch("stand", 0, 0, 12, 10))
    [(5.0, 0, 5.0, 10), (10.0, 0, 10.0, 10)]
    >>> list(hatch("rise", 0, 0, 6, 10))
    [(0.0, 5.0, 5.0, 0.0), (0.0, 10.0, 6, 4.0), (5.0, 10.0, 6, 9.0)]
    >>> list(hatch("fall", 0, 0, 6, 10))
    [(0.0, 5.0, 5.0, 10.0), (0.0, 0.0, 6, 6.0), (5.0, 0.0, 6, 1.0)]
    """
    if kind == "stand":
        yield from ((x + at, y, x + at, y + height) for at in _steps(width))
    elif kind == "lie":
        yield from ((x, y + at, x + width, y + at) for at in _steps(height))
    else:
        for at in _steps(width + height):
            left, right = max(0.0, at - height), min(at, width)
            low, high = at - left, at - right
            if kind == "fall":
                low, high = height - low, height - high
            yield x + left, y + low, x + right, y + high


def _steps(length: float) -> Iterator[float]:
    at = STEP
    while at < length:
        yield at
        at += STEP


def _cut(said: str, most: int = MOST_WORDS) -> str:
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"
