"""Which lines a payout left unpaid, and which are unpaid now: one answer, wherever it is asked.

A payout that left a coin or more left first what was disputed at its moment, as far as the rule of
the assembly kept it back. What it left besides is of the newest lines: money pays what is oldest.
"""

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import members
from ..domain.money import SMALLEST_COIN
from ..ledger.models import Entry
from .models import Dispute, DisputeAnswer, Payout
from .sale_parts import covered
from .settling import Line, before_it, last_standing, settled, since_last
from .statements import due_account, sale_of

#: Causes that name something else than the sale whose money they moved.
OF_A_SALE = ("payment", "return")


def line_of(session: Session, cause: str) -> str:
    """The line that an entry belongs to: of all that became of a sale, the sale; else what it was
    before it was put right.
    """
    about = cause.removeprefix("reversal/")
    if about.partition("/")[0] not in OF_A_SALE:
        return about  # it names its line itself, and a page asks for each of its lines
    sale = sale_of(session.scalar(sa.select(due_account).where(Entry.cause == about)))
    return f"sale/{sale}" if sale else about


def left_by(session: Session, payout: Payout | None) -> dict[str, int]:
    """What a payout left, line by line, the oldest first; less than a coin is no line's.

    Of a sale, each of its products is a line (`sale_parts`).
    """
    if payout is None or payout.carried < SMALLEST_COIN:
        return {}
    before = left_by(session, before_it(session, payout))
    open_to_it = _with(before, settled(session, payout).lines)
    rest = payout.carried
    left: dict[str, int] = {}
    held = (name for about in _held_then(session, payout) for name in covered(about, open_to_it))
    for about in dict.fromkeys((*held, *reversed(open_to_it))):
        part = min(open_to_it[about], rest)
        if part > 0 and rest >= SMALLEST_COIN:
            left[about] = part
            rest -= part
    return {about: left[about] for about in open_to_it if about in left}


def unpaid(session: Session, of: Collection[str]) -> dict[str, dict[str, int]]:
    """What of each line of some members is not paid yet; what goes off stands below zero."""
    last_ones = last_standing().subquery()
    query = sa.select(Payout).join(last_ones, last_ones.c.entry == Payout.entry)
    query = query.where(Payout.member.in_(of))
    last = {payout.member: payout for payout in session.scalars(query)}
    return {
        member: _with(left_by(session, last.get(member)), account.lines)
        for member, account in since_last(session, of).items()
    }


def _with(before: dict[str, int], lines: Iterable[Line]) -> dict[str, int]:
    """What was left before and what came since, by line, in the order in which it last came."""
    sums = dict(before)
    for about, cents in (part for line in lines for part in line.parts.items()):
        had = sums.pop(about, 0) if cents > 0 else sums.get(about, 0)
        sums[about] = had + cents
    return sums


def _held_then(session: Session, payout: Payout) -> list[str]:
    """The lines that were kept back when a payout was made, the oldest dispute first."""
    if not members.dispute_holds(session, payout.on):
        return []
    answered = sa.select(DisputeAnswer.code).where(DisputeAnswer.entry < payout.entry)
    query = sa.select(Dispute.about).where(
        Dispute.member == payout.member,
        Dispute.entry < payout.entry,
        Dispute.code.not_in(answered),
    )
    held = session.scalars(query.order_by(Dispute.entry)).all()
    return [line_of(session, about) for about in held]
