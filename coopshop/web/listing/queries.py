"""A list over a query: sifting, sums and pages by the database, each page found by a key.

The query is taken as it is; what a list adds stands around it (both databases look through that, so
indexes are used as if it stood inside). A page begins after the row whose key stands in the
address: its place in the order is looked up, and the rows behind that place follow. So page 4,000
costs what page 2 costs, and nothing is skipped or told twice while others write.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...db import db
from .columns import Column, Measure
from .narrowing import FEW, Narrowed, Narrowing, afterwards, aside, on_days
from .periods import Period
from .seeking import alphabetical
from .sifting import BETWEEN, PAGE, Finish, Leaf, Selected, Sift, Sums, Term, Totals

#: Rows that a file fetches at a time.
AT_ONCE = 1000

#: Within nothing but the list itself.
ALL: Mapping[str, Any] = MappingProxyType({})

#: The largest whole number of both databases.
LARGEST = 2**63 - 1


class Query:
    """A source of rows: a SELECT whose columns bear the keys of the list's."""

    def __init__(
        self,
        session: Session,
        query: Selected,
        key: Sequence[str],
        size: int = PAGE,
        finish: Finish | None = None,
        few: int | None = None,
        within: Mapping[str, Any] = ALL,
    ) -> None:
        self.session, self.size, self.finish = session, size, finish
        self.most = FEW if few is None else few
        self.listed = _listed(query)
        self.key, self.within = key, within
        self._narrowing = Narrowing(session, self.listed, key[0], within, self.most)
        self._known: tuple[Sift, Narrowed] | None = None

    def anew(self) -> "Query":
        """The same for another thread: with the session that is its own."""
        found = copy.copy(self)
        found.session, found._known = db.session(), None
        found._narrowing = Narrowing(
            found.session, self.listed, self.key[0], self.within, self.most
        )
        return found

    def few(self, sift: Sift) -> bool:
        """Whether the rows can be put in any order; many only in one that has an index."""
        return self._narrowed(sift).few

    def span(self, period: Period, along: Any) -> tuple[str, int, int] | None:
        """The smallest and the largest key that rows of some days have, if they lie along one."""
        if along is None or not (period.first or period.last):
            return None
        key, span = along
        return (key, *span(self.session, period))

    def newest(self, day: str) -> date | None:
        """The last day there is a row of."""
        on = self.listed.c[day]
        query = sa.select(on).where(*(self.listed.c[k] == v for k, v in self.within.items()))
        return self.session.scalar(query.order_by(on.desc()).limit(1))

    def leaf(self, sift: Sift, order: Sequence[Term], after: str, before: str) -> Leaf:
        """One page; before a key, the rows are fetched backwards and turned round."""
        place = self._place(order, after or before)
        backwards = bool(before) and place is not None
        loose = self._is_loose(sift, order)
        query = self._sifted(sift, order)
        if place is not None:
            query = query.where(beyond(self._ordered(order, backwards, loose), place))
        query = query.order_by(*self._order_by(order, backwards, loose)).limit(self.size + 1)
        rows = list(self.session.execute(query))
        more = len(rows) > self.size
        rows = rows[: self.size]
        if backwards and not more and len(rows) < self.size:
            return self.leaf(sift, order, "", "")  # there is less than a page before: the first one
        if backwards:
            return Leaf(self._finished(rows[::-1]), before=more, after=True)
        return Leaf(self._finished(rows), before=place is not None, after=more)

    def totals(self, sift: Sift, columns: Sequence[Column], most: int | None) -> Totals:
        """One row comes back for each currency and unit, whatever the number of rows."""
        known = self._known[1] if self._known else None
        if most is not None and most <= self.most and known and not known.few:
            return Totals(most + 1, None)
        summed = [column for column in columns if column.total]
        by = sorted({name for column in summed for name in (column.measure, column.parts) if name})
        counted = self._sifted(sift, ())
        if most is not None:
            counted = counted.limit(most + 1)
        rows = counted.subquery("counted")
        sums = [sa.func.sum(rows.c[column.key]).label(column.key) for column in summed]
        query = sa.select(sa.func.count().label("counted_rows"), *(rows.c[name] for name in by))
        query = query.add_columns(*sums).select_from(rows).group_by(*(rows.c[name] for name in by))
        parts = [row for row in self.session.execute(query) if row.counted_rows]
        count = sum(row.counted_rows for row in parts)
        if most is not None and count > most:
            return Totals(count, None)
        return Totals(count, _added(summed, parts))

    def every(self, sift: Sift, order: Sequence[Term]) -> Iterator[Any]:
        """All rows, fetched some at a time."""
        ordered = self._order_by(order, loose=self._is_loose(sift, order))
        query = self._sifted(sift, order).order_by(*ordered)
        found = self.session.execute(query.execution_options(yield_per=AT_ONCE))
        for rows in found.partitions():
            yield from self._finished(rows)

    def _finished(self, rows: Sequence[Any]) -> list[Any]:
        return list(self.finish(self.session, rows) if self.finish and rows else rows)

    def _narrowed(self, sift: Sift) -> Narrowed:
        if self._known is None or self._known[0] is not sift:
            self._known = sift, self._narrowing.of(sift)
        return self._known[1]

    def _found(self, sift: Sift, order: Sequence[Term]) -> Narrowed:
        """How the rows are found; nothing needs to be counted where the order's index does it."""
        by_day = sift.period.first or sift.period.last or self.within
        if not sift.sought.words and (not order or not by_day or order[0].key in sift.by_day):
            return Narrowed(False, self._narrowing.inside(lambda key: self.listed.c[key]))
        return self._narrowed(sift)

    def _is_loose(self, sift: Sift, order: Sequence[Term]) -> bool:
        """Whether rows are sorted once they are found, and not found by an index of their order."""
        found = self._found(sift, order)
        return found.few and (found.by_words or order[0].key not in sift.by_day)

    def _sifted(self, sift: Sift, order: Sequence[Term]) -> Selected:
        """The rows; of many, the days are found by an index only where they are the order."""
        found = self._found(sift, order)
        query = sa.select(self.listed).where(*found.where)
        if found.few:
            return query
        column = self.listed.c
        if not order or order[0].key in sift.by_day:
            return query.where(*on_days(sift, lambda key: column[key]))
        return query.where(*on_days(sift, lambda key: aside(column[key])))

    def _ordered(
        self, order: Sequence[Term], backwards: bool = False, loose: bool = False
    ) -> list[tuple[sa.ColumnElement[Any], bool]]:
        """(what is compared, whether its largest comes first), for each term and its emptiness."""
        found: list[tuple[sa.ColumnElement[Any], bool]] = []
        for term in order:
            column = self.listed.c[term.key]
            if not term.filled:
                found.append((sa.case((column.is_(None), 1), else_=0), backwards))
            value = alphabetical(column) if term.folded else afterwards(column) if loose else column
            found.append((value, term.down != backwards))
        return found

    def _order_by(
        self, order: Sequence[Term], backwards: bool = False, loose: bool = False
    ) -> list[Any]:
        ordered = self._ordered(order, backwards, loose)
        return [value.desc() if down else value.asc() for value, down in ordered]

    def _place(self, order: Sequence[Term], key: str) -> list[Any] | None:
        """Where a row stands in the order; None where there is no such row."""
        columns = [self.listed.c[name] for name in self.key]
        wanted = _read(key, columns) if key else None
        if wanted is None:
            return None
        query = sa.select(*(value for value, _down in self._ordered(order)))
        query = query.where(*(c == v for c, v in zip(columns, wanted, strict=True))).limit(1)
        found = self.session.execute(query).first()
        return None if found is None else list(found)


