"""How many sheets come from one place in an hour, and in all in a day: numbers are the law's."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from .models import SheetHandedIn

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

#: Families share a telephone and a hotel one line; nobody has more to complain of in an hour.
MOST_IN_AN_HOUR = 5
MOST_OF_ONE_IN_A_DAY = 10
#: A shop that gets more than this in a day is under attack. The book stays open to whoever handed
#: in nothing yet: nobody may close what the law keeps open for all.
MOST_IN_A_DAY = 100


class TooManySheets(Refused):
    """Somebody hands in one sheet after the other."""

    message = N_(
        "Many sheets came from this connection within an hour, so this one was not kept. "
        "Wait an hour, or ask for the sheet on paper in the shop: it counts the same."
    )


class EnoughToday(Refused):
    """Somebody hands in sheets all day long."""

    message = N_(
        "Many sheets came from this connection today, so this one was not kept. "
        "Come back tomorrow, or ask for the sheet on paper in the shop: it counts the same."
    )


class BookIsFlooded(Refused):
    """More than people can have written, and this place wrote some of it."""

    message = N_(
        "Very many sheets came today, some from this connection, so this one was not kept. "
        "Come back tomorrow, or ask for the sheet on paper in the shop: it counts the same."
    )


def note_sheet(session: Session, place: str, *, at: datetime) -> None:
    """Remember for a day that a sheet came from a place; refused when there are too many."""
    session.execute(sa.delete(SheetHandedIn).where(SheetHandedIn.at < at - DAY))
    here = SheetHandedIn.place == place
    today = _since(session, at - DAY, here)
    if _since(session, at - HOUR, here) >= MOST_IN_AN_HOUR:
        raise TooManySheets
    if today >= MOST_OF_ONE_IN_A_DAY:
        raise EnoughToday
    if today and _since(session, at - DAY) >= MOST_IN_A_DAY:
        raise BookIsFlooded
    session.add(SheetHandedIn(place=place, at=at))
    session.flush()


def _since(session: Session, moment: datetime, *more: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).where(SheetHandedIn.at > moment, *more)
    return session.scalar(query) or 0
