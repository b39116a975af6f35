"""Settling members: propose, look, confirm; never more than is available (R10)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger, members
from ..domain import bookings, identifiers
from ..domain.errors import N_, Refused
from ..domain.money import SMALLEST_COIN
from ..domain.showing import money
from .models import Debit, Payout
from .proposals import Proposal, proposal_of, propose

#: What counts against a member's share: money in advance, materials, her dues.
DEBITS = ("adelanto", "material", "aporte")
METHODS = ("efectivo", "yape", "plin", "transferencia")
#: These leave a number behind, and one number pays once.
NUMBERED = METHODS[1:]


class AboveAvailable(Refused):
    """More than she can be paid now."""

    message = N_("Only %(available)s is available for %(name)s.")
    field = "amount"


class HeldBack(Refused):
    """What a member disputes waits for an answer (R10, by a decision of the assembly)."""

    message = N_(
        "%(held)s of %(name)s is held back until a dispute is answered; %(free)s can be paid."
    )
    field = "amount"


class OperationMissing(Refused):
    """Yape, Plin and bank leave a number."""

    message = N_("Write the number of the operation.")
    field = "operation"


class OperationTwice(Refused):
    """One operation pays once."""

    message = N_("Operation %(operation)s paid %(payout)s already.")
    field = "operation"


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
    """Pay one member `amount` (all she can get, if left out); gives the payout's code.

    What goes by Yape, Plin or bank has a number of its `operation`.
    """
    proposal = proposal_of(session, member, on=on, method=method)
    paid = proposal.amount if amount is None else amount
    operation = "".join((operation or "").split()) or None
    _refuse_sum(proposal, paid)
    # What is read in from a folder was paid already, with or without a number.
    if recorded_at is None:
        _refuse_operation(session, proposal.method, operation)
    code = ledger.next_code(session, "payout")
    row = {"code": code, "member": member, "on": on, "method": proposal.method}
    row |= {"available": proposal.available, "amount": paid}
    row |= {"operation": operation, "note": note}
    purse = cash.purse(session, proposal.method, till, on)
    if recorded_at is None:
        cash.refuse_short(session, purse, paid)
    entry = bookings.payout(code, on, member, purse, paid)
    ledger.post(session, entry, (Payout, [row]), at=at, by=by, recorded_at=recorded_at)
    return code


def settle_all(
    session: Session,
    *,
    on: date,
    at: datetime,
    by: int,
    members_: Collection[str] | None = None,
    operations: Mapping[str, str] | None = None,
    till: str | None = None,
    recorded_at: datetime | None = None,
) -> list[str]:
    """Pay these members (all, if left out) what they can get, in order of code; gives the codes.

    Without a number in `operations` who is paid by Yape, Plin or bank waits: the money was not sent
    yet. What is read in from a folder (`recorded_at`) was.
    """
    sent = operations or {}
    return [
        settle(
            session,
            member=p.member,
            operation=sent.get(p.member),
            on=on,
            at=at,
            by=by,
            till=till,
            recorded_at=recorded_at,
        )
        for p in propose(session, members_, on=on)
        if p.amount > 0 and (p.method not in NUMBERED or p.member in sent or recorded_at)
    ]


def _refuse_sum(proposal: Proposal, paid: int) -> None:
    if proposal.method not in METHODS:
        raise UnknownMethod
    if paid <= 0:
        raise NothingPaid
    if paid > proposal.available:
        raise AboveAvailable(available=money(max(proposal.available, 0)), name=proposal.name)
    if paid > proposal.free:
        facts = {"held": money(proposal.held), "free": money(proposal.free)}
        raise HeldBack(name=proposal.name, **facts)
    if proposal.method == "efectivo" and paid % SMALLEST_COIN:
        raise NoSuchCoin


def _refuse_operation(session: Session, method: str, operation: str | None) -> None:
    """A number is needed by what has one, and pays once; a payout undone gives it free again."""
    if method in NUMBERED and operation is None:
        raise OperationMissing
    if operation is None:
        return
    typed = sa.func.replace(sa.func.replace(Payout.operation, " ", ""), "-", "")
    number = identifiers.operation(operation).lstrip("0")
    same = sa.select(Payout.code).where(
        Payout.method == method,
        sa.func.ltrim(sa.func.upper(typed), "0") == number,
        ledger.standing(Payout.entry),
    )
    if before := session.scalar(same):
        raise OperationTwice(operation=operation, payout=before)


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
    if recorded_at is None and kind == "adelanto":
        cash.refuse_short(session, purse, amount)
    entry = bookings.debit(code, on, member, kind, amount, purse)
    ledger.post(session, entry, (Debit, [row]), at=at, by=by, recorded_at=recorded_at)
    return code
