"""When the money of a sale became hers, and which payout brought it to her hand."""

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, payouts
from ..domain import accounts as acc
from ..ledger.models import Move
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


def paid_by(
    session: Session, member: str, became_hers: Mapping[tuple[str, int], int]
) -> dict[tuple[str, int], Payout]:
    """The payout that paid her pieces in a line of a sale; those not paid yet are left out.

    `became_hers` says for each sale and line by which entry. A payout pays a line if it left
    nothing of it: what was disputed then, or the newest lines.
    """
    if not became_hers:
        return {}
    first = min(became_hers.values())
    query = sa.select(Payout).where(
        Payout.member == member, Payout.entry > first, ledger.standing(Payout.entry)
    )
    later = [
        (payout, payouts.left_by(session, payout))
        for payout in session.scalars(query.order_by(Payout.entry))
    ]
    found = {}
    for (sale, line), entry in became_hers.items():
        about = payouts.part(sale, line)
        reached = (
            one for one, left in later if one.entry > entry and not payouts.covered(about, left)
        )
        if payout := next(reached, None):
            found[sale, line] = payout
    return found
