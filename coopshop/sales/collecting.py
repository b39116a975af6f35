"""Money from buyers and back to them; what is collected makes the makers' shares payable."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..cash import DOLLARS, IN_NOTES
from ..cash.operations import refuse_used
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.money import (
    SMALLEST_COIN,
    Dollars,
    cash_back,
    cash_for,
    exchange,
    must_be_banked,
)
from ..domain.showing import money
from . import dollars
from .dollars import DollarsTaken
from .models import Allocation, Payment, ReturnedLot, Sale
from .operations import note_down
from .refusals import (
    AboveDue,
    AboveOwed,
    LessThanACoin,
    MuchCash,
    NoSuchCoin,
    NothingPaid,
    NotPaidAhead,
    PaidBefore,
    RateMissing,
    TooLittle,
    UnknownMethod,
)
from .selling import standing_sale

METHODS = tuple(acc.PURSES)

#: What was paid ahead on an order pays its sale.
PAID_AHEAD = "anticipo"


def due_of(session: Session, sale: Sale) -> int:
    """What the buyer still owes on a sale, in its currency; below zero we owe the buyer."""
    return ledger.balance(session, acc.due(sale.code), sale.currency)


def change_given(session: Session, sale: str) -> int:
    """What was given back at once of the notes that paid a sale."""
    change = sa.func.sum(Payment.tendered - Payment.amount)
    query = sa.select(change).where(
        Payment.sale == sale,
        Payment.tendered > Payment.amount,
        ledger.standing(Payment.entry),
    )
    return int(session.scalar(query) or 0) + dollars.change_in_soles(session, sale)


def collect(
    session: Session,
    *,
    sale: str,
    method: str,
    amount: int | None = None,
    tendered: int | None = None,
    on: date,
    at: datetime,
    by: int,
    fx_micros: int | None = None,
    operation: str | None = None,
    note: str | None = None,
    till: str | None = None,
    handed: int | None = None,
    confirmed: bool = False,
) -> str:
    """The buyer pays `amount` (all that is due, if left out); gives the payment's code.

    Cash that closes the sale is rounded down to ten céntimos, at the association's cost (R9).
    Paid in dollars, `handed` are the cents of the notes, and `fx_micros` the rate of the day.
    """
    sold = standing_sale(session, sale)
    due = due_of(session, sold)
    sure: dict[str, Any] = {"on": on, "at": at, "by": by, "confirmed": confirmed}
    notes = dollars.handed_over(session, method, sold.currency, handed, fx_micros, **sure)
    wanted = wanted_of(due, amount, notes)
    before = cash_so_far(session, sale) if method in IN_NOTES else 0
    wanted, rounding = settled(
        due, method, wanted, sold.currency, sale, confirmed=confirmed, cash_before=before
    )
    return record_payment(
        session,
        sale=sold,
        kind="cobro",
        method=method,
        amount=wanted,
        rounding=rounding,
        tendered=tendered,
        on=on,
        at=at,
        by=by,
        fx_micros=fx_micros,
        operation=operation,
        note=note,
        till=till,
        notes=notes,
    )


def wanted_of(due: int, amount: int | None, notes: Dollars | None) -> int:
    """What shall be paid: the amount said, or all that is due, as far as the dollars go."""
    if amount is not None:
        return amount
    return min(due, notes.worth) if notes else due


def settled(
    due: int,
    method: str,
    wanted: int,
    currency: str,
    sale: str,
    *,
    confirmed: bool,
    cash_before: int = 0,
    more_follows: bool = False,
) -> tuple[int, int]:
    """What is paid and what is rounded off, when `wanted` is offered for what is `due`.

    Only cash that closes the sale is rounded, so not when `more_follows`. `cash_before` is the cash
    that paid the sale already: the law looks at the sum.
    """
    if wanted <= 0:
        raise NothingPaid
    if wanted > due:
        raise AboveDue(due=money(max(due, 0), currency), sale=sale)
    if method not in IN_NOTES:
        return wanted, 0
    if must_be_banked(wanted + cash_before, currency) and not confirmed:
        raise MuchCash(amount=money(wanted + cash_before, currency))
    rounding = 0
    if currency == "PEN" and wanted >= cash_for(due) and not more_follows:
        wanted, rounding = cash_for(due), due - cash_for(due)
        if wanted == 0:
            raise LessThanACoin(due=money(due, currency))
    if method == cash.CASH:
        _refuse_odd_cash(wanted, currency)
    return wanted, rounding


def refund(
    session: Session,
    *,
    sale: str,
    method: str,
    amount: int | None = None,
    on: date,
    at: datetime,
    by: int,
    fx_micros: int | None = None,
    operation: str | None = None,
    note: str | None = None,
    till: str | None = None,
) -> str:
    """Give money back after a return; cash is rounded up, in the buyer's favour."""
    sold = standing_sale(session, sale)
    owed = -due_of(session, sold)
    wanted = owed if amount is None else amount
    if wanted <= 0:
        raise NothingPaid
    if wanted > (cash_back(owed) if method == "efectivo" else owed):
        raise AboveOwed(owed=money(max(owed, 0), sold.currency), sale=sale)
    rounding = 0
    if method == "efectivo":
        if sold.currency == "PEN" and wanted >= owed:
            wanted, rounding = cash_back(owed), cash_back(owed) - owed
        _refuse_odd_cash(wanted, sold.currency)
    return record_payment(
        session,
        sale=sold,
        kind="devolucion",
        method=method,
        amount=-wanted,
        rounding=rounding,
        on=on,
        at=at,
        by=by,
        fx_micros=fx_micros,
        operation=operation,
        note=note,
        till=till,
    )


