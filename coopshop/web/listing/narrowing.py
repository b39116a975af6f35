"""How the rows of a list are found among very many: by what is rarest, or by walking an index.

A database without statistics guesses. It reads 200,000 rows through an index and sorts them to show
fifty, or it walks the newest ones for the three that hold a word and reads all the others. So a
list counts first, and never further than FEW: what is rarest of its days and its words. If that
leads to few rows, they are fetched by it and sorted, in whatever order. If nothing does, there are
many, and they are found by walking the index of the order, until a page is full.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from .seeking import Clause, Columns, Found
from .sifting import Sift

#: So many rows are sorted within the time that a page may take.
FEW = 2_000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rows, whether they are few, and whether words have found them.

    Of many, the days are still to be asked for.
    """

    few: bool
    where: tuple[Clause, ...]
    by_words: bool = False


class _aside(sa.sql.functions.FunctionElement[Any]):  # noqa: N801 - an SQL function
    """A column as SQLite reads it from a row that it found otherwise: it uses no index for it."""

    inherit_cache = True


class _afterwards(_aside):  # noqa: N801 - an SQL function
    """The same where rows are put in order, for PostgreSQL too."""

    inherit_cache = True


@compiles(_aside)
def _as_it_is(element: _aside, compiler: Any, **more: Any) -> str:
    return str(compiler.process(element.clauses, **more))


@compiles(_aside, "sqlite")
def _on_sqlite(element: _aside, compiler: Any, **more: Any) -> str:
    return f"(+{compiler.process(element.clauses, **more)})"


@compiles(_afterwards, "postgresql")
def _on_postgresql(element: _afterwards, compiler: Any, **more: Any) -> str:
    return f"GREATEST({compiler.process(element.clauses, **more)}, NULL)"


def aside(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A column that no index is used for; PostgreSQL knows by itself what is rare."""
    return sa.type_coerce(_aside(column), column.type)


def afterwards(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A column that rows are sorted by once they are found, and not found by its index."""
    return sa.type_coerce(_afterwards(column), column.type)


class Narrowing:
    """Asks a list's rows how many there are of each kind."""

    def __init__(
        self, session: Session, listed: sa.Subquery, key: str, within: Mapping[str, Any], few: int
    ) -> None:
        self.session, self.listed, self.key, self.few = session, listed, key, few
        self.within = within

    def of(self, sift: Sift) -> Narrowed:
        """How the rows of a sifted list are found."""
        words = [sift.sought.ways(self.session, word) for word in sift.sought.words]
        if not all(words):
            return Narrowed(True, (sa.false(),))
        asked = [_in_any(ways, self._aside) for ways in words]
        for ways in words:
            rare = sa.union_all(*(self._keys(way(self._column)) for way in ways))
            if self._are_few(rare):
                found = self.listed.c[self.key].in_(rare)
                rest = (*self.inside(self._aside), *on_days(sift, self._aside), *asked)
                return Narrowed(True, (found, *rest), by_words=True)
        within, days = self.inside(self._column), tuple(on_days(sift, self._column))
        if self._are_few(self._those((*within, *days))):
            return Narrowed(True, (*within, *days, *asked))
        return Narrowed(False, (*within, *asked))

    def _are_few(self, rows: sa.Select[Any] | sa.CompoundSelect[Any]) -> bool:
        some = rows.limit(self.few + 1).subquery()
        found = self.session.scalar(sa.select(sa.func.count()).select_from(some))
        return (found or 0) <= self.few

    def _those(self, clauses: tuple[Clause, ...]) -> sa.Select[Any]:
        return sa.select(sa.true()).select_from(self.listed).where(*clauses)

    def _keys(self, clause: Clause) -> sa.Select[Any]:
        return sa.select(self.listed.c[self.key]).where(clause)

    def inside(self, column: Columns) -> tuple[Clause, ...]:
        """What is asked of every row of the list."""
        return tuple(column(key) == value for key, value in self.within.items())

    def _column(self, key: str) -> sa.ColumnElement[Any]:
        return self.listed.c[key]

    def _aside(self, key: str) -> sa.ColumnElement[Any]:
        return aside(self.listed.c[key])


def _in_any(ways: Sequence[Found], column: Columns) -> Clause:
    return sa.or_(*(way(column) for way in ways))


def on_days(sift: Sift, column: Columns) -> Iterator[Clause]:
    """What is asked of the day."""
    if sift.along:
        key, first, last = sift.along
        yield column(key) >= first
        yield column(key) <= last
    if sift.day and sift.period.first:
        yield column(sift.day) >= sift.period.first
    if sift.day and sift.period.last:
        yield column(sift.day) <= sift.period.last
