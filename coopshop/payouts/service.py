"""Settling members: propose, look, confirm; never more than is available (R10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from .. import cash, ledger, members
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..domain.money import SMALLEST_COIN, cash_for
from ..domain.showing import money
from .models import Debit, Payout

#: What counts against a member's share: money in advance, materials, her dues.
DEBITS = ("adelanto", "material", "aporte")
METHODS = ("efectivo", "yape", "plin", "transferencia")


class AboveAvailable(Refused):
    """More than she can be paid now."""

    message = N_("Only %(available)s is available for %(name)s.")
    field = "amount"


class NothingPaid(Refused):
    """A payout or a deduction of nothing."""

    message = N_("The amount must be above zero.")
    field = "amount"


class NoSuchCoin(Refused):
    """Cash that no coin can pay."""

    message = N_("Cash ends in ten céntimos; the rest stays in her balance.")
    field = "amount"


class OddAdvance(Refused):
    """An advance in cash that no coin can pay."""

    message = N_("Cash ends in ten céntimos; write another amount or another way of paying.")
    field = "amount"


class UnknownMethod(Refused):
    """A way of paying that members are not paid by."""

    message = N_("Choose how it is paid.")
    field = "method"


class UnknownKind(Refused):
    """Neither advance, nor material, nor dues."""

    message = N_("Choose advance, material or dues.")
    field = "kind"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a settlement would pay a member now: `amount` of `available`, the rest is carried."""

    member: str
    name: str
    method: str
    available: int
    amount: int

    @property
    def carried(self) -> int:
        """What stays in her balance."""
        return self.available - self.amount


def available(session: Session, member: str) -> int:
    """Céntimos that can be paid to a member now; below zero she owes the association."""
    return -ledger.balance(session, acc.payable(member))


def propose(session: Session, members_: Iterable[str] | None = None) -> list[Proposal]:
    """What each member would get now, in order of code; members with nothing to get included."""
    held = ledger.balances(session, acc.payable(""))
    wanted = None if members_ is None else set(members_)
    return [
        _proposal(member, -held.get(member.code, 0))
        for member in members.everyone(session)
        if wanted is None or member.code in wanted
    ]


def proposal_of(session: Session, member: str) -> Proposal:
    """What one member would get now, refused when there is none of that code."""
    return _proposal(members.member(session, member), available(session, member))


def settle(
    session: Session,
    *,
    member: str,
    on: date,
    at: datetime,
    by: int,
    amount: int | None = None,
    method: str | None = None,
    operation: str | None = None,
    note: str | None = None,
    till: str | None = None,
    recorded_at: datetime | None = None,
) -> str:
    """Pay one member `amount` (all she can get, if left out); gives the payout's code."""
    person = members.member(session, member)
    proposal = _proposal(person, available(session, member), method)
    if proposal.method not in METHODS:
        raise UnknownMethod
    paid = proposal.amount if amount is None else amount
    if paid <= 0:
        raise NothingPaid
    if paid > proposal.available:
        raise AboveAvailable(available=money(max(proposal.available, 0)), name=person.name)
    if proposal.method == "efectivo" and paid % SMALLEST_COIN:
        raise NoSuchCoin
    code = ledger.next_code(session, "payout")
    row = {"code": code, "member": member, "on": on, "method": proposal.method}
    row |= {"available": proposal.available, "amount": paid}
    row |= {"operation": operation, "note": note}
    purse = cash.purse(session, proposal.method, till, on)
    entry = bookings.payout(code, on, member, purse, paid)
    ledger.post(session, entry, (Payout, [row]), at=at, by=by, recorded_at=recorded_at)
    return code


def settle_all(
    session: Session,
    *,
    on: date,
    at: datetime,
    by: int,
    till: str | None = None,
    recorded_at: datetime | None = None,
) -> list[str]:
    """Pay every member what she can get now, in order of code; gives the payouts' codes."""
    return [
        settle(session, member=p.member, on=on, at=at, by=by, till=till, recorded_at=recorded_at)
        for p in propose(session)
        if p.amount > 0
    ]


def owe(
    session: Session,
    *,
    member: str,
    kind: str,
    amount: int,
    on: date,
    at: datetime,
    by: int,
    method: str = "efectivo",
    note: str | None = None,
    till: str | None = None,
    code: str | None = None,
    recorded_at: datetime | None = None,
) -> str:
    """Write down what counts against a member's share; gives the debit's code.

    It may be more than she has: her balance goes below zero and later earnings fill it up.
    """
    if kind not in DEBITS:
        raise UnknownKind
    if method not in METHODS:
        raise UnknownMethod
    if amount <= 0:
        raise NothingPaid
    # What comes with its code was handed over already, in whatever coins.
    if code is None and kind == "adelanto" and method == "efectivo" and amount % SMALLEST_COIN:
        raise OddAdvance
    members.member(session, member)
    code = code or ledger.next_code(session, "debit")
    row = {"code": code, "member": member, "on": on, "kind": kind, "method": method}
    row |= {"amount": amount, "note": note}
    purse = cash.purse(session, method, till, on)
    entry = bookings.debit(code, on, member, kind, amount, purse)
    ledger.post(session, entry, (Debit, [row]), at=at, by=by, recorded_at=recorded_at)
    return code


def _proposal(member: members.Member, free: int, method: str | None = None) -> Proposal:
    method = method or member.payout_method
    amount = max(free, 0)
    if method == "efectivo":
        amount = cash_for(amount)
    return Proposal(member.code, member.name, method, free, amount)
