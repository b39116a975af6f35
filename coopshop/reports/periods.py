"""Of which days a page is: what its address says, and what is offered."""

from datetime import date, timedelta
from typing import Any

from flask import abort

from ..domain.errors import Refused
from ..domain.reading import day as read_day
from ..web import asked_word
from ..web.i18n import _
from .tracing import Period

#: The words of the address that say of which days a page is.
DAYS = ("since", "until")


def asked_period(today: date) -> Period:
    """The days that were asked for; this year up to today, if none were."""
    try:
        since, until = (read_day(word) if (word := asked_word(name)) else None for name in DAYS)
    except Refused:
        abort(404)
    until = until or today
    since = since or until.replace(month=1, day=1)
    if since > until:
        abort(404)
    return Period(since, until)


def in_address(period: Period) -> dict[str, str]:
    """The same days, as an address says them."""
    return {"since": period.since.isoformat(), "until": period.until.isoformat()}


def offered_periods(on: date) -> list[tuple[str, dict[str, str]]]:
    """Periods to choose from, with what their addresses say."""
    month, year = on.replace(day=1), on.replace(month=1, day=1)
    last_month, last_year = month - timedelta(days=1), year - timedelta(days=1)
    offered: list[tuple[Any, date, date]] = [
        (_("This month"), month, on),
        (_("Last month"), last_month.replace(day=1), last_month),
        (_("This year"), year, on),
        (_("Last year"), last_year.replace(month=1, day=1), last_year),
    ]
    return [(words, in_address(Period(since, until))) for words, since, until in offered]
