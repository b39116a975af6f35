"""What buyers owed before the book began, and how it comes in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..cash.moving import NoSuchCoin, NothingMoved
from ..cash.operations import also_pays, also_tells, not_put_right, paid_by, refuse_used
from ..domain import accounts as acc
from ..domain import bookings, showing
from ..domain.errors import N_, Refused
from ..domain.money import SMALLEST_COIN, must_be_banked
from ..sales import Buyer
from ..sales.aging import Owed, age_of, also_owed
from ..sales.collecting import MuchCash
from .models import OldPayment, Opening, cause_of


class MoreThanOwed(Refused):
    """A debt is paid once."""

    message = N_("Only %(left)s of it is still owed.")
    field = "amount"


class PaidBeforeBegun(Refused):
    """What was paid before it was taken over is no longer in it."""

    message = N_("This debt was taken over on %(on)s; it cannot be paid before.")
    field = "on"


@dataclass(frozen=True, slots=True)
class Debt:
    """An old debt, whose it is, and what is still owed of it."""

    opening: Opening
    buyer: Buyer
    left: int


def debts(session: Session) -> list[Debt]:
    """Every old debt that is not paid, the oldest first."""
    left = ledger.balances(session, acc.old_debt(""))
    query = (
        sa.select(Opening, Buyer)
        .join(Buyer, Buyer.code == Opening.subject)
        .where(Opening.kind == "debt", Opening.code.in_(left))
        .order_by(Opening.entry)
    )
    return [Debt(opening, buyer, left[opening.code]) for opening, buyer in session.execute(query)]


@also_owed
def owed(session: Session, today: date) -> Iterator[Owed]:
    """What stands among what buyers owe: due since the day it was taken over."""
    for debt in debts(session):
        row, late = debt.opening, (today - debt.opening.on).days
        who = (debt.buyer.code, debt.buyer.name)
        facts = (row.entry, row.code, row.on, *who, debt.left, bookings.PEN, None)
        yield Owed(*facts, late, age_of(late), old=True)


def collect(
    session: Session,
    *,
    opening: str,
    amount: int,
    method: str,
    operation: str | None = None,
    till: str | None = None,
    on: date,
    at: datetime,
    by: int,
    confirmed: bool = False,
) -> None:
    """A buyer pays, whole or in part."""
    begun = session.get_one(Opening, opening).on
    if on < begun:
        raise PaidBeforeBegun(on=begun.isoformat())
    _refuse_sum(session, opening, amount, method, confirmed=confirmed)
    if operation:
        refuse_used(session, method, operation)
    number = 1 + len(payments(session, opening))
    cause = cause_of(opening, number)
    purse = cash.purse(session, method, till, on)
    entry = bookings.old_collection(cause, on, opening, purse, amount)
    row = {
        "opening": opening,
        "number": number,
        "amount": amount,
        "method": method,
        "operation": operation,
        "on": on,
    }
    ledger.post(session, entry, (OldPayment, [row]), at=at, by=by)


def _refuse_sum(
    session: Session, opening: str, amount: int, method: str, *, confirmed: bool
) -> None:
    left = ledger.balance(session, acc.old_debt(opening))
    if amount <= 0:
        raise NothingMoved
    if amount > left:
        raise MoreThanOwed(left=showing.money(left))
    if method != cash.CASH:
        return
    if amount % SMALLEST_COIN:
        raise NoSuchCoin
    if must_be_banked(amount, bookings.PEN) and not confirmed:
        raise MuchCash(amount=showing.money(amount))


@also_pays
def old_debt_paid_with(session: Session, method: str, number: str) -> str | None:
    """The old debt that an operation paid, if it did."""
    query = sa.select(OldPayment.opening, OldPayment.operation).where(
        OldPayment.method == method,
        OldPayment.operation.is_not(None),
        ledger.standing(OldPayment.entry),
        not_put_right(_cause()),
    )
    return paid_by(number, session.execute(query))


@also_tells("beginning")
def old_debts_paid() -> Any:
    """What was paid of old debts by an operation and stands."""
    paid = OldPayment
    return sa.select(
        *(_cause().label("cause"), paid.entry, paid.on, paid.method),
        *(sa.literal(bookings.PEN).label("currency"), paid.amount, paid.operation),
    ).where(paid.method != cash.CASH, ledger.standing(paid.entry))


def _cause() -> sa.ColumnElement[str]:
    """What each payment is called in the book, as the databases say it."""
    number = sa.cast(OldPayment.number, sa.Text)
    return sa.literal("old-payment/").concat(OldPayment.opening).concat("/").concat(number)


def undo_payment(
    session: Session,
    opening: str,
    number: int,
    *,
    why: str,
    on: date,
    at: datetime,
    by: int,
    till: str | None = None,
) -> None:
    """A payment was written down by mistake: it is owed again.

    `till` is where its cash lies now, if its drawer was counted since.
    """
    cause = cause_of(opening, number)
    cash.take_back(session, cause, why=why, on=on, at=at, by=by, till=till)


def payments(session: Session, opening: str) -> list[OldPayment]:
    """What was paid of one, in order, with what was undone."""
    query = sa.select(OldPayment).where(OldPayment.opening == opening)
    return list(session.scalars(query.order_by(OldPayment.number)))
