"""Money paid ahead on an order: it is the buyer's until pieces are sold for it, or it goes back."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..cash.operations import also_pays, also_tells, not_put_right, paid_by, refuse_used
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown
from ..domain.money import SMALLEST_COIN, half_up, must_be_banked
from ..domain.showing import money
from ..sales.collecting import METHODS, MuchCash, NothingPaid, UnknownMethod
from .models import Deposit, Order
from .ordering import order_of, ordered_lines, refuse_over, remaining

IN, BACK, KEPT = "anticipo", "devolucion", "retenido"


class UnknownDeposit(Unknown):
    """No such deposit."""

    message = N_("There is no deposit %(code)s.")


class MoreThanOrder(Refused):
    """More than all of it costs."""

    message = N_("The order comes to %(total)s; only %(left)s can still be paid ahead.")
    field = "amount"


class MoreThanHeld(Refused):
    """More than was paid ahead and is still there."""

    message = N_("Only %(held)s of what was paid ahead is left.")
    field = "amount"


class NoSuchCoin(Refused):
    """Céntimos that no coin can pay."""

    message = N_("Cash ends in ten céntimos; write another amount or another way of paying.")
    field = "amount"


class WhyKept(Refused):
    """Somebody else's money is not kept without a word."""

    message = N_("Write what was agreed with the buyer.")
    field = "note"


class SpentSince(Refused):
    """It has paid a sale or went back."""

    message = N_("This money was used since; give back what is left instead.")


def held(session: Session, order: Order) -> int:
    """What was paid ahead and is still the buyer's, in the order's currency."""
    return -ledger.balance(session, acc.deposit(order.code), order.currency)


def pay_ahead(
    session: Session,
    *,
    order: str,
    method: str,
    amount: int,
    on: date,
    at: datetime,
    by: int,
    till: str | None = None,
    operation: str | None = None,
    note: str | None = None,
    confirmed: bool = False,
) -> str:
    """The buyer pays a part of an order before it is made; gives the deposit's code."""
    found = order_of(session, order)
    refuse_over(session, order)
    _refuse_sum(found, method, amount)
    left = _still_to_sell(session, found) - held(session, found)
    if amount > left:
        total, left_ = money(found.total, found.currency), money(max(left, 0), found.currency)
        raise MoreThanOrder(total=total, left=left_)
    if method == cash.CASH and must_be_banked(amount, found.currency) and not confirmed:
        raise MuchCash(amount=money(amount, found.currency))
    if operation:
        refuse_used(session, method, operation)
    return _post(
        session,
        found,
        IN,
        method=method,
        amount=amount,
        other=cash.purse(session, method, till, on),
        operation=operation,
        note=note,
        on=on,
        at=at,
        by=by,
    )


def give_back(
    session: Session,
    *,
    order: str,
    method: str,
    on: date,
    at: datetime,
    by: int,
    amount: int | None = None,
    till: str | None = None,
    operation: str | None = None,
    note: str | None = None,
) -> str:
    """Give the buyer back what was paid ahead (all that is left, if no amount is said)."""
    found = order_of(session, order)
    there = held(session, found)
    wanted = there if amount is None else amount
    _refuse_sum(found, method, wanted)
    if wanted > there:
        raise MoreThanHeld(held=money(max(there, 0), found.currency))
    purse = cash.purse(session, method, till, on)
    cash.refuse_short(session, purse, wanted, found.currency)
    return _post(
        session,
        found,
        BACK,
        method=method,
        amount=wanted,
        other=purse,
        operation=operation,
        note=note,
        on=on,
        at=at,
        by=by,
    )


def keep(
    session: Session,
    *,
    order: str,
    on: date,
    at: datetime,
    by: int,
    amount: int | None = None,
    note: str | None = None,
) -> str:
    """Keep what was paid ahead, as it was agreed with the buyer."""
    found = order_of(session, order)
    there = held(session, found)
    wanted = there if amount is None else amount
    if not note:
        raise WhyKept
    if wanted <= 0:
        raise NothingPaid
    if wanted > there:
        raise MoreThanHeld(held=money(max(there, 0), found.currency))
    return _post(
        session,
        found,
        KEPT,
        method=None,
        amount=wanted,
        other=acc.OTHER_INCOME,
        operation=None,
        note=note,
        on=on,
        at=at,
        by=by,
    )


def undo(
    session: Session,
    code: str,
    *,
    why: str,
    on: date,
    at: datetime,
    by: int,
    till: str | None = None,
) -> None:
    """A deposit was written down by mistake: its mirror goes into the book if it is still there.

    `till` is where its cash lies now, if its drawer was counted since.
    """
    found = deposit_of(session, code)
    order = order_of(session, found.order)
    if found.kind == IN and held(session, order) < found.amount:
        raise SpentSince
    cash.take_back(session, f"deposit/{code}", why=why, on=on, at=at, by=by, till=till)


def deposit_of(session: Session, code: str) -> Deposit:
    """One deposit, refused when there is none of that code."""
    found = session.get(Deposit, code)
    if found is None:
        raise UnknownDeposit(code=code)
    return found


def _still_to_sell(session: Session, order: Order) -> int:
    """What is still to be delivered of an order comes to so much, at its prices."""
    left = remaining(session, order.code)
    return sum(
        half_up(line.total * left[line.line], line.units)
        for line in ordered_lines(session, order.code)
    )


def _refuse_sum(order: Order, method: str, amount: int) -> None:
    if method not in METHODS:
        raise UnknownMethod
    if amount <= 0:
        raise NothingPaid
    if method == cash.CASH and order.currency == bookings.PEN and amount % SMALLEST_COIN:
        raise NoSuchCoin


@also_pays
def paid_ahead_with(session: Session, method: str, number: str) -> str | None:
    """The order on which an operation paid ahead, if it did."""
    query = sa.select(Deposit.order, Deposit.operation).where(
        Deposit.method == method,
        Deposit.operation.is_not(None),
        Deposit.kind == IN,
        ledger.standing(Deposit.entry),
        not_put_right(sa.literal("deposit/").concat(Deposit.code)),
    )
    return paid_by(number, session.execute(query))


@also_tells("orders")
def paid_ahead_() -> Any:
    """What was paid ahead by an operation and stands."""
    return sa.select(
        *(sa.literal("deposit/").concat(Deposit.code).label("cause"), Deposit.entry, Deposit.on),
        *(Deposit.method, Deposit.currency, Deposit.amount, Deposit.operation),
    ).where(Deposit.kind == IN, Deposit.method != cash.CASH, ledger.standing(Deposit.entry))


def _post(
    session: Session,
    order: Order,
    kind: str,
    *,
    method: str | None,
    amount: int,
    other: str,
    operation: str | None,
    note: str | None,
    on: date,
    at: datetime,
    by: int,
) -> str:
    code = ledger.next_code(session, "deposit")
    row: dict[str, Any] = {"code": code, "order": order.code, "on": on, "kind": kind}
    row |= {"method": method, "currency": order.currency, "amount": amount}
    row |= {"operation": operation, "note": note}
    kinds = {IN: "deposit", BACK: "deposit_back", KEPT: "deposit_kept"}
    entry = bookings.deposit(code, on, order.code, kinds[kind], other, amount, order.currency)
    ledger.post(session, entry, (Deposit, [row]), at=at, by=by)
    return code
