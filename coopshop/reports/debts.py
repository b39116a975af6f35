"""Who is owed what: the members by us, and we by the buyers."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, members
from ..domain import accounts as acc
from ..ledger.balances import below
from ..ledger.models import Balance


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


def due_in_each_currency(session: Session) -> dict[str, int]:
    """What buyers owe us in all, old debts too, by currency; what we owe back is not set off."""
    owing = sa.or_(below(Balance.account, acc.due("")), below(Balance.account, acc.old_debt("")))
    query = sa.select(Balance.unit, sa.func.sum(Balance.amount)).where(
        owing, sa.text("balance.amount > 0")
    )
    query = query.group_by(Balance.unit).order_by(Balance.unit)
    return {currency: int(cents) for currency, cents in session.execute(query)}
