"""Numbers of operations: typed when the payment was written down already, and put right.

A number is never typed over. What was wrong stays beside what took its place, with the reason.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import bookings, identifiers
from ..domain.errors import N_, Confirm, Refused
from ..ledger.models import Entry
from .models import OperationCorrected, OperationLater
from .operations import OperationTwice, as_written, came_in, refuse_used


class NoSuchOperation(Refused):
    """It was taken back meanwhile, or never came by an operation."""

    message = N_("This payment no longer stands; look at the list again.")


class HasItsNumber(Refused):
    """A number that was written down is put right, with a reason."""

    message = N_("The payment has a number already: %(operation)s.")
    field = "operation"


class HasNoNumber(Refused):
    """There is nothing to put right."""

    message = N_("The payment has no number yet; type it where operations are seen.")
    field = "operation"


class SameNumber(Refused):
    """Nothing would be different."""

    message = N_("That is the number it has.")
    field = "operation"


class NotANumber(Refused):
    """A stroke, a point: nothing that the account of the bank would show."""

    message = N_("Write the number as it stands on the telephone: letters and digits.")
    field = "operation"


class WereSwapped(Confirm):
    """The right number is another payment's: of two in a row each may have got the other's."""

    message = N_(
        "Operation %(operation)s is that of %(sale)s. Were the two swapped? "
        "Then %(sale)s takes %(wrong)s."
    )


@dataclass(frozen=True, slots=True)
class Number:
    """The number that holds, and those that were wrong, the first one first."""

    now: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it was written down once: when, by whom, and why if it took another's place."""

    operation: str
    at: datetime
    by: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment by an operation that stands, and every number it was given, the last one last."""

    cause: str
    on: date
    method: str
    currency: str
    amount: int
    numbers: tuple[Written, ...]

    @property
    def now(self) -> str:
        """The number that holds; nothing as long as nobody typed one."""
        return self.numbers[-1].operation if self.numbers else ""


#: A room that keeps numbers by itself forgets that of a payment.
LettingGo = Callable[[Session, str], None]

_letting_go: list[LettingGo] = []


def also_lets_go(room: LettingGo) -> LettingGo:
    """A room that keeps numbers by itself is told when one of them was wrong."""
    _letting_go.append(room)
    return room


def numbers_of(session: Session, causes: Sequence[str]) -> dict[str, Number]:
    """The numbers that were typed later or put right, by the cause of their payment."""
    later, right = OperationLater, OperationCorrected
    query = sa.select(later.cause, later.operation).where(later.cause.in_(causes))
    found = {cause: Number(operation) for cause, operation in session.execute(query)}
    before: dict[str, list[str]] = defaultdict(list)
    query_right = sa.select(right).where(right.cause.in_(causes)).order_by(right.cause, right.turn)
    for row in session.scalars(query_right):
        before[row.cause].append(row.was)
        found[row.cause] = Number(row.operation, tuple(before[row.cause]))
    return found


def paid_by_operation(session: Session, cause: str) -> Paid:
    """One payment with the story of its number, refused where none stands."""
    row = _written(session, as_written(), cause)
    numbers = [Written(row.operation, *_moment(session, row.entry))] if row.operation else []
    later = session.get(OperationLater, cause)
    if later:
        numbers.append(Written(later.operation, *_moment(session, later.entry)))
    numbers += [
        Written(right.operation, *_moment(session, right.entry), right.note)
        for right in _put_right(session, cause)
    ]
    return Paid(cause, row.on, row.method, row.currency, row.amount, tuple(numbers))


def tell_later(
    session: Session, cause: str, operation: str, *, on: date, at: datetime, by: int
) -> None:
    """Write down the number of an operation whose payment was recorded without one.

    It stands beside the payment for ever, and pays once like any other; the payment is named by the
    cause of its entry.
    """
    found = _written(session, came_in(), cause)
    if found.operation:
        raise HasItsNumber(operation=found.operation)
    row = {"cause": cause, **_spelt(session, found.method, operation)}
    entry = bookings.notice(f"operation/{cause}", "operation", on)
    ledger.post(session, entry, (OperationLater, [row]), at=at, by=by)


def put_number_right(
    session: Session,
    cause: str,
    operation: str,
    *,
    why: str,
    on: date,
    at: datetime,
    by: int,
    confirmed: bool = False,
) -> None:
    """The number of a payment was typed wrong: the right one holds from now on, both stay.

    The wrong one may pay another from then on. If the right one is another's, the two were swapped,
    once a person says so: then the other takes the wrong one.
    """
    found = _written(session, came_in(), cause)
    if not found.operation:
        raise HasNoNumber
    if identifiers.operation(found.operation) == identifiers.operation(operation):
        raise SameNumber
    stamp: dict[str, Any] = {"why": why, "on": on, "at": at, "by": by}
    try:
        _spelt(session, found.method, operation)
    except OperationTwice as twice:
        other = _holder(session, found.method, operation)
        if other is None:
            raise
        if not confirmed:
            facts = {"operation": other.operation, "sale": twice.facts["sale"]}
            raise WereSwapped(**facts, wrong=found.operation) from None
        _correct(session, other, found.operation, **stamp)
    _correct(session, found, operation, **stamp)


def _correct(
    session: Session, paid: Any, operation: str, *, why: str, on: date, at: datetime, by: int
) -> None:
    """Another number holds for a payment; whoever calls knows that it is free."""
    turn = 1 + len(_put_right(session, paid.cause))
    row = {"cause": paid.cause, "turn": turn, "was": paid.operation, "note": why}
    row |= {"method": paid.method, "operation": operation}
    row["number"] = identifiers.operation(operation)
    entry = bookings.notice(f"number/{paid.cause}/{turn}", "number", on)
    ledger.post(session, entry, (OperationCorrected, [row]), at=at, by=by)
    for let_go in _letting_go:
        let_go(session, paid.cause)


def _holder(session: Session, method: str, operation: str) -> Any:
    """The payment that stands and has this number, as `came_in` tells it."""
    paid, number = came_in(), identifiers.operation(operation)
    query = sa.select(paid).where(paid.c.method == method, paid.c.operation.is_not(None))
    same = (row for row in session.execute(query) if identifiers.operation(row.operation) == number)
    return next(same, None)


def _spelt(session: Session, method: str, operation: str) -> dict[str, str]:
    """A number to be kept, refused where it is none or has paid something."""
    number = identifiers.operation(operation)
    if not number:
        raise NotANumber
    refuse_used(session, method, operation)
    return {"method": method, "operation": operation, "number": number}


def _written(session: Session, paid: sa.Subquery, cause: str) -> Any:
    """The row of one payment that stands; found by its entry, which has an index in every room."""
    entry = session.scalar(sa.select(Entry.id).where(Entry.cause == cause))
    query = sa.select(paid).where(paid.c.entry == entry, paid.c.cause == cause)
    found = session.execute(query).first()
    if found is None:
        raise NoSuchOperation
    return found


def _put_right(session: Session, cause: str) -> list[OperationCorrected]:
    query = sa.select(OperationCorrected).where(OperationCorrected.cause == cause)
    return list(session.scalars(query.order_by(OperationCorrected.turn)))


def _moment(session: Session, entry: int) -> tuple[datetime, int]:
    found = session.get_one(Entry, entry)
    return found.at, found.by
