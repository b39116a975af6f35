"""Tickets that wait for their buyer: put aside by name, taken up again, forgotten."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused, Unknown
from .models import Parked

#: Whoever has not come back by then buys anew.
KEPT = timedelta(days=7)

#: What belongs to one showing of the page, not to the ticket.
OF_THE_PAGE = ("csrf_token", "key", "confirmed", "park", "words", "find", "aside", "parked", "till")


class NothingToPark(Refused):
    """An empty ticket waits for nobody."""

    message = N_("There is nothing on the ticket to put aside.")
    field = "lines"


class NotParked(Unknown):
    """It was sold, or nobody came for it."""

    message = N_("This ticket is no longer put aside; it may have been sold already.")


def park(session: Session, boxes: Mapping[str, str], name: str, *, at: datetime, by: int) -> Parked:
    """Put a ticket aside; nothing is sold and nothing is kept back for it."""
    kept = {box: typed for box, typed in boxes.items() if box not in OF_THE_PAGE and typed}
    if not any(box.endswith("-sku") for box in kept):
        raise NothingToPark
    session.execute(sa.delete(Parked).where(Parked.at < at - KEPT))
    ticket = Parked(id=secrets.token_urlsafe(9), name=name, at=at, by=by, ticket=json.dumps(kept))
    session.add(ticket)
    session.flush()
    return ticket


def unpark(session: Session, parked: str) -> None:
    """Forget a ticket: it was sold, put aside anew, or its buyer will not come."""
    session.execute(sa.delete(Parked).where(Parked.id == parked))


def parked(session: Session) -> list[Parked]:
    """Every ticket that waits, the oldest first."""
    return list(session.scalars(sa.select(Parked).order_by(Parked.at)))


def boxes_of(session: Session, parked: str) -> dict[str, str]:
    """What stood in the boxes of a ticket that was put aside."""
    found = session.get(Parked, parked)
    if found is None:
        raise NotParked
    return dict(json.loads(found.ticket)) | {"parked": parked}


def count_parked(session: Session) -> int:
    """How many tickets wait."""
    return session.scalar(sa.select(sa.func.count()).select_from(Parked)) or 0
