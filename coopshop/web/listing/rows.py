"""A list over rows that are all in memory: few, and computed (stock, debts, a statement)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from ...domain.folding import alphabetical, folded
from .columns import Column
from .periods import Period
from .seeking import Sought
from .sifting import PAGE, Leaf, Sift, Term, Totals, in_address, summed


class Rows:
    """A source of rows: plain objects, their attributes named like the list's columns."""

    def __init__(
        self,
        rows: Iterable[Any],
        key: Sequence[str],
        columns: Sequence[Column],
        size: int = PAGE,
    ) -> None:
        self.rows = list(rows)
        self.key, self.size = key, size
        self.columns = {column.key: column for column in columns}

    def anew(self) -> "Rows":
        """The same for another thread: they are read already."""
        return self

    def newest(self, day: str) -> date | None:
        """The last day there is a row of."""
        return max((getattr(row, day) for row in self.rows), default=None)

    def few(self, sift: Sift) -> bool:
        """They are in memory, and can be put in any order."""
        return True

    def span(self, period: Period, along: Any) -> None:
        """Nothing: all rows are at hand."""

    def leaf(self, sift: Sift, order: Sequence[Term], after: str, before: str) -> Leaf:
        """One page of the sorted rows."""
        rows = list(self.every(sift, order))
        keys = [in_address(row, self.key) for row in rows]
        first = keys.index(after) + 1 if after in keys else 0
        if before in keys:
            first = max(keys.index(before) - self.size, 0)
        last = first + self.size
        return Leaf(rows[first:last], before=first > 0, after=last < len(rows))

    def totals(self, sift: Sift, columns: Sequence[Column], most: int | None) -> Totals:
        """The sums, always: the rows are there."""
        return summed(self._sifted(sift), columns)

    def every(self, sift: Sift, order: Sequence[Term]) -> Iterator[Any]:
        """All rows in order: sorted by the last term first, since sorting keeps what is equal."""
        rows = self._sifted(sift)
        for term in reversed(order):
            full = [row for row in rows if getattr(row, term.key) is not None]
            empty = [row for row in rows if getattr(row, term.key) is None]
            full.sort(key=partial(_compared, term), reverse=term.down)
            rows = full + empty
        return iter(rows)

    def _sifted(self, sift: Sift) -> list[Any]:
        first, last = sift.period.first, sift.period.last
        return [
            row
            for row in self.rows
            if (not sift.day or not first or getattr(row, sift.day) >= first)
            and (not sift.day or not last or getattr(row, sift.day) <= last)
            and all(self._holds(row, sift.sought, folded(word)) for word in sift.sought.words)
        ]

    def _holds(self, row: Any, sought: Sought, word: str) -> bool:
        return any(word in folded(self._text(row, str(place))) for place in sought.places)

    def _text(self, row: Any, key: str) -> str:
        column = self.columns.get(key)
        return column.said(row) if column else str(getattr(row, key) or "")


def _compared(term: Term, row: Any) -> Any:
    value = getattr(row, term.key)
    return alphabetical(str(value)) if term.folded else value
