"""When the money of a sale became hers, and which payout brought it to her hand."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, payouts
from ..domain import accounts as acc
from ..ledger.models import Entry, Move
from ..payouts import Payout
from ..payouts.statements import due_account, sale_of
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

    A payout pays a line if it left nothing of it: what was disputed then, or the newest lines.
    """
    wanted = sorted(set(entries))
    if not wanted:
        return {}
    query = sa.select(Payout).where(
        Payout.member == member, Payout.entry > wanted[0], ledger.standing(Payout.entry)
    )
    later = [
        (payout, payouts.left_by(session, payout))
        for payout in session.scalars(query.order_by(Payout.entry))
    ]
    lines = sa.select(Entry.id, Entry.cause, due_account).where(Entry.id.in_(wanted))
    found = {}
    for entry, cause, due in session.execute(lines):
        sale = sale_of(due)
        about = f"sale/{sale}" if sale else cause
        reached = (one for one, left in later if one.entry > entry and about not in left)
        if payout := next(reached, None):
            found[entry] = payout
    return found
