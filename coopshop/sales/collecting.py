"""Money from buyers and back to them; what is collected makes the makers' shares payable."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..cash.operations import refuse_used
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.errors import N_, Confirm, Refused
from ..domain.money import SMALLEST_COIN, cash_back, cash_for, exchange, must_be_banked
from ..domain.showing import money
from .models import Allocation, Payment, ReturnedLot, Sale
from .operations import note_down
from .selling import standing_sale

METHODS = tuple(acc.PURSES)

#: What was paid ahead on an order pays its sale.
PAID_AHEAD = "anticipo"


class AboveDue(Refused):
    """More than the buyer owes."""

    message = N_("Only %(due)s is due on %(sale)s.")
    field = "amount"


class AboveOwed(Refused):
    """More than the buyer is owed back."""

    message = N_("Only %(owed)s can be given back on %(sale)s.")
    field = "amount"


class NothingPaid(Refused):
    """A payment of nothing."""

    message = N_("The amount must be above zero.")
    field = "amount"


class NoSuchCoin(Refused):
    """Céntimos that no coin can pay."""

    message = N_("Cash ends in ten céntimos: %(less)s or %(more)s.")
    field = "amount"


class LessThanACoin(Refused):
    """So little is due that no coin can pay it."""

    message = N_("%(due)s is less than the smallest coin; choose another way of paying.")
    field = "method"


class PaidBefore(Refused):
    """A sale was collected before it was made."""

    message = N_("The sale is of %(on)s; it cannot be paid before.")
    field = "on"


class RateMissing(Refused):
    """Dollars come at the rate of their day."""

    message = N_("Write the exchange rate of the day.")
    field = "fx_rate"


class UnknownMethod(Refused):
    """A way of paying that the book has no account for."""

    message = N_("Choose how it is paid.")
    field = "method"


class TooLittle(Refused):
    """A note smaller than what it pays."""

    message = N_("%(tendered)s is less than the %(amount)s to pay.")
    field = "tendered"


class NotPaidAhead(Refused):
    """More than lies there for the order."""

    message = N_("Only %(held)s was paid ahead on order %(order)s.")
    field = "amount"


class MuchCash(Confirm):
    """From S/ 2,000 on, the buyer needs bank means to use the cost (Ley 28194)."""

    message = N_(
        "%(amount)s in cash: from S/ 2,000 on the law asks for bank means. Go on all the same?"
    )
    field = "amount"


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
    return int(session.scalar(query) or 0)


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
    confirmed: bool = False,
) -> str:
    """The buyer pays `amount` (all that is due, if left out); gives the payment's code.

    Cash that closes the sale is rounded down to ten céntimos, at the association's cost (R9).
    """
    sold = standing_sale(session, sale)
    due = due_of(session, sold)
    wanted = due if amount is None else amount
    before = cash_so_far(session, sale) if method == "efectivo" else 0
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
    )


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
    if method != "efectivo":
        return wanted, 0
    if must_be_banked(wanted + cash_before, currency) and not confirmed:
        raise MuchCash(amount=money(wanted + cash_before, currency))
    rounding = 0
    if currency == "PEN" and wanted >= cash_for(due) and not more_follows:
        wanted, rounding = cash_for(due), due - cash_for(due)
        if wanted == 0:
            raise LessThanACoin(due=money(due, currency))
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
    turns_payable: Mapping[str, int] | None = None,
    code: str | None = None,
    recorded_at: datetime | None = None,
) -> str:
    """Write down a payment whose figures are settled; gives its code.

    `amount` and `rounding` in the sale's currency, `amount` below zero for a refund; cash lies in
    the drawer of `till`, or in the association's box. What was paid ahead comes from `order`. When
    the sale becomes collected (R6) the makers' shares turn from earned to payable with it;
    `turns_payable` says what does where it is not the last one to be paid.
    """
    _refuse(session, sale, method, on, fx_micros, operation)
    if tendered is not None and tendered < amount:
        raise TooLittle(
            tendered=money(tendered, sale.currency), amount=money(amount, sale.currency)
        )
    code = code or ledger.next_code(session, "payment")
    before = due_of(session, sale)
    after = before - amount - rounding
    if kind == "cobro" and after < 0:
        raise AboveDue(due=money(max(before, 0), sale.currency), sale=sale.code)
    difference = 0
    if sale.fx_micros and fx_micros:
        difference = exchange(amount, fx_micros) - exchange(amount, sale.fx_micros)
    entry = bookings.collection(
        f"payment/{code}",
        on,
        sale.code,
        _purse(session, sale, method, amount, till, order, on),
        sale.currency,
        amount,
        rounding,
        difference,
        released(session, sale.code, before, after) if turns_payable is None else turns_payable,
    )
    row = {"code": code, "sale": sale.code, "on": on, "kind": kind, "method": method}
    row |= {"currency": sale.currency, "amount": amount, "rounding": rounding}
    row |= {"fx_micros": fx_micros, "rate_difference": difference, "tendered": tendered}
    row |= {"operation": operation, "note": note}
    ledger.post(session, entry, (Payment, [row]), at=at, by=by, recorded_at=recorded_at)
    live = recorded_at is None and kind == "cobro"
    note_down(session, code, method, operation, live=live)
    return code


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
    """What was paid of a sale in cash."""
    query = sa.select(sa.func.sum(Payment.amount)).where(
        Payment.sale == sale, Payment.method == "efectivo", ledger.standing(Payment.entry)
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
) -> None:
    if method not in (*METHODS, PAID_AHEAD):
        raise UnknownMethod
    if on < sale.on:
        raise PaidBefore(on=sale.on.isoformat())
    if sale.currency != "PEN" and not fx_micros:
        raise RateMissing
    if operation:
        refuse_used(session, method, operation)


def _refuse_odd_cash(amount: int, currency: str) -> None:
    if currency == "PEN" and amount % SMALLEST_COIN:
        raise NoSuchCoin(
            less=money(cash_for(amount), currency), more=money(cash_back(amount), currency)
        )
