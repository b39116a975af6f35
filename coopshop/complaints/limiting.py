"""How many sheets come from one place in an hour, and in all in a day: numbers are the law's."""

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from .models import SheetHandedIn

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

#: Families share a telephone and a hotel one line; nobody has more to complain of in an hour.
MOST_IN_AN_HOUR = 5
#: A shop that gets more than this in a day is under attack.
MOST_IN_A_DAY = 100


class TooManySheets(Refused):
    """Somebody hands in one sheet after the other."""

    message = N_(
        "Many sheets came from this connection within an hour, so this one was not kept. "
        "Wait an hour, or ask for the sheet on paper in the shop: it counts the same."
    )


class BookIsFlooded(Refused):
    """More than people can have written."""

    message = N_(
        "Too many sheets came today, so this one was not kept. "
        "Come back tomorrow, or ask for the sheet on paper in the shop: it counts the same."
    )


def place_of(address: str, secret: str) -> str:
    """What stands for the address of a connection; nobody finds the address from it.

    >>> place_of("2001:db8::1", "s") == place_of("2001:db8::2", "s")
    True
    >>> place_of("192.0.2.1", "s") == place_of("192.0.2.2", "s")
    False
    """
    try:
        known = ip_address(address)
    except ValueError:
        return _sealed("nowhere", secret)
    # Whoever has one address of IPv6 has a whole net of them.
    length = 64 if isinstance(known, IPv6Address) else 32
    return _sealed(str(ip_network((str(known), length), strict=False)), secret)


def note_sheet(session: Session, place: str, *, at: datetime) -> None:
    """Remember for a day that a sheet came from a place; refused when there are too many."""
    session.execute(sa.delete(SheetHandedIn).where(SheetHandedIn.at < at - DAY))
    if _since(session, at - HOUR, SheetHandedIn.place == place) >= MOST_IN_AN_HOUR:
        raise TooManySheets
    if _since(session, at - DAY) >= MOST_IN_A_DAY:
        raise BookIsFlooded
    session.add(SheetHandedIn(place=place, at=at))
    session.flush()


def _since(session: Session, moment: datetime, *more: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).where(SheetHandedIn.at > moment, *more)
    return session.scalar(query) or 0


def _sealed(words: str, secret: str) -> str:
    return hmac.new(secret.encode(), words.encode(), hashlib.sha256).hexdigest()
