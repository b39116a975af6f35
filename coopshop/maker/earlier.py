"""What stands behind the sum that a month begins with: when it last changed, and by what paper."""

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


def _last(
    session: Session, member: str, since: date, *which: sa.ColumnElement[bool]
) -> Entry | None:
    hers = acc.payable(member)
    moved = sa.union(
        *(sa.select(Move.entry).where(side == hers) for side in (Move.source, Move.target))
    )
    query = sa.select(Entry).where(
        Entry.id.in_(moved),
        Entry.on < since,
        ledger.standing(Entry.id),
        Entry.reverses.is_(None),
        *which,
    )
    return session.scalar(query.order_by(Entry.on.desc(), Entry.id.desc()).limit(1))
