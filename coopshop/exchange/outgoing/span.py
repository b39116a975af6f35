"""A year of the book: its days, and the entries that were recorded in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...domain.days import moment_of
from ...ledger.models import Entry, Move

#: metric, key1, key2, value, unit
Figure = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """`before` is the last entry before the year, `last` the last one in it."""

    year: int
    before: int
    last: int

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year, 12, 31)

    def recorded(self, column: Any) -> Any:
        """Rows whose entry was recorded in the year."""
        return sa.and_(column > self.before, column <= self.last)

    def dated(self, column: Any) -> Any:
        """Rows whose business day is in the year."""
        return column.between(date(self.year, 1, 1), self.end)


def span_of(session: Session, year: int) -> Span:
    """The year's first and last entries."""

    def until(moment: datetime) -> int:
        query = sa.select(sa.func.max(Entry.id)).where(Entry.recorded_at < moment_of(moment))
        return session.scalar(query) or 0

    january = datetime(year, 1, 1)  # noqa: DTZ001 - a clock in Lima
    return Span(year, until(january), until(january.replace(year=year + 1)))


def balances_at(session: Session, last: int, prefix: str) -> dict[tuple[str, str], int]:
    """The balance of each (account, unit) below a prefix after entry `last`, nothings left out."""
    held: dict[tuple[str, str], int] = {}
    for side, sign in ((Move.target, 1), (Move.source, -1)):
        query = (
            sa.select(side, Move.unit, sa.func.sum(Move.amount))
            .where(side.startswith(prefix), Move.entry <= last)
            .group_by(side, Move.unit)
        )
        for account, unit, amount in session.execute(query):
            key = (account, unit)
            held[key] = held.get(key, 0) + sign * int(amount)
    return {key: amount for key, amount in held.items() if amount}
