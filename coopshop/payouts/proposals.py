"""What a payout would give each member now: proposed from the book, looked at, then confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from .. import ledger, members
from ..domain import accounts as acc
from ..domain.folding import alphabetical
from ..domain.money import cash_for
from . import disputing


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a settlement would pay a member now: `amount` of `available`, the rest is carried.

    `held` is what her open disputes keep back, never more than is available.
    """

    member: str
    name: str
    listed: str
    method: str
    available: int
    held: int
    amount: int

    @property
    def carried(self) -> int:
        """What stays in her balance."""
        return self.available - self.amount

    @property
    def free(self) -> int:
        """The most that she can be paid, if every coin existed."""
        return max(self.available - self.held, 0)


def available(session: Session, member: str) -> int:
    """Céntimos that can be paid to a member now; below zero she owes the association."""
    return -ledger.balance(session, acc.payable(member))


def propose(session: Session, members_: Iterable[str] | None = None, *, on: date) -> list[Proposal]:
    """What each member would get on a day, in order of code; who gets nothing is included."""
    balances = ledger.balances(session, acc.payable(""))
    held = disputing.held(session, on)
    wanted = None if members_ is None else set(members_)
    return [
        proposal(member, -balances.get(member.code, 0), held.get(member.code, 0))
        for member in members.everyone(session)
        if wanted is None or member.code in wanted
    ]


def by_surname(proposals: Iterable[Proposal]) -> list[Proposal]:
    """In the order of the receipts that will be signed."""
    return sorted(proposals, key=lambda one: (alphabetical(one.listed), one.member))


def proposal_of(session: Session, member: str, *, on: date, method: str | None = None) -> Proposal:
    """What one member would get on a day, refused when there is none of that code."""
    person = members.member(session, member)
    held = disputing.held(session, on).get(member, 0)
    return proposal(person, available(session, member), held, method)


def proposal(
    member: members.Member, available: int, held: int, method: str | None = None
) -> Proposal:
    """All she can get of what is available, in the way she is paid."""
    method = method or member.payout_method
    held = min(held, max(available, 0))
    amount = max(available - held, 0)
    if method == "efectivo":
        amount = cash_for(amount)
    facts = {"member": member.code, "name": member.name, "listed": member.listed}
    return Proposal(**facts, method=method, available=available, held=held, amount=amount)
