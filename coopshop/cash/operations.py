"""One operation of Yape, Plin, a card or a bank pays once, in whatever room it pays."""

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import identifiers
from ..domain.errors import N_, Refused
from ..ledger.models import Entry
from .models import OperationCorrected, OperationLater


class OperationTwice(Refused):
    """One operation of Yape, Plin or the bank cannot pay twice."""

    message = N_("Operation %(operation)s paid %(sale)s already.")
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
    """All that came in by an operation, of all rooms `but` some; with the numbers that hold."""
    told, later = as_written(*but), told_later()
    number = sa.func.coalesce(later.c.operation, told.c.operation).label("operation")
    same = (told.c[name] for name in COLUMNS if name != "operation")
    query = sa.select(*same, number).outerjoin(later, later.c.cause == told.c.cause)
    return query.subquery("came_in")


def told_later() -> sa.Subquery:
    """The numbers that hold in place of what was written down with a payment, by its cause.

    What was typed later, unless it was put right; then what it was put right to last.
    """
    later, right, newer = OperationLater, OperationCorrected, sa.orm.aliased(OperationCorrected)
    names = ("cause", "method", "operation", "number")
    typed = sa.select(*(getattr(later, name) for name in names)).where(not_put_right(later.cause))
    last = ~sa.exists().where(newer.cause == right.cause, newer.turn > right.turn)
    put_right = sa.select(*(getattr(right, name) for name in names)).where(last)
    return sa.union_all(typed, put_right).subquery("told_later")


def not_put_right(cause: Any) -> sa.ColumnElement[bool]:
    """Whether the number that was first written down for a payment still holds."""
    return ~sa.exists().where(OperationCorrected.cause == cause)


def not_put_right_since(entry: Any, cause: Any) -> sa.ColumnElement[bool]:
    """Whether the number that a payment had at an entry still holds."""
    right = OperationCorrected
    return ~sa.exists().where(right.cause == cause, right.entry > entry)


def as_written(*but: str) -> sa.Subquery:
    """The same with the numbers that were written down with the payments only."""
    told = [telling() for room, telling in sorted(_telling.items()) if room not in but]
    return sa.union_all(*told).subquery("as_written")


def paid_later_with(session: Session, method: str, number: str) -> str | None:
    """The cause of the payment that stands and has this number since later, if one has."""
    told = told_later()
    query = (
        sa.select(told.c.cause)
        .join(Entry, Entry.cause == told.c.cause)
        .where(told.c.method == method, told.c.number == number)
        .where(ledger.standing(Entry.id))
    )
    return session.scalars(query.limit(1)).first()


def refuse_used(session: Session, method: str, operation: str) -> None:
    """Refuse a number that has paid before."""
    number = identifiers.operation(operation)
    for reader in _elsewhere:
        if paid := reader(session, method, number):
            raise OperationTwice(operation=operation, sale=paid)
