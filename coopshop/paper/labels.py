"""Sheets of stickers, one for each piece: QR, lot, product, and who made it where she agreed.

Sizes are those of the makers of stickers, in mm. Nothing is drawn nearer to the edge of a sticker
than its `inside`: printers and scissors are never exact.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..domain.errors import N_, Refused
from .sheet import A4, BLACK, HAIR, Sheet, Size, leading

#: More stickers than this in one file make a job that nobody can stop.
MOST = 1000


#: The smallest letters, in points, that somebody with good eyes reads; so long is a lot's code.
LEAST, LOT = 5.0, 12


class TooManyLabels(Refused):
    """A file of ten thousand stickers."""

    message = N_(
        "These are %(labels)s labels; one file holds at most %(most)s. Print them in parts: "
        "choose fewer lots, or a smaller number for each."
    )
    field = "lines"


class NoSuchSticker(Refused):
    """To begin where the sheet has ended."""

    message = N_("A sheet of these has %(stickers)s stickers; begin with one of them.")
    field = "start"


@dataclass(frozen=True, slots=True)
class Stickers:
    """How stickers lie on a page: `across` by `down`, each `size`, the first one at `corner`."""

    page: Size
    across: int
    down: int
    size: Size
    corner: Size = (0.0, 0.0)
    #: From the left edge of one to that of the next, and from upper edge to upper edge.
    step: Size = (0.0, 0.0)
    #: Left free along each edge.
    inside: Size = (1.6, 1.6)
    #: Points of the letters of a product's name.
    letters: float = 8.0

    @property
    def on_a_page(self) -> int:
        """How many there are."""
        return self.across * self.down

    def place(self, index: int) -> Size:
        """The upper left corner of one, counted from 0 along the rows."""
        row, column = divmod(index, self.across)
        return self.corner[0] + column * self.step[0], self.corner[1] + row * self.step[1]


#: By the name that the page gives them.
KINDS = {
    "65": Stickers(A4, 5, 13, (38.1, 21.2), (4.75, 10.7), (40.6, 21.2), letters=6.5),
    "40": Stickers(A4, 4, 10, (52.5, 29.7), (0.0, 0.0), (52.5, 29.7), (5.0, 4.5)),
    "24": Stickers(A4, 3, 8, (70.0, 37.0), (0.0, 0.5), (70.0, 37.0), (5.0, 4.5)),
    "roll": Stickers((50.0, 30.0), 1, 1, (50.0, 30.0), inside=(2.0, 2.0)),
}


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on a sticker; `price` and `maker` may be empty."""

    lot: str
    product: str
    qr: str
    price: str = ""
    maker: str = ""


def count(labels: Iterable[tuple[Label, int]]) -> int:
    """How many stickers are asked for."""
    return sum(times for _label, times in labels)


def draw(
    labels: Sequence[tuple[Label, int]],
    kind: str,
    *,
    author: str,
    start: int = 1,
    shift: Size = (0.0, 0.0),
    outlines: bool = False,
) -> bytes:
    """Each label as often as asked, from the `start`-th sticker of the first sheet on.

    `shift` moves everything to the right and down, for a printer that draws beside the stickers;
    `outlines` shows where they lie, to find that out on plain paper. Raises TooManyLabels.
    """
    stickers = KINDS[kind]
    if (asked := count(labels)) > MOST:
        raise TooManyLabels(labels=f"{asked:,}", most=f"{MOST:,}")
    if not 1 <= start <= stickers.on_a_page:
        raise NoSuchSticker(stickers=stickers.on_a_page)
    sheet = Sheet("Etiquetas", author, size=stickers.page)
    for place, label in enumerate(_one_by_one(labels), start - 1):
        page, index = divmod(place, stickers.on_a_page)
        if page and not index:
            sheet.next_page()
        x, y = stickers.place(index)
        x, y = x + shift[0], y + shift[1]
        if outlines:
            sheet.box(x, y, *stickers.size, stroke=HAIR, weight=0.4)
        _label(sheet, stickers, label, x + stickers.inside[0], y + stickers.inside[1])
    return sheet.finish()


def _one_by_one(labels: Iterable[tuple[Label, int]]) -> Iterator[Label]:
    for label, times in labels:
        for _time in range(times):
            yield label


def _label(sheet: Sheet, stickers: Stickers, label: Label, x: float, y: float) -> None:
    """QR with the lot below it at the left; beside it the product, its price, and who made it."""
    width, height = (
        side - 2 * free for side, free in zip(stickers.size, stickers.inside, strict=True)
    )
    letters = stickers.letters
    under = leading(letters)
    side = min(height - under - 0.6, width * 0.4)
    top = y + (height - side - under - 0.6) / 2
    sheet.qr(x, top, side, label.qr)
    lot = _fitting(sheet, label.lot, side, letters)
    base = top + side + 0.6 + under * 0.8
    sheet.text(x + side / 2, base, label.lot[:LOT], lot, bold=True, colour=BLACK, align="centre")
    left, room = x + side + 1.8, width - side - 1.8
    below = y + height
    if label.maker:
        size = _fitting(sheet, label.maker, room, letters - 1)
        said = sheet.wrap(label.maker, room, size)[:2]
        below -= len(said) * leading(size)
        sheet.column(left, below + leading(size) * 0.76, said, size, colour=BLACK)
    if label.price:
        size = _fitting(sheet, label.price, room, letters + 3, bold=True)
        sheet.text(left, below - leading(size) * 0.24, label.price, size, bold=True, colour=BLACK)
        below -= leading(size)
    size, words = _filling(sheet, label.product, room, below - y, letters)
    sheet.column(left, y + leading(size) * 0.76, words, size, bold=True, colour=BLACK)


def _fitting(sheet: Sheet, words: str, room: float, size: float, *, bold: bool = False) -> float:
    """The largest letters, up to `size`, in which the words are one line; never below the least."""
    while size > LEAST and sheet.width(words, size, bold=bold) > room:
        size -= 0.25
    return size


def _filling(
    sheet: Sheet, words: str, room: float, height: float, size: float
) -> tuple[float, list[str]]:
    """The largest letters in which the words fill no more than `height`, and their lines.

    A name too long even for the smallest is cut, and says so; the lot still tells what it is.
    """
    lines = sheet.wrap(words, room, size, bold=True)
    while size > LEAST and len(lines) * leading(size) > height:
        size -= 0.25
        lines = sheet.wrap(words, room, size, bold=True)
    most = max(1, int(height / leading(size)))
    return size, lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
