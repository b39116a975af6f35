"""What is looked at of a list, and in which order; the same for a query and for plain rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .columns import Column, Measure
from .periods import Period
from .seeking import Sought

#: Rows on one page.
PAGE = 50

#: So many rows are seen without looking for one.
AT_A_GLANCE = 8

#: So many rows are added up for a page without being asked; more take longer than the page itself.
CHEAP = 1_000

#: A query of any columns.
Selected = sa.Select[*tuple[Any, ...]]

#: Adds to rows what only the rows of one page need, by another question to the session.
Finish = Callable[[Session, Sequence[Any]], Iterable[Any]]

#: Sums by the key of their column, then by what they are counted in.
Sums = dict[str, dict[Measure, int]]

#: A file of more rows is made behind a page that tells how far it is.
LARGE = 5_000

#: What stands between the parts of a key in an address.
BETWEEN = "~"


@dataclass(frozen=True, slots=True)
class Sift:
    """Which rows: on some days (`day` is the key of the day's column), and what is sought.

    `along`: a key, and the smallest and largest that rows of those days may have.
    """

    day: str
    period: Period
    sought: Sought
    along: tuple[str, int, int] | None = None

    @property
    def by_day(self) -> tuple[str, ...]:
        """The keys by which rows of some days are found without reading others."""
        return (self.day, self.along[0]) if self.along else (self.day,)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that rows are ordered by."""

    key: str
    down: bool
    #: Compared without accents and capitals.
    folded: bool = False
    #: Never empty; what may be empty stands last in both directions.
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows of one page, and whether there are others before and after them."""

    rows: list[Any]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows there are, and their sums; `sums` is None when they were too many to add."""

    count: int
    sums: Sums | None


class Source(Protocol):
    """Where the rows of a list come from."""

    def anew(self) -> "Source":
        """The same for another thread."""

    def newest(self, day: str) -> Any:
        """The last day there is a row of, None if there is none."""

    def few(self, sift: Sift) -> bool:
        """Whether the rows can be put in any order, or only in one that has an index."""

    def span(self, period: Period, along: Any) -> tuple[str, int, int] | None:
        """What a sift has to say `along` a key, if it knows days by one."""

    def leaf(self, sift: Sift, order: Sequence[Term], after: str, before: str) -> Leaf:
        """The page after a key, before a key, or the first one."""

    def totals(self, sift: Sift, columns: Sequence[Column], most: int | None) -> Totals:
        """The sums of all rows, unless they are more than `most`."""

    def every(self, sift: Sift, order: Sequence[Term]) -> Iterator[Any]:
        """All rows, one by one."""


def summed(rows: Sequence[Any], columns: Sequence[Column]) -> Totals:
    """The sums of rows that are in memory."""
    sums: Sums = {column.key: {} for column in columns if column.total}
    for column in columns:
        for row in rows if column.total else ():
            found, measure = sums[column.key], column.measured(row)
            found[measure] = found.get(measure, 0) + (getattr(row, column.key) or 0)
    return Totals(len(rows), sums)


def in_address(row: Any, key: Sequence[str]) -> str:
    """The key of a row, as it stands in an address."""
    return BETWEEN.join(str(getattr(row, name)) for name in key)
