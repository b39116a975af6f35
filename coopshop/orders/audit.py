"""What orders must always satisfy: what was paid ahead is there, and pays no more than it is."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..ledger.audit import Finding
from ..ledger.balances import below
from ..ledger.models import Balance, Move
from ..sales import Payment
from ..sales.collecting import PAID_AHEAD
from .deposits import IN
from .link_models import LinkOutcome
from .models import Deposit, Order, Quotation
from .ordering import delivered, ordered_lines, source


def deposits_held(session: Session) -> Finding:
    """What is held for each order is what was paid ahead, less what went back or paid its sales."""
    finding = Finding("deposits held = paid ahead - given back - paid")
    said: dict[tuple[str, str], int] = defaultdict(int)
    query = sa.select(Deposit).where(ledger.standing(Deposit.entry))
    for row in session.scalars(query):
        sign = 1 if row.kind == IN else -1
        said[acc.deposit(row.order), row.currency] += sign * row.amount
    spent = (
        sa.select(Move.target, Payment.currency, Payment.amount)
        .join(Payment, Payment.entry == Move.entry)
        .where(
            Payment.method == PAID_AHEAD,
            below(Move.target, acc.deposit("")),
            ledger.standing(Payment.entry),
        )
    )
    for account, currency, amount in session.execute(spent):
        said[account, currency] -= amount
    kept = sa.select(Balance).where(below(Balance.account, acc.deposit("")))
    book = {(row.account, row.unit): -row.amount for row in session.scalars(kept)}
    for key in sorted(said.keys() | book.keys()):
        finding.look(said[key] == book.get(key, 0), " ".join(key))
    return finding


def never_more_than_paid_ahead(session: Session) -> Finding:
    """At no moment has an order's deposit paid more than there was."""
    finding = Finding("no deposit below zero at any moment")
    held: dict[tuple[str, str], int] = defaultdict(int)
    prefix = acc.deposit("")
    query = sa.select(Move).where(sa.or_(below(Move.source, prefix), below(Move.target, prefix)))
    for move in session.scalars(query.order_by(Move.entry, Move.line)):
        for account, change in ((move.source, -move.amount), (move.target, move.amount)):
            if account.startswith(prefix):
                held[account, move.unit] += change
                finding.look(held[account, move.unit] <= 0, f"entry {move.entry} {account}")
    return finding


def delivered_within_orders(session: Session) -> Finding:
    """No more was sold on an order than was ordered."""
    finding = Finding("delivered within what was ordered")
    done = delivered(session)
    for code in session.scalars(sa.select(Order.code).order_by(Order.code)):
        for line in ordered_lines(session, code):
            sold = done.pop(source(code, line.line), 0)
            finding.look(sold <= line.units, f"{code} line {line.line}")
    finding.wrong += [f"{what}: no such order" for what in sorted(done)]
    return finding


def asked_by_link(session: Session) -> Finding:
    """What became of what was asked for by link is there: an order, a quotation, a reason."""
    finding = Finding("asked by link: what it became is there")
    for outcome in session.scalars(sa.select(LinkOutcome)):
        made = {"order": Order, "quotation": Quotation}.get(outcome.kind)
        there = session.get(made, outcome.code) if made else outcome.reason
        finding.look(there is not None, f"asked {outcome.asked}: {outcome.kind} {outcome.code}")
    return finding


CHECKS = (deposits_held, never_more_than_paid_ahead, delivered_within_orders, asked_by_link)
