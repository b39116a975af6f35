"""Who is owed what: the members by us, and we by the buyers."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, members
from ..domain import accounts as acc
from ..ledger.models import Balance
from ..sales import Buyer, Sale


@dataclass(frozen=True, slots=True)
class Hers:
    """What is one member's: `payable` can be paid now, `earned` when the buyers have paid."""

    member: str
    name: str
    payable: int
    earned: int

    @property
    def total(self) -> int:
        """Both together; below zero she owes the association."""
        return self.payable + self.earned


def owed_to_members(session: Session) -> list[Hers]:
    """Every member with something to her account, in order of code."""
    payable = ledger.balances(session, acc.payable(""))
    earned = ledger.balances(session, acc.earned(""))
    return [
        Hers(member.code, member.name, -payable.get(member.code, 0), -earned.get(member.code, 0))
        for member in members.everyone(session)
        if member.code in payable or member.code in earned
    ]


@dataclass(frozen=True, slots=True)
class Owed:
    """What is due on one sale, below zero what we owe the buyer; `days` since the sale."""

    sale: str
    on: date
    buyer: str
    buyer_code: str
    due: int
    currency: str
    due_on: date | None
    days: int
    late: bool


def owed_by_buyers(session: Session, today: date) -> list[Owed]:
    """Every sale on which something is due, or owed by us, the oldest first."""
    account = acc.due("") + Sale.code
    query = (
        sa.select(
            *(Sale.code, Sale.on, Buyer.name, Sale.buyer, Balance.amount, Sale.currency),
            Sale.due_on,
        )
        .join(Balance, (Balance.account == account) & (Balance.unit == Sale.currency))
        .join(Buyer, Buyer.code == Sale.buyer)
        .where(Balance.amount != 0)
        .order_by(Sale.on, Sale.code)
    )
    return [
        Owed(
            *(sale, on, buyer, code, due, currency, due_on, (today - on).days),
            late=due > 0 and due_on is not None and due_on < today,
        )
        for sale, on, buyer, code, due, currency, due_on in session.execute(query)
    ]


def in_each_currency(owed: list[Owed]) -> dict[str, int]:
    """What is due to us in all, by currency; what we owe back is not set off."""
    sums: dict[str, int] = {}
    for one in owed:
        sums[one.currency] = sums.get(one.currency, 0) + max(one.due, 0)
    return sums
