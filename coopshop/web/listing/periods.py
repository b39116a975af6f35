"""Which days a list is about: a day, a week, a month, a span of days, or all of them.

A period stands in the address: `?period=month&day=2025-06-11` is the month of that day. Without a
day it is the one of today, so that a bookmark of "this month" goes on with time. A span has two
days (`?period=span&day=2025-06-01&to=2025-06-15`), and either of them may be left open.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...domain import showing
from ...domain.days import last_day
from ..i18n import _, language

DAY, WEEK, MONTH, SPAN, ALL = "day", "week", "month", "span", "all"

KINDS = (DAY, WEEK, MONTH, SPAN, ALL)

_MONTH = re.compile("[0-9]{4}-[0-9]{2}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NoSuchPeriod(ValueError):
    """What stands in the address is no period; says what was typed."""


@dataclass(frozen=True, slots=True)
class Period:
    """Business days from the first to the last, both among them; None where it is open."""

    kind: str
    first: date | None = None
    last: date | None = None

    @property
    def in_address(self) -> dict[str, str]:
        """What says it in an address."""
        if self.kind == ALL:
            return {"period": ALL}
        found = {"period": self.kind}
        if self.first:
            found["day"] = self.first.isoformat()
        if self.kind == SPAN and self.last:
            found["to"] = self.last.isoformat()
        return found

    @property
    def words(self) -> str:
        """What it is called, in the reader's language."""
        if self.kind == DAY and self.first:
            return showing.long_day(self.first, language())
        if self.kind == MONTH and self.first:
            return showing.month(f"{self.first:%Y-%m}", language())
        first, last = (on and showing.day(on, language()) for on in (self.first, self.last))
        if first and last:
            return str(_("%(first)s to %(last)s", first=first, last=last))
        if first:
            return str(_("From %(day)s on", day=first))
        return str(_("Until %(day)s", day=last)) if last else str(_("All days"))

    def moved(self, steps: int) -> "Period | None":
        """The period of the same kind before (-1) or after (1); None where there is none."""
        if self.first is None or self.last is None:
            return None
        try:
            if self.kind == MONTH:
                number = self.first.year * 12 + self.first.month - 1 + steps
                return around(MONTH, date(number // 12, number % 12 + 1, 1))
            length = timedelta(days=((self.last - self.first).days + 1) * steps)
            return Period(self.kind, self.first + length, self.last + length)
        except (OverflowError, ValueError):  # before the year 1, after the year 9999
            return None


def around(kind: str, on: date) -> Period:
    """The day, the week (from Monday) or the month that a day is in.

    >>> around("week", date(2025, 6, 11)).first, around("month", date(2024, 2, 9)).last
    (datetime.date(2025, 6, 9), datetime.date(2024, 2, 29))
    """
    if kind == WEEK:
        first = date.fromordinal(max(on.toordinal() - on.weekday(), 1))
        last = date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
        return Period(WEEK, first, last)
    if kind == MONTH:
        return Period(MONTH, on.replace(day=1), last_day(on.year, on.month))
    return Period(DAY, on, on)


def read(said: Mapping[str, str], today: date) -> Period | None:
    """The period that an address asks for; None when it asks for none.

    Raises NoSuchPeriod with what was typed.

    >>> read({"period": "month", "day": "2025-06-11"}, date(2026, 1, 5)).first
    datetime.date(2025, 6, 1)
    >>> read({"period": "month", "day": "2025-13"}, date(2026, 1, 5))
    Traceback (most recent call last):
        ...
    coopshop.web.listing.periods.NoSuchPeriod: 2025-13
    """
    kind = said.get("period", "")
    if not kind:
        return None
    if kind not in KINDS:
        raise NoSuchPeriod(kind)
    if kind == ALL:
        return Period(ALL)
    on, to = _day(said.get("day", "")), _day(said.get("to", ""))
    if kind != SPAN:
        return around(kind, on or today)
    if on and to and to < on:
        on, to = to, on
    return Period(SPAN, on, to) if on or to else Period(ALL)


def _day(typed: str) -> date | None:
    """A day or, for its first, a month; None when nothing was typed."""
    typed = typed.strip()
    if not typed:
        return None
    try:
        if _MONTH.fullmatch(typed):
            return date.fromisoformat(f"{typed}-01")
        if _DAY.fullmatch(typed):
            return date.fromisoformat(typed)
    except ValueError:
        raise NoSuchPeriod(typed) from None
    raise NoSuchPeriod(typed)
