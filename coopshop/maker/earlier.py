"""What came before a month: when its first sum last changed, by what paper; how far months go."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, payouts
from ..domain import accounts as acc
from ..ledger.models import Entry, Move

#: A sum is what a payment left, or what the notebook began with; else what came last.
BEGINNINGS = ("payout", "opening")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The day of the last line before, and the line that she speaks of if the sum is not right."""

    on: date
    about: str

    @property
    def month(self) -> str:
        """The month of that day: there the sum is an addition."""
        return f"{self.on:%Y-%m}"


def earlier(session: Session, member: str, since: date) -> Earlier | None:
    """The same of a member's account before a day; None where nothing had moved yet."""
    last = _last(session, member, since)
    if last is None:
        return None
    begins = _last(session, member, since, Entry.kind.in_(BEGINNINGS)) or last
    return Earlier(last.on, payouts.line_of(session, begins.cause))


def first_day(session: Session, member: str) -> date | None:
    """The day of the first line of her account, or of the first sale that was to become one."""
    moved = _moved(acc.payable(member), acc.earned(member))
    return session.scalar(sa.select(sa.func.min(Entry.on)).where(Entry.id.in_(moved)))


def _moved(*accounts: str) -> sa.CompoundSelect[tuple[int]]:
    return sa.union(
        *(sa.select(Move.entry).where(side.in_(accounts)) for side in (Move.source, Move.target))
    )


def _last(
    session: Session, member: str, since: date, *which: sa.ColumnElement[bool]
) -> Entry | None:
    query = sa.select(Entry).where(
        Entry.id.in_(_moved(acc.payable(member))),
        Entry.on < since,
        ledger.standing(Entry.id),
        Entry.reverses.is_(None),
        *which,
    )
    return session.scalar(query.order_by(Entry.on.desc(), Entry.id.desc()).limit(1))
