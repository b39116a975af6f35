"""Taking back what was recorded by mistake: a payment, or a whole sale while it is fresh."""

from collections import defaultdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..domain import accounts as acc
from ..domain.errors import N_, Refused, Unknown
from ..ledger.models import Entry, Move
from ..ledger.reading import moves
from .collecting import cash_so_far, due_of, record_payment, released, settled
from .dollars import handed_over
from .models import Payment, Return, Undone
from .operations import let_go
from .selling import standing_sale


class UnknownPayment(Unknown):
    """No such payment."""

    message = N_("There is no payment %(code)s.")


class TakenBack(Refused):
    """A payment that was reversed stays so."""

    message = N_("Payment %(code)s was taken back before.")


class ShareReturned(Refused):
    """What came back of a sale was paid or credited; it cannot be unmade."""

    message = N_("Pieces of sale %(sale)s came back; take back the others in the same way.")


class CountedSince(Refused):
    """The cash was counted with what is to be taken back."""

    message = N_("The drawer of %(till)s was counted since; the payment stays as it is.")


class SameMethod(Refused):
    """Nothing would be different."""

    message = N_("It is paid like that already.")
    field = "method"


def payment(session: Session, code: str) -> Payment:
    """One payment, refused when there is none of that code."""
    found = session.get(Payment, code)
    if found is None:
        raise UnknownPayment(code=code)
    return found


def payments_of(session: Session, sale: str) -> list[Payment]:
    """The payments of a sale that stand, in order."""
    query = sa.select(Payment).where(Payment.sale == sale, ledger.standing(Payment.entry))
    return list(session.scalars(query.order_by(Payment.entry)))


def till_of(session: Session, payment: Payment) -> str | None:
    """Whose drawer holds the cash of a payment; None when it lies in no drawer."""
    query = sa.select(Move.source, Move.target).where(Move.entry == payment.entry)
    accounts = (account for row in session.execute(query) for account in row)
    drawer = next((name for name in accounts if name.startswith(acc.DRAWERS)), None)
    return drawer.removeprefix(acc.DRAWERS) if drawer else None


def unpay(session: Session, code: str, *, why: str, at: datetime, by: int) -> None:
    """Reverse a payment, on its own day; its drawer must still be open.

    Only what it made payable itself is taken back: the caller sees to the payments after it.
    """
    paid = payment(session, code)
    if not session.scalar(sa.select(ledger.standing(sa.literal(paid.entry)))):
        raise TakenBack(code=code)
    _refuse_counted(session, paid)
    cash.take_back(session, f"payment/{code}", why=why, on=paid.on, at=at, by=by)
    let_go(session, code)


def change_method(
    session: Session,
    code: str,
    *,
    method: str,
    operation: str | None = None,
    till: str | None = None,
    handed: int | None = None,
    fx_micros: int | None = None,
    why: str,
    at: datetime,
    by: int,
    confirmed: bool = False,
) -> str:
    """A payment was written down under the wrong way of paying; gives the right one's code."""
    wrong = payment(session, code)
    sold = standing_sale(session, wrong.sale)
    if wrong.method == method:
        raise SameMethod
    _refuse_returned(session, sold.code)
    before = due_of(session, sold)
    unpay(session, code, why=why, at=at, by=by)
    due = due_of(session, sold)
    in_cash = cash_so_far(session, sold.code) if method in cash.IN_NOTES else 0
    sure: dict[str, Any] = {"on": wrong.on, "at": at, "by": by, "confirmed": confirmed}
    notes = handed_over(session, method, sold.currency, handed, fx_micros, **sure)
    asked = (due, method, wrong.amount + wrong.rounding, sold.currency, sold.code)
    amount, rounding = settled(*asked, confirmed=confirmed, cash_before=in_cash)
    return record_payment(
        session,
        sale=sold,
        kind="cobro",
        method=method,
        amount=amount,
        rounding=rounding,
        on=wrong.on,
        at=at,
        by=by,
        fx_micros=None if wrong.method == cash.DOLLARS else wrong.fx_micros,
        operation=operation,
        note=wrong.note,
        till=till,
        notes=notes,
        turns_payable=_instead(session, wrong, before, due - amount - rounding),
    )


def _instead(session: Session, wrong: Payment, before: int, after: int) -> dict[str, int]:
    """What the right payment makes payable: what the wrong one had, and what has changed by both.

    The sale may have been collected by a later payment, and is so still.
    """
    turned = defaultdict(int, released(session, wrong.sale, before, after))
    hers, waiting = acc.payable(""), acc.earned("")
    for move in moves(session, wrong.entry):
        if move.source.startswith(hers) and move.target.startswith(waiting):
            turned[move.source.removeprefix(hers)] += move.amount
        elif move.source.startswith(waiting) and move.target.startswith(hers):
            turned[move.target.removeprefix(hers)] -= move.amount
    return turned


def undo(session: Session, sale: str, *, document: str, why: str, at: datetime, by: int) -> None:
    """Reverse a sale and its payments: every piece and every céntimo is where it was before.

    The room that issued its paper looks first whether it may be undone.
    """
    sold = standing_sale(session, sale)
    _refuse_returned(session, sale)
    for paid in reversed(payments_of(session, sale)):
        unpay(session, paid.code, why=why, at=at, by=by)
    void = (Undone, [{"sale": sale, "document": document}])
    ledger.reverse(session, f"sale/{sale}", void, why=why, on=sold.on, at=at, by=by)


def undone_among(session: Session, sales: set[str]) -> set[str]:
    """Which of some sales were undone."""
    return set(session.scalars(sa.select(Undone.sale).where(Undone.sale.in_(sales))))


def undone(session: Session, sale: str) -> Entry | None:
    """The entry that undid a sale, if it was undone."""
    query = sa.select(Entry).join(Undone, Undone.entry == Entry.id).where(Undone.sale == sale)
    return session.scalar(query)


def _refuse_counted(session: Session, paid: Payment) -> None:
    """Cash is taken back only out of the drawer that it went into, before that is counted."""
    till = till_of(session, paid)
    if not till:
        return
    cash.purse(session, paid.method, till, paid.on)
    drawer = cash.standing(session, till)
    opened = session.get(cash.CashSession, drawer.session)
    if opened is None or opened.entry > paid.entry:
        raise CountedSince(till=drawer.name)


def _refuse_returned(session: Session, sale: str) -> None:
    if session.scalar(sa.select(sa.exists().where(Return.sale == sale))):
        raise ShareReturned(sale=sale)
