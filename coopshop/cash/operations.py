"""One operation of Yape, Plin, a card or a bank pays once, in whatever room it pays."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import bookings, identifiers
from ..domain.errors import N_, Refused
from ..ledger.models import Entry
from .models import OperationLater


class OperationTwice(Refused):
    """One operation of Yape, Plin or the bank cannot pay twice."""

    message = N_("Operation %(operation)s paid %(sale)s already.")
    field = "operation"


class NoSuchOperation(Refused):
    """It was taken back meanwhile, or never came by an operation."""

    message = N_("This payment no longer stands; look at the list again.")


class HasItsNumber(Refused):
    """A number that was written down stays."""

    message = N_("The payment has a number already: %(operation)s.")
    field = "operation"


class NotANumber(Refused):
    """A stroke, a point: nothing that the account of the bank would show."""

    message = N_("Write the number as it stands on the telephone: letters and digits.")
    field = "operation"


#: Says what an operation (a method and a number) has paid in a room.
Elsewhere = Callable[[Session, str, str], str | None]

_elsewhere: list[Elsewhere] = []


def also_pays(reader: Elsewhere) -> Elsewhere:
    """Every room where money comes in by an operation is asked before one pays again."""
    _elsewhere.append(reader)
    return reader


def paid_by(number: str, paid: Iterable[Any]) -> str | None:
    """The first thing that an operation paid, of pairs (what was paid, the number as typed)."""
    same = (what for what, typed in paid if typed and identifiers.operation(typed) == number)
    return next(same, None)


#: What the rooms tell of money that came in by an operation and stands: these columns, in order.
COLUMNS = ("cause", "entry", "on", "method", "currency", "amount", "operation")

Telling = Callable[[], Any]

_telling: dict[str, Telling] = {}


def also_tells(room: str) -> Callable[[Telling], Telling]:
    """Every room where money comes in by telephone, card or bank says how to find it.

    The query gives `COLUMNS`; `cause` is that of the book, `deposit/A0001`.
    """

    def keep(telling: Telling) -> Telling:
        _telling[room] = telling
        return telling

    return keep


def came_in(*but: str) -> sa.Subquery:
    """All that came in by an operation, of all rooms `but` some; with numbers typed later."""
    told, later = as_written(*but), OperationLater
    number = sa.func.coalesce(told.c.operation, later.operation).label("operation")
    same = (told.c[name] for name in COLUMNS if name != "operation")
    query = sa.select(*same, number).outerjoin(later, later.cause == told.c.cause)
    return query.subquery("came_in")


def as_written(*but: str) -> sa.Subquery:
    """The same with the numbers that were written down with the payments only."""
    told = [telling() for room, telling in sorted(_telling.items()) if room not in but]
    return sa.union_all(*told).subquery("as_written")


def paid_later_with(session: Session, method: str, number: str) -> str | None:
    """The cause of the payment that stands and was given this number later, if one was."""
    query = (
        sa.select(OperationLater.cause)
        .join(Entry, Entry.cause == OperationLater.cause)
        .where(OperationLater.method == method, OperationLater.number == number)
        .where(ledger.standing(Entry.id))
    )
    return session.scalars(query.limit(1)).first()


def told_later(session: Session, causes: Sequence[str]) -> dict[str, str]:
    """Numbers typed later, by the cause of their payment."""
    query = sa.select(OperationLater.cause, OperationLater.operation)
    found = session.execute(query.where(OperationLater.cause.in_(causes)))
    return {row.cause: row.operation for row in found}


def tell_later(
    session: Session, cause: str, operation: str, *, on: date, at: datetime, by: int
) -> None:
    """Write down the number of an operation whose payment was recorded without one.

    It stands beside the payment for ever, and pays once like any other; the payment is named by the
    cause of its entry.
    """
    paid = came_in()
    found = session.execute(
        sa.select(paid.c.method, paid.c.operation).where(paid.c.cause == cause)
    ).first()
    if found is None:
        raise NoSuchOperation
    if found.operation:
        raise HasItsNumber(operation=found.operation)
    number = identifiers.operation(operation)
    if not number:
        raise NotANumber
    refuse_used(session, found.method, operation)
    row = {"cause": cause, "method": found.method, "operation": operation, "number": number}
    entry = bookings.notice(f"operation/{cause}", "operation", on)
    ledger.post(session, entry, (OperationLater, [row]), at=at, by=by)


def refuse_used(session: Session, method: str, operation: str) -> None:
    """Refuse a number that has paid before."""
    number = identifiers.operation(operation)
    for reader in _elsewhere:
        if paid := reader(session, method, number):
            raise OperationTwice(operation=operation, sale=paid)
