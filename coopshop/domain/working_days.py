"""Working days in Peru: not Saturday, not Sunday, not one of the national holidays.

The holidays are those of Decreto Legislativo 713, article 6, as each law changed it. Days that a
government declares not to be worked in one year or one region (días no laborables) are not in it.
"""

from datetime import date, timedelta
from typing import NamedTuple


class Holiday(NamedTuple):
    """A day of the year that is not worked since `since` (a year), by which law."""

    month: int
    day: int
    name: str
    since: int
    law: str


_FIRST, _LAW = 1991, "D. Leg. 713, art. 6"

HOLIDAYS = (
    Holiday(1, 1, "Año Nuevo", _FIRST, _LAW),
    Holiday(5, 1, "Día del Trabajo", _FIRST, _LAW),
    # Published on 15 June 2023, after that year's day.
    Holiday(6, 7, "Batalla de Arica y Día de la Bandera", 2024, "Ley 31788"),
    Holiday(6, 29, "San Pedro y San Pablo", _FIRST, _LAW),
    # Published on 9 July 2023.
    Holiday(7, 23, "Día de la Fuerza Aérea", 2023, "Ley 31822"),
    Holiday(7, 28, "Fiestas Patrias", _FIRST, _LAW),
    Holiday(7, 29, "Fiestas Patrias", _FIRST, _LAW),
    Holiday(8, 6, "Batalla de Junín", 2022, "Ley 31530"),
    Holiday(8, 30, "Santa Rosa de Lima", _FIRST, _LAW),
    Holiday(10, 8, "Combate de Angamos", _FIRST, _LAW),
    Holiday(11, 1, "Todos los Santos", _FIRST, _LAW),
    Holiday(12, 8, "Inmaculada Concepción", _FIRST, _LAW),
    # Published on 31 December 2021.
    Holiday(12, 9, "Batalla de Ayacucho", 2022, "Ley 31381"),
    Holiday(12, 25, "Navidad", _FIRST, _LAW),
)

#: Maundy Thursday and Good Friday: so many days before Easter.
BEFORE_EASTER = (3, 2)

#: Monday is 0.
SATURDAY = 5

#: The voucher for what a consignee sold is due within so many working days of that sale
#: (Reglamento de Comprobantes de Pago and the rules of consignment; ask the accountant).
CONSIGNMENT_VOUCHER = 9

#: A sheet of the complaints book is answered within so many, and the term is not extended
#: (Ley 29571, articles 24.1 and 152; DS 011-2011-PCM with its changes).
COMPLAINT_ANSWER = 15


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).

    >>> easter(2025), easter(2026)
    (datetime.date(2025, 4, 20), datetime.date(2026, 4, 5))
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday(on: date) -> str:
    """The name of the national holiday of a day, nothing where it is none.

    >>> holiday(date(2026, 7, 28)), holiday(date(2026, 4, 3)), holiday(date(2026, 11, 26))
    ('Fiestas Patrias', 'Semana Santa', '')

    A law counts from its year on:

    >>> holiday(date(2023, 6, 7)), holiday(date(2024, 6, 7))
    ('', 'Batalla de Arica y Día de la Bandera')
    """
    if (easter(on.year) - on).days in BEFORE_EASTER:
        return "Semana Santa"
    for known in HOLIDAYS:
        if (known.month, known.day) == (on.month, on.day) and on.year >= known.since:
            return known.name
    return ""


def is_worked(on: date) -> bool:
    """Whether a day is a working day.

    >>> is_worked(date(2026, 11, 27)), is_worked(date(2026, 11, 28)), is_worked(date(2026, 12, 8))
    (True, False, False)
    """
    return on.weekday() < SATURDAY and not holiday(on)


def after(on: date, days: int) -> date:
    """The last day of a term of so many working days; the day it begins on does not count.

    Over Fiestas Patrias: Monday 27 July to Friday 31 are only three.

    >>> after(date(2026, 7, 24), 3), after(date(2026, 7, 24), 0)
    (datetime.date(2026, 7, 31), datetime.date(2026, 7, 24))
    """
    left = days
    while left:
        on += timedelta(days=1)
        left -= is_worked(on)
    return on


def between(first: date, last: date) -> int:
    """So many working days lie after `first`, up to `last` and with it; none if that is over.

    >>> between(date(2026, 7, 24), date(2026, 7, 31)), between(date(2026, 7, 31), date(2026, 7, 24))
    (3, 0)
    """
    days = (last - first).days
    return sum(is_worked(first + timedelta(days=day)) for day in range(1, days + 1))
