"""Closing a month is an act of its own; settling the members closes nothing."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import bookings
from ..domain.days import day_of, month_of
from ..domain.errors import N_, Refused
from .models import Closing
from .service import post


class NotOverYet(Refused):
    """The current month still takes entries."""

    message = N_("The month %(month)s is not over yet.")
    field = "month"


class ClosedBefore(Refused):
    """Months close in their order, once."""

    message = N_("The months up to %(month)s are closed already.")
    field = "month"


def closed_until(session: Session) -> str | None:
    """The last closed month (`2025-06`), or None."""
    return session.scalar(sa.select(sa.func.max(Closing.month)))


def close_month(session: Session, *, month: str, at: datetime, by: int) -> None:
    """From now on nothing is dated in `month` (`2025-06`) or before it."""
    today = day_of(at)
    if month >= month_of(today):
        raise NotOverYet(month=month)
    closed = closed_until(session)
    if closed and month <= closed:
        raise ClosedBefore(month=closed)
    notice = bookings.notice(f"closing/{month}", "closing", today)
    post(session, notice, (Closing, [{"month": month}]), at=at, by=by)