def record_payment(
    session: Session,
    *,
    sale: Sale,
    kind: str,
    method: str,
    amount: int,
    rounding: int,
    on: date,
    at: datetime,
    by: int,
    fx_micros: int | None = None,
    tendered: int | None = None,
    operation: str | None = None,
    note: str | None = None,
    till: str | None = None,
    order: str | None = None,
    notes: Dollars | None = None,
    turns_payable: Mapping[str, int] | None = None,
    code: str | None = None,
    recorded_at: datetime | None = None,
) -> str:
    """Write down a payment whose figures are settled; gives its code.

    `amount` and `rounding` in the sale's currency, `amount` below zero for a refund; cash lies in
    the drawer of `till`, or in the association's box. What was paid ahead comes from `order`. When
    the sale becomes collected (R6) the makers' shares turn from earned to payable with it;
    `turns_payable` says what does where it is not the last one to be paid. `notes` are the dollars
    that pay it; they lie where cash does, and their change is given in soles from there.
    """
    _refuse(session, sale, method, on, fx_micros, operation, notes)
    if tendered is not None and tendered < amount:
        raise TooLittle(
            tendered=money(tendered, sale.currency), amount=money(amount, sale.currency)
        )
    code = code or ledger.next_code(session, "payment")
    before = due_of(session, sale)
    after = before - amount - rounding
    if kind == "cobro" and after < 0:
        raise AboveDue(due=money(max(before, 0), sale.currency), sale=sale.code)
    difference = _difference(sale, amount, fx_micros)
    turned = released(session, sale.code, before, after) if turns_payable is None else turns_payable
    purse = _purse(session, sale, method, amount, till, order, on)
    if live := recorded_at is None:
        cash.refuse_short(session, purse, -amount, sale.currency)
    about = (f"payment/{code}", on, sale.code, purse)
    if notes:
        paid = dollars.paying(session, notes, amount, purse)
        entry = bookings.paid_in_dollars(*about, amount, rounding, paid, turned)
        more = [(DollarsTaken, [dollars.row_for(session, code, paid, on)])]
    else:
        sums = (sale.currency, amount, rounding, difference)
        entry, more = bookings.collection(*about, *sums, turned), []
    row = {"code": code, "sale": sale.code, "on": on, "kind": kind, "method": method}
    row |= {"currency": sale.currency, "amount": amount, "rounding": rounding}
    row |= {"fx_micros": notes.micros if notes else fx_micros, "rate_difference": difference}
    row |= {"tendered": tendered, "operation": operation, "note": note}
    ledger.post(session, entry, (Payment, [row]), *more, at=at, by=by, recorded_at=recorded_at)
    note_down(session, code, method, operation, live=live and kind == "cobro")
    return code


