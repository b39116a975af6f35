"""What was last counted in each drawer."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..cash import CashSession, Till
from ..cash.models import CountAccepted, CountedSum, DrawerCount
from ..domain.bookings import PEN


class LastCount(NamedTuple):
    """The last count of a drawer that was accepted: its day, and soles expected and found."""

    on: date
    expected: int
    counted: int

    @property
    def difference(self) -> int:
        """Too much; below zero, too little."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class Counts:
    """The names of all tills, and the last count of those that were counted."""

    names: dict[str, str]
    last: dict[str, LastCount]


def last_counts(session: Session, on: date) -> Counts:
    """As it was known at the end of a day."""
    names = dict(session.execute(sa.select(Till.code, Till.name).order_by(Till.code)).all())
    query = (
        sa.select(CashSession.till, DrawerCount.on, CountedSum.expected, CountedSum.counted)
        .join(DrawerCount, DrawerCount.session == CashSession.code)
        .join(CountAccepted, _same_count(CountAccepted))
        .join(CountedSum, _same_count(CountedSum))
        .where(DrawerCount.on <= on, CountedSum.currency == PEN)
        .order_by(DrawerCount.entry)
    )
    rows = session.execute(query)
    last = {till: LastCount(day, expected, counted) for till, day, expected, counted in rows}
    return Counts(names, last)


def _same_count(of: type[CountAccepted] | type[CountedSum]) -> sa.ColumnElement[bool]:
    return sa.and_(of.session == DrawerCount.session, of.number == DrawerCount.number)