@lru_cache(maxsize=64)
def _listed(query: Selected) -> sa.Subquery:
    """What stands around is the same for a query that is kept: `listed` of most rooms is."""
    return query.order_by(None).subquery("listed")


def beyond(
    ordered: Sequence[tuple[sa.ColumnElement[Any], bool]], place: Sequence[Any]
) -> sa.ColumnElement[bool]:
    """What stands after a place in an order: a < x, or a = x and so on with the next term.

    Written as a ≤ x and (a < x or …), so that an index that begins with `a` is begun in the middle.
    """
    (value, down), here = ordered[0], place[0]
    rest = beyond(ordered[1:], place[1:]) if len(ordered) > 1 else sa.false()
    if here is None:  # its emptiness has been compared before it
        return rest
    further, at_least = (value < here, value <= here) if down else (value > here, value >= here)
    if len(ordered) == 1:
        return further
    return sa.and_(at_least, sa.or_(further, rest))


def _read(key: str, columns: Sequence[sa.ColumnElement[Any]]) -> list[Any] | None:
    """The parts of a key from an address, each as its column has it; None if it cannot be one."""
    parts = key.split(BETWEEN)
    if len(parts) != len(columns):
        return None
    try:
        return [_typed(part, column.type) for part, column in zip(parts, columns, strict=True)]
    except ValueError:
        return None


def _typed(part: str, kind: sa.types.TypeEngine[Any]) -> Any:
    if issubclass(kind.python_type, int):
        number = int(part)
        if not -LARGEST <= number <= LARGEST:
            raise ValueError(part)
        return number
    if issubclass(kind.python_type, date):
        return date.fromisoformat(part)
    if "\0" in part:
        raise ValueError(part)
    return part


def _added(columns: Sequence[Column], parts: Sequence[Any]) -> Sums:
    sums: Sums = {column.key: {} for column in columns}
    for row in parts:
        for column in columns:
            measure: Measure = column.measured(row)
            found = sums[column.key]
            found[measure] = found.get(measure, 0) + int(getattr(row, column.key) or 0)
    return sums