def _difference(sale: Sale, amount: int, fx_micros: int | None) -> int:
    """Soles won or lost because dollars came at another rate than they were sold at (R8)."""
    if not (sale.fx_micros and fx_micros):
        return 0
    return exchange(amount, fx_micros) - exchange(amount, sale.fx_micros)


def _purse(
    session: Session,
    sale: Sale,
    method: str,
    amount: int,
    till: str | None,
    order: str | None,
    on: date,
) -> str:
    """Where the money goes to; what was paid ahead comes from what is held for its order."""
    if method != PAID_AHEAD:
        return cash.purse(session, method, till, on)
    if not order:
        raise UnknownMethod
    held = -ledger.balance(session, acc.deposit(order), sale.currency)
    if amount > held:
        raise NotPaidAhead(held=money(max(held, 0), sale.currency), order=order)
    return acc.deposit(order)


def released(session: Session, sale: str, before: int, after: int) -> dict[str, int]:
    """What turns payable for each maker when a sale's due goes from `before` to `after` (R6)."""
    if (before <= 0) == (after <= 0):
        return {}
    sign = 1 if after <= 0 else -1
    return {member: sign * cents for member, cents in shares_left(session, sale).items()}


def shares_left(session: Session, sale: str) -> dict[str, int]:
    """What each maker has earned by a sale, less what came back."""
    left: dict[str, int] = defaultdict(int)
    book = session.connection()
    for member, amount in book.execute(_earned, {"sale": sale}):
        left[member] += amount
    for member, amount in book.execute(_back, {"sale": sale}):
        left[member] -= amount
    return left


def cash_so_far(session: Session, sale: str) -> int:
    """What was paid of a sale in notes and coins, dollars as what they are worth."""
    query = sa.select(sa.func.sum(Payment.amount)).where(
        Payment.sale == sale, Payment.method.in_(IN_NOTES), ledger.standing(Payment.entry)
    )
    return int(session.scalar(query) or 0)


_allocation, _returned = Allocation.__table__, ReturnedLot.__table__
_earned = sa.select(_allocation.c.member, _allocation.c.amount).where(
    _allocation.c.sale == sa.bindparam("sale")
)
_back = (
    sa.select(_allocation.c.member, _returned.c.amount)
    .join_from(
        _returned,
        _allocation,
        (_allocation.c.sale == _returned.c.sale)
        & (_allocation.c.line == _returned.c.line)
        & (_allocation.c.position == _returned.c.position),
    )
    .where(_returned.c.sale == sa.bindparam("sale"))
)


def _refuse(
    session: Session,
    sale: Sale,
    method: str,
    on: date,
    fx_micros: int | None,
    operation: str | None,
    notes: Dollars | None,
) -> None:
    if method not in (*METHODS, PAID_AHEAD, DOLLARS):
        raise UnknownMethod
    if on < sale.on:
        raise PaidBefore(on=sale.on.isoformat())
    if sale.currency != "PEN" and not fx_micros:
        raise RateMissing
    if method == DOLLARS and notes is None:
        raise dollars.DollarsMissing
    if operation:
        refuse_used(session, method, operation)


def _refuse_odd_cash(amount: int, currency: str) -> None:
    if currency == "PEN" and amount % SMALLEST_COIN:
        raise NoSuchCoin(
            less=money(cash_for(amount), currency), more=money(cash_back(amount), currency)
        )
