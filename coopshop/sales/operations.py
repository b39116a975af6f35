"""Money that comes by telephone or bank: one operation pays once, and somebody must see it come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..cash.numbers import also_lets_go
from ..cash.operations import (
    also_pays,
    also_tells,
    came_in,
    not_put_right_since,
    paid_later_with,
    told_later,
)
from ..domain import bookings, identifiers
from ..domain.errors import N_, Refused
from ..ledger.models import Entry
from .models import Awaited, Operation, Payment, Sighting, SightingElsewhere

#: Ways of paying whose money shows in an account of ours, where it can be seen or missed.
SEEN_IN_ACCOUNT = ("yape", "plin", "transferencia")


class NothingToSee(Refused):
    """A look at no payment at all."""

    message = N_("Tick the operations that you see in our account.")


@dataclass(frozen=True, slots=True)
class Looked:
    """A payment by telephone or bank, and whether its money was seen (None: nobody looked)."""

    code: str
    #: The sale that it paid; nothing where it paid something else: then `code` is the cause.
    sale: str | None
    on: date
    at: datetime
    method: str
    currency: str
    amount: int
    operation: str | None
    seen: bool | None

    @property
    def cause(self) -> str:
        """The cause of its entry."""
        return f"payment/{self.code}" if self.sale else self.code


@also_pays
def paid_with(session: Session, method: str, number: str) -> str | None:
    """The sale that an operation paid, or what else it paid if its number was typed later."""
    used = session.get(Operation, (method, number))
    if used:
        return session.get_one(Payment, used.payment).sale
    kind, _, code = (paid_later_with(session, method, number) or "").partition("/")
    return session.get_one(Payment, code).sale if kind == "payment" else code or None


@also_tells("sales")
def buyers_paid() -> Any:
    """What buyers paid on sales by an operation and stands; cash has none."""
    paid, numbered = Payment, (*SEEN_IN_ACCOUNT, "tarjeta")
    return sa.select(
        *(sa.literal("payment/").concat(paid.code).label("cause"), paid.entry, paid.on),
        *(paid.method, paid.currency, paid.amount, paid.operation),
    ).where(paid.method.in_(numbered), paid.kind == "cobro", ledger.standing(paid.entry))


def note_down(
    session: Session, payment: str, method: str, operation: str | None, *, live: bool
) -> None:
    """Keep the number of a payment's operation, and wait for its money if it is paid now."""
    if operation:
        number = identifiers.operation(operation)
        session.add(Operation(method=method, number=number, payment=payment))
    if live and method in SEEN_IN_ACCOUNT:
        session.add(Awaited(payment=payment))
    session.flush()


def let_go(session: Session, payment: str) -> None:
    """A payment was reversed: its number may pay another, and nobody waits for it."""
    session.execute(sa.delete(Operation).where(Operation.payment == payment))
    session.execute(sa.delete(Awaited).where(Awaited.payment == payment))


@also_lets_go
def let_go_of_number(session: Session, cause: str) -> None:
    """The number of a payment was wrong: it may pay another, and nobody has seen the right one."""
    payment = session.get(Payment, cause.removeprefix("payment/"))
    if not cause.startswith("payment/") or payment is None:
        return
    session.execute(sa.delete(Operation).where(Operation.payment == payment.code))
    if payment.method in SEEN_IN_ACCOUNT and session.get(Awaited, payment.code) is None:
        session.add(Awaited(payment=payment.code))
        session.flush()


def see(
    session: Session,
    payments: Sequence[str],
    *,
    seen: bool = True,
    on: date,
    at: datetime,
    by: int,
) -> str:
    """Write down that the money of some payments is in our account, or is not.

    Payments of sales are named by their codes, others by their causes (`deposit/A0001`).
    """
    if not payments:
        raise NothingToSee
    code = ledger.next_code(session, "sighting")
    of_sales = [payment for payment in payments if "/" not in payment]
    rows = [{"code": code, "payment": payment, "seen": seen} for payment in of_sales]
    others = [{"code": code, "cause": one, "seen": seen} for one in payments if "/" in one]
    entry = bookings.notice(f"sighting/{code}", "sighting", on)
    facts = [each for each in ((Sighting, rows), (SightingElsewhere, others)) if each[1]]
    ledger.post(session, entry, *facts, at=at, by=by)
    session.execute(sa.delete(Awaited).where(Awaited.payment.in_(of_sales)))
    if not seen:
        session.add_all([Awaited(payment=payment) for payment in of_sales])
        session.flush()
    return code


def awaited(session: Session) -> list[Looked]:
    """Payments whose money nobody has seen, the oldest first."""
    of_sales = _looked(session, Payment.code.in_(sa.select(Awaited.payment)))
    others = _elsewhere(session, _not_seen)
    return sorted([*of_sales, *others], key=lambda one: one.at)


def count_awaited(session: Session) -> int:
    """How many payments nobody has seen in our account."""
    of_sales = session.scalar(sa.select(sa.func.count()).select_from(Awaited)) or 0
    return of_sales + len(_elsewhere(session, _not_seen))


def of_day(session: Session, on: date) -> list[Looked]:
    """Every payment by telephone or bank of a day that stands, in order."""
    wanted = Payment.method.in_(SEEN_IN_ACCOUNT), Payment.kind == "cobro", Entry.on == on
    others = _elsewhere(session, lambda paid, _seen: paid.c.on == on)
    return [*_looked(session, sa.and_(*wanted)), *others]


def _not_seen(_paid: sa.Subquery, seen: Any) -> sa.ColumnElement[bool]:
    """Nobody looked yet, or it was not there."""
    return sa.or_(seen.is_(None), seen.is_(sa.false()))


def _elsewhere(
    session: Session, wanted: Callable[[sa.Subquery, Any], sa.ColumnElement[bool]]
) -> list[Looked]:
    """What paid something else than a sale: an order ahead, a carrier's loss, an old debt."""
    paid = came_in("sales")
    last = (
        sa.select(SightingElsewhere.seen)
        .where(SightingElsewhere.cause == paid.c.cause)
        .where(not_put_right_since(SightingElsewhere.entry, SightingElsewhere.cause))
        .order_by(SightingElsewhere.entry.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(
            *(paid.c.cause, sa.null(), paid.c.on, Entry.at, paid.c.method),
            *(paid.c.currency, paid.c.amount, paid.c.operation, last),
        )
        .join(Entry, Entry.id == paid.c.entry)
        .where(paid.c.method.in_(SEEN_IN_ACCOUNT), wanted(paid, last))
        .order_by(paid.c.entry)
    )
    return [Looked(*row) for row in session.execute(query)]


def _looked(session: Session, wanted: sa.ColumnElement[bool]) -> list[Looked]:
    cause = sa.literal("payment/").concat(Sighting.payment)
    last = (
        sa.select(Sighting.seen)
        .where(Sighting.payment == Payment.code, not_put_right_since(Sighting.entry, cause))
        .order_by(Sighting.entry.desc())
        .limit(1)
        .scalar_subquery()
    )
    later = told_later()
    query = (
        sa.select(
            *(Payment.code, Payment.sale, Payment.on, Entry.at, Payment.method),
            *(Payment.currency, Payment.amount),
            *(sa.func.coalesce(later.c.operation, Payment.operation), last),
        )
        .join(Entry, Entry.id == Payment.entry)
        .outerjoin(later, later.c.cause == Entry.cause)
        .where(wanted, ledger.standing(Payment.entry))
        .order_by(Payment.entry)
    )
    return [Looked(*row) for row in session.execute(query)]
