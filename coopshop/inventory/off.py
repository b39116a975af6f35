"""Pieces of hers that left the way: why, on which day, and what she got for them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from .. import ledger
from ..domain import accounts as acc
from ..domain.sharing import share
from ..ledger.models import Entry, Move
from ..production import Delivery
from .models import Adjustment, Arrival, CountReason, Loss

#: Where pieces end that nobody buys, but for those that were lost on the way.
ENDS = (acc.SHRUNK, acc.SAMPLE, acc.SPOILT)


@dataclass(frozen=True, slots=True)
class Off:
    """Pieces that left the way: lost, gone off, given away, or come back unfit for sale."""

    end: str
    units: int
    on: date | None
    #: What was written down: of a loss its reason, of what a count found missing the count's.
    reason: str = ""
    #: What she got for them.
    cents: int = 0
    #: What it says in the book, by which she can say that it is not right.
    cause: str = ""

    @property
    def pays(self) -> bool:
        """Whether it is something that she is paid for."""
        return self.end in (acc.LOST, acc.SAMPLE)


def off_of(session: Session, lots: Collection[str]) -> dict[str, list[Off]]:
    """What left the way of some lots, each time by itself, in the order of the book."""
    found: dict[str, list[Off]] = {lot: [] for lot in lots}
    for some in (_lost(session, lots), _ended(session, lots)):
        for lot, off in some:
            found[lot].append(off)
    return found


def _lost(session: Session, lots: Collection[str]) -> Iterator[tuple[str, Off]]:
    query = (
        sa.select(Loss, Arrival, Entry.cause)
        .join(Arrival, sa.and_(Arrival.transfer == Loss.transfer, Arrival.line == Loss.line))
        .join(Entry, Entry.id == Loss.entry)
        .where(Loss.lot.in_(lots), ledger.standing(Loss.entry))
        .order_by(Loss.entry)
    )
    for loss, arrival, cause in session.execute(query):
        reason = arrival.reason or "perdido"
        yield loss.lot, Off(acc.LOST, loss.units, arrival.on, reason, loss.compensation, cause)


def _ended(session: Session, lots: Collection[str]) -> Iterator[tuple[str, Off]]:
    """What went to each of the other ends and was not undone. A write-off bears its count."""
    why = sa.and_(
        CountReason.code == Adjustment.note,
        CountReason.sku == Adjustment.sku,
        CountReason.reason != "merma",
    )
    query = (
        sa.select(
            Move.unit, Move.target, Move.amount, Entry.id, Entry.on, Entry.cause, CountReason.reason
        )
        .join(Entry, Entry.id == Move.entry)
        .outerjoin(Adjustment, Adjustment.entry == Entry.id)
        .outerjoin(CountReason, why)
        .where(Move.target.in_(ENDS), Move.unit.in_(lots), ledger.standing(Entry.id))
        .order_by(Entry.id, Move.unit)
    )
    rows = session.execute(query).all()
    credits = _credits(session, {row[3] for row in rows if row[1] == acc.SAMPLE})
    for lot, end, units, entry, on, cause, reason in rows:
        cents = credits.get((entry, lot), 0) if end == acc.SAMPLE else 0
        yield lot, Off(end, units, on, reason or "", cents, cause)


def _credits(session: Session, entries: Collection[int]) -> dict[tuple[int, str], int]:
    """What a maker got for each lot of a sample, shared out over her lots in it by units."""
    if not entries:
        return {}
    paid, given = aliased(Move), aliased(Move)
    account = sa.literal(acc.payable("")) + Delivery.member
    query = (
        sa.select(given.entry, Delivery.member, given.unit, given.amount, paid.amount)
        .join(Delivery, Delivery.lot == given.unit)
        .join(paid, sa.and_(paid.entry == given.entry, paid.source == account))
        .where(given.entry.in_(entries), given.target == acc.SAMPLE)
        .order_by(given.entry, given.unit)
    )
    lots: dict[tuple[int, str, int], list[tuple[str, int]]] = defaultdict(list)
    for entry, member, lot, units, cents in session.execute(query):
        lots[entry, member, cents].append((lot, units))
    return {
        (entry, lot): part
        for (entry, _, cents), hers in lots.items()
        for (lot, _), part in zip(hers, share(cents, [n for _, n in hers]), strict=True)
    }
