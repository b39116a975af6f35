"""Figures of each member: what she earned, what was deducted and paid, what is hers at the end."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ... import catalog, members
from ...domain import accounts as acc
from ...domain.money import half_up
from ...domain.showing import plain_money
from ...inventory import Loss
from ...ledger import standing
from ...ledger.models import Move
from ...payouts import DEBITS, Debit, Payout
from ...production import Delivery
from ...sales import Allocation, ReturnedLot, SaleLine
from .figure_stock import units_at
from .span import Figure, Span, balances_at


def member_figures(session: Session, span: Span) -> Iterator[Figure]:
    """Every figure of every member, then the net earnings by group of the product."""
    sold = sa.and_(span.recorded(Allocation.entry), standing(Allocation.entry))
    gross = _sums(session, Allocation.member, Allocation.amount, sold)
    reversed_ = _reversed(session, span, Allocation.member)
    waiting = _owed(session, span.last, acc.earned(""))
    waited = _owed(session, span.before, acc.earned(""))
    payable = _owed(session, span.last, acc.payable(""))
    columns: dict[str, dict[str, int]] = {
        "member_loss_compensation": _compensated(session, span),
        "member_sample_credit": _sampled(session, span),
        **{
            f"member_debit_{kind}": _sums(
                session,
                Debit.member,
                Debit.amount,
                sa.and_(span.recorded(Debit.entry), standing(Debit.entry), Debit.kind == kind),
            )
            for kind in DEBITS
        },
        "member_paid_out": _sums(
            session,
            Payout.member,
            Payout.amount,
            sa.and_(span.recorded(Payout.entry), standing(Payout.entry)),
        ),
        "member_balance_available": payable,
        "member_unsold_at_member_price": _unsold(session, span),
    }
    for member in members.everyone(session):
        code = member.code
        net = gross.get(code, 0) - reversed_.get(code, 0)
        open_ = waiting.get(code, 0)
        hers = {
            "member_earned_gross": gross.get(code, 0),
            "member_reversed": reversed_.get(code, 0),
            "member_earned_net": net,
            "member_earned_collected": net - (open_ - waited.get(code, 0)),
            "member_earned_uncollected": open_,
            "member_balance_total": payable.get(code, 0) + open_,
        } | {metric: values.get(code, 0) for metric, values in columns.items()}
        for metric, cents in hers.items():
            yield metric, code, "", plain_money(cents), "PEN"
    yield from _groups(session, span)


def _groups(session: Session, span: Span) -> Iterator[Figure]:
    query = (
        sa.select(SaleLine.group, sa.func.sum(Allocation.amount))
        .join(SaleLine, _same_line(Allocation))
        .where(span.recorded(Allocation.entry), standing(Allocation.entry))
        .group_by(SaleLine.group)
    )
    earned = {group: int(cents) for group, cents in session.execute(query)}
    back = _reversed(session, span, SaleLine.group)
    for group in members.groups(session):
        cents = earned.get(group.code, 0) - back.get(group.code, 0)
        yield "group_earned_net", group.code, "", plain_money(cents), "PEN"


def _sums(session: Session, key: Any, value: Any, where: Any) -> dict[str, int]:
    query = sa.select(key, sa.func.sum(value)).where(where).group_by(key)
    return {code: int(total) for code, total in session.execute(query)}


def _reversed(session: Session, span: Span, key: Any) -> dict[str, int]:
    """What returns of the year took back, by member or by group."""
    same = sa.and_(
        Allocation.sale == ReturnedLot.sale,
        Allocation.line == ReturnedLot.line,
        Allocation.position == ReturnedLot.position,
    )
    query = (
        sa.select(key, sa.func.sum(ReturnedLot.amount))
        .select_from(ReturnedLot)
        .join(Allocation, same)
        .join(SaleLine, _same_line(ReturnedLot))
        .where(span.recorded(ReturnedLot.entry))
        .group_by(key)
    )
    return {code: int(total) for code, total in session.execute(query)}


def _same_line(table: Any) -> Any:
    return sa.and_(SaleLine.sale == table.sale, SaleLine.line == table.line)


def _owed(session: Session, last: int, prefix: str) -> dict[str, int]:
    """What is owed to each member on an account after entry `last`."""
    held = balances_at(session, last, prefix)
    return {account.removeprefix(prefix): -amount for (account, _), amount in held.items()}


def _compensated(session: Session, span: Span) -> dict[str, int]:
    query = (
        sa.select(Delivery.member, sa.func.sum(Loss.compensation))
        .join(Delivery, Delivery.lot == Loss.lot)
        .where(span.recorded(Loss.entry))
        .group_by(Delivery.member)
    )
    return {member: int(cents) for member, cents in session.execute(query)}


def _sampled(session: Session, span: Span) -> dict[str, int]:
    credited = sa.and_(Move.target == acc.SAMPLES, span.recorded(Move.entry))
    sums = _sums(session, Move.source, Move.amount, credited)
    return {account.removeprefix(acc.payable("")): cents for account, cents in sums.items()}


def _unsold(session: Session, span: Span) -> dict[str, int]:
    """Her pieces on shelves and on the way, at the member price of the year's last day."""
    prices = catalog.prices_on(session, catalog.MEMBER_LIST, span.end)
    parts = {product.sku: product.parts for product in catalog.products(session)}
    lots = {
        lot: (member, sku)
        for lot, member, sku in session.execute(
            sa.select(Delivery.lot, Delivery.member, Delivery.sku)
        )
    }
    whole = max(parts.values(), default=1)  # a common measure: 1000 holds 1
    worth: dict[str, int] = defaultdict(int)
    for (_, lot), units in units_at(session, span.last).items():
        member, sku = lots[lot]
        worth[member] += units * prices.get(sku, 0) * (whole // parts[sku])
    return {member: half_up(value, whole) for member, value in worth.items()}
