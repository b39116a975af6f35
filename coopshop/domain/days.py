"""Business days: the day it is in Lima, whatever the server's clock is set to."""

import calendar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LIMA = ZoneInfo("America/Lima")

#: A month is settled on its last day at this hour (R10).
SETTLED_AT = time(20, 0)


def day_of(at: datetime) -> date:
    """The business day of a moment: New Year in London is still the old year in Lima.

    >>> day_of(datetime(2026, 1, 1, 4, 59, tzinfo=UTC)), day_of(datetime(2026, 1, 1, 5, tzinfo=UTC))
    (datetime.date(2025, 12, 31), datetime.date(2026, 1, 1))
    """
    return at.astimezone(LIMA).date()


def moment_of(local: datetime) -> datetime:
    """The moment (UTC) of a date and time on a clock in Lima.

    >>> moment_of(datetime(2025, 1, 31, 20))
    datetime.datetime(2025, 2, 1, 1, 0, tzinfo=datetime.timezone.utc)
    """
    return local.replace(tzinfo=LIMA).astimezone(UTC)


def local_of(at: datetime) -> datetime:
    """What a clock in Lima showed at a moment, without its zone.

    >>> local_of(datetime(2025, 2, 1, 1, tzinfo=UTC))
    datetime.datetime(2025, 1, 31, 20, 0)
    """
    return at.astimezone(LIMA).replace(tzinfo=None)


def month_of(on: date) -> str:
    """The month of a day, as it is written in books.

    >>> month_of(date(2025, 6, 28))
    '2025-06'
    """
    return f"{on:%Y-%m}"


def last_day(year: int, month: int) -> date:
    """The last day of a month.

    >>> last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])
