"""Tills: made, renamed, closed; what lies in no drawer lies in the association's box."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger
from ..domain import accounts as acc
from ..domain.errors import N_, Refused, Unknown
from .drawers import standing
from .models import Till


class TillTaken(Refused):
    """A code names one till."""

    message = N_("%(code)s is the code of another till: %(name)s.")
    field = "code"


class UnknownTill(Unknown):
    """No such till."""

    message = N_("There is no till %(code)s.")
    field = "till"


class StillOpen(Refused):
    """A drawer with money in it does not vanish."""

    message = N_("The drawer of %(name)s is open; count and close it first.")


class MoneyLeft(Refused):
    """Nobody could carry it anywhere any more."""

    message = N_(
        "By the book there is still money in the drawer of %(name)s. "
        "Open it, carry the money to the box, and count it once more."
    )


def till_of(session: Session, code: str) -> Till:
    """One till, refused when there is none of that code."""
    found = session.get(Till, code)
    if found is None:
        raise UnknownTill(code=code)
    return found


def tills(session: Session, *, on: date | None = None) -> list[Till]:
    """Every till in order of code; with a day, only those not closed by then."""
    query = sa.select(Till).order_by(Till.code)
    if on:
        query = query.where(sa.or_(Till.closed_on.is_(None), Till.closed_on > on))
    return list(session.scalars(query))


def add_till(session: Session, *, code: str, name: str, place: str) -> Till:
    """A new drawer at a place."""
    taken = session.get(Till, code)
    if taken:
        raise TillTaken(code=code, name=taken.name)
    new = Till(code=code, name=name, place=catalog.place(session, place).code)
    session.add(new)
    session.flush()
    return new


def change_till(session: Session, code: str, *, name: str, place: str) -> Till:
    """Correct what is said of a till."""
    found = till_of(session, code)
    found.name, found.place = name, catalog.place(session, place).code
    session.flush()
    return found


def close_till(session: Session, code: str, *, on: date) -> Till:
    """Nobody works there any more, from a day on; its drawer must be counted and closed."""
    found = till_of(session, code)
    if standing(session, code).state != "closed":
        raise StillOpen(name=found.name)
    if ledger.holdings(session, acc.drawer(code)):
        raise MoneyLeft(name=found.name)
    found.closed_on = on
    session.flush()
    return found
