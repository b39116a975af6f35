"""One operation of Yape, Plin, a card or a bank pays once, in whatever room it pays."""

from collections.abc import Callable

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


def refuse_used(session: Session, method: str, operation: str) -> None:
    """Refuse a number that has paid before."""
    number = identifiers.operation(operation)
    for reader in _elsewhere:
        if paid := reader(session, method, number):
            raise OperationTwice(operation=operation, sale=paid)
