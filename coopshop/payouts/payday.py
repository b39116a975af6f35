"""Payout day: for each member what can be paid, what it is made of, what is held back and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..ledger.models import Balance
from ..sales import Allocation, Buyer, ReturnedLot, Sale
from . import disputing
from .models import Payout, Signed
from .proposals import Proposal, by_surname, propose
from .service import DEBITS
from .settling import Account, since_last


@dataclass(frozen=True, slots=True)
class NotCollected:
    """Her share of a sale that the buyer has not paid: hers, but not to be paid yet."""

    sale: str
    on: date
    buyer: str
    due_on: date | None
    cents: int

    def late(self, today: date) -> bool:
        """Whether the buyer should have paid before today."""
        return self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Payee:
    """One member on payout day."""

    proposal: Proposal
    account: Account
    waiting: tuple[NotCollected, ...]
    disputes: tuple[disputing.Told, ...]

    @property
    def deducted(self) -> int:
        """Advances, materials and dues among the lines; below zero."""
        return sum(line.cents for line in self.account.lines if line.kind in DEBITS)

    @property
    def uncollected(self) -> int:
        """What she has earned and the buyers still owe."""
        return sum(one.cents for one in self.waiting)


def payees(session: Session, on: date) -> list[Payee]:
    """Everybody who has or had something to her account, by surname."""
    accounts = since_last(session)
    waiting = not_collected(session)
    raised: dict[str, list[disputing.Told]] = defaultdict(list)
    for one in disputing.open_disputes(session):
        raised[one.row.member].append(one)
    return [
        Payee(
            proposal,
            accounts.get(proposal.member, Account()),
            tuple(waiting.get(proposal.member, ())),
            tuple(raised[proposal.member]),
        )
        for proposal in by_surname(propose(session, on=on))
    ]


def not_collected(session: Session) -> dict[str, list[NotCollected]]:
    """For each member, her share of every sale on which something is still due, oldest first."""
    gone = (
        sa.select(
            *(ReturnedLot.sale, ReturnedLot.line, ReturnedLot.position),
            sa.func.sum(ReturnedLot.amount).label("amount"),
        )
        .group_by(ReturnedLot.sale, ReturnedLot.line, ReturnedLot.position)
        .subquery()
    )
    back = (
        (gone.c.sale == Allocation.sale)
        & (gone.c.line == Allocation.line)
        & (gone.c.position == Allocation.position)
    )
    hers = sa.func.sum(Allocation.amount - sa.func.coalesce(gone.c.amount, 0))
    query = (
        sa.select(Allocation.member, Sale.code, Sale.on, Buyer.name, Sale.due_on, hers)
        .select_from(Balance)
        .join(Sale, (sa.literal(acc.due("")) + Sale.code) == Balance.account)
        .join(Buyer, Buyer.code == Sale.buyer)
        .join(Allocation, Allocation.sale == Sale.code)
        .outerjoin(gone, back)
        .where(Balance.unit == Sale.currency, Balance.amount > 0)
        .group_by(Allocation.member, Sale.code, Sale.on, Buyer.name, Sale.due_on)
        .order_by(Sale.on, Sale.code)
    )
    found: dict[str, list[NotCollected]] = defaultdict(list)
    for member, sale, on, buyer, due_on, cents in session.execute(query):
        if cents:
            found[member].append(NotCollected(sale, on, buyer, due_on, int(cents)))
    return found


def unsigned_days(session: Session) -> list[tuple[date, int]]:
    """The days with receipts that did not come back signed, and how many; the last one first."""
    signed = sa.select(Signed.payout).where(ledger.standing(Signed.entry))
    query = (
        sa.select(Payout.on, sa.func.count())
        .where(ledger.standing(Payout.entry), Payout.code.not_in(signed))
        .group_by(Payout.on)
        .order_by(Payout.on.desc())
    )
    return [(on, int(count)) for on, count in session.execute(query)]
