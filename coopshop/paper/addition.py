"""An addition on paper, one step below the other, as one adds by hand; its sum between rules.

Where it does not fit a page it goes on at the head of the next one: the sum so far stands at the
foot of the page and is said again where it goes on, so that each page can be added by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain import showing
from .sheet import BLACK, Sheet, leading
from .table import into_pages

#: What follows a heading on another page, and what the sum so far is called.
GOES_ON, SO_FAR = " (sigue)", "Hasta aquí"

#: Height of a step of one line; from a base line up to where its row begins.
STEP, UP = 5.6, 4.0
#: Room for the sum so far, for the heading where it goes on, and for the sum at the end.
CARRIED, TITLED, CLOSED = 7.2, 6.4, 9.0
#: The same where words stand below the sum, besides their lines.
HELD = 11.0
#: How far the steps stand inside, and the room that words leave for sums.
INSIDE, SUMS = 4.0, 34.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where it stands: from the base line `first` down to `bottom`, on other pages from `later`."""

    left: float
    right: float
    first: float
    later: float
    bottom: float


class Addition:
    """Steps in céntimos that come to `total`, which `headline` says in words; `held` below it."""

    def __init__(
        self,
        sheet: Sheet,
        frame: Frame,
        headline: str,
        terms: Sequence[tuple[str, int]],
        total: int,
        held: str = "",
    ) -> None:
        self._sheet, self._frame = sheet, frame
        self._headline, self._total = headline, total
        wide = frame.right - frame.left - 2 * INSIDE
        self._steps = [
            (sheet.wrap(said, wide + INSIDE - SUMS + 2, 10), sum_) for said, sum_ in terms
        ]
        self._held = sheet.wrap(held, wide, 9) if held else []
        self._heights = [(len(said) - 1) * leading(10) + STEP for said, _sum in self._steps]
        self._pages = self._fallen()

    def __len__(self) -> int:
        """On how many pages it stands."""
        return len(self._pages)

    @property
    def below(self) -> float:
        """Where on its last page the next thing may begin."""
        start, beyond = self._pages[-1]
        y = self._begins(start) + sum(self._heights[start:beyond])
        return y + (13.5 + len(self._held) * leading(9) if self._held else 8.6)

    def draw(self, page: int) -> None:
        """What stands on one of its pages, counted from 0."""
        start, beyond = self._pages[page]
        y, frame = self._begins(start), self._frame
        if page:
            title = self._headline + GOES_ON
            self._text(frame.left, frame.later + 4.6, title, 9.5, bold=True)
            self._so_far(y - STEP, start)
        for index in range(start, beyond):
            said, cents = self._steps[index]
            end = self._sheet.column(frame.left + INSIDE, y, said, 10, colour=BLACK) - leading(10)
            self._sum(end, cents, 10)
            y += self._heights[index]
        if page == len(self) - 1:
            self._close(y)
        else:
            self._sheet.rule(frame.right - SUMS - INSIDE, y - 3.4, SUMS, colour=BLACK, weight=0.8)
            self._so_far(y + 1.6, beyond)

    def _fallen(self) -> list[tuple[int, int]]:
        """Which steps stand on each page; room for what is carried only where there are several."""
        frame, first = self._frame, self._room(self._begins(0))
        whole = [(0, len(self._steps))]
        if sum(self._heights) + self._closing <= first:
            return whole
        later = self._room(frame.later + TITLED + UP + STEP)
        return into_pages(self._heights, first - CARRIED, later - CARRIED, self._closing)

    def _room(self, y: float) -> float:
        return self._frame.bottom - (y - UP)

    def _begins(self, start: int) -> float:
        """The base line of the first step of a page, below what was carried there."""
        return self._frame.later + TITLED + UP + STEP if start else self._frame.first

    @property
    def _closing(self) -> float:
        return HELD + len(self._held) * leading(9) if self._held else CLOSED

    def _close(self, y: float) -> None:
        frame = self._frame
        self._sheet.rule(frame.right - SUMS - INSIDE, y - 3.4, SUMS, colour=BLACK, weight=0.8)
        y += 1.6
        self._sum(y, self._total, 11, bold=True)
        self._text(frame.left + INSIDE, y, self._headline, 11, bold=True)
        for space in (1.6, 2.4):
            self._sheet.rule(frame.right - SUMS - INSIDE, y + space, SUMS, colour=BLACK, weight=0.6)
        self._sheet.column(frame.left + INSIDE, y + 8.4, self._held, 9, colour=BLACK)

    def _so_far(self, y: float, beyond: int) -> None:
        """The sum of the steps up to one, that one not included."""
        self._text(self._frame.left + INSIDE, y, SO_FAR, 10, bold=True)
        self._sum(y, sum(cents for _said, cents in self._steps[:beyond]), 10, bold=True)

    def _sum(self, y: float, cents: int, size: float, *, bold: bool = False) -> None:
        x, said = self._frame.right - INSIDE, showing.money(cents)
        self._sheet.text(x, y, said, size, bold=bold, colour=BLACK, align="right")

    def _text(self, x: float, y: float, said: str, size: float, *, bold: bool) -> None:
        self._sheet.text(x, y, said, size, bold=bold, colour=BLACK)
