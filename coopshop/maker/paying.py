"""When the money of a sale became hers, and which payout brought it to her hand."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from .. import ledger
from ..domain import accounts as acc
from ..domain.money import SMALLEST_COIN
from ..ledger.models import Entry, Move
from ..payouts import Payout
from ..sales import Payment, Return


def released(session: Session, member: str, sales: Collection[str]) -> dict[str, int]:
    """The entry by which the buyer had paid a sale, so that her part of it can be paid to her."""
    causes = sa.union(
        sa.select(Payment.sale, Payment.entry).where(Payment.sale.in_(sales)),
        sa.select(Return.sale, Return.entry).where(Return.sale.in_(sales)),
    ).subquery()
    query = (
        sa.select(causes.c.sale, sa.func.max(Move.entry))
        .join(Move, Move.entry == causes.c.entry)
        .where(
            Move.source == acc.payable(member),
            Move.target == acc.earned(member),
            ledger.standing(Move.entry),
        )
        .group_by(causes.c.sale)
    )
    return {sale: int(entry) for sale, entry in session.execute(query)}


def paid_by(session: Session, member: str, entries: Iterable[int]) -> dict[int, Payout]:
    """The payout that paid what became hers by each entry; those not paid yet are left out.

    Money pays what is oldest. So a payout that left something has not paid the newest lines before
    it, as far as they come to more than what it left; less than a coin is no line's.
    """
    wanted = sorted(set(entries))
    if not wanted:
        return {}
    query = sa.select(Payout).where(
        Payout.member == member, Payout.entry > wanted[0], ledger.standing(Payout.entry)
    )
    later = list(session.scalars(query.order_by(Payout.entry)))
    found = {}
    for entry in wanted:
        for payout in later:
            if payout.entry > entry and _reaches(session, member, entry, payout):
                found[entry] = payout
                break
    return found


def _reaches(session: Session, member: str, entry: int, payout: Payout) -> bool:
    """Whether what a payout left came to her after an entry, so that the entry's money is paid."""
    left = payout.carried
    return left < SMALLEST_COIN or left <= _came(session, member, entry, payout.entry)


def _came(session: Session, member: str, after: int, before: int) -> int:
    """What came to her between two entries and was not undone."""
    undoing = aliased(Entry)
    query = (
        sa.select(sa.func.sum(Move.amount))
        .join(Entry, Entry.id == Move.entry)
        .outerjoin(undoing, undoing.reverses == Entry.id)
        .where(
            Move.source == acc.payable(member),
            *(Move.entry > after, Move.entry < before),
            *(Entry.reverses.is_(None), undoing.id.is_(None)),
        )
    )
    return int(session.scalar(query) or 0)
