"""One operation of Yape, Plin, a card or a bank pays once, in whatever room it pays."""

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import identifiers
from ..domain.errors import N_, Refused


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
    """All that came in by an operation, of all rooms `but` some."""
    told = [telling() for room, telling in sorted(_telling.items()) if room not in but]
    return sa.union_all(*told).subquery("came_in")


def refuse_used(session: Session, method: str, operation: str) -> None:
    """Refuse a number that has paid before."""
    number = identifiers.operation(operation)
    for reader in _elsewhere:
        if paid := reader(session, method, number):
            raise OperationTwice(operation=operation, sale=paid)
