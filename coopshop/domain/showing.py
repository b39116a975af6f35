"""Sums, quantities and days as people read them: on pages, on paper, in refusals, in files.

The same signs everywhere in Peru: a point for decimals, a comma for thousands. Only the names of
months and days change with the language.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from .days import local_of

#: The sign in front of a sum.
SIGNS = {"PEN": "S/", "USD": "US$"}

_MINUS = "\u2212"

#: As Peru writes them: setiembre, not septiembre.
MONTHS: Mapping[str, tuple[str, ...]] = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}

WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def money(cents: int, currency: str = "PEN") -> str:
    """A sum with the sign of its currency.

    >>> money(123450), money(13800, "USD"), money(-6400), money(5)
    ('S/ 1,234.50', 'US$ 138.00', '−S/ 64.00', 'S/ 0.05')
    """
    minus = _MINUS if cents < 0 else ""
    return f"{minus}{SIGNS[currency]} {amount(abs(cents))}"


def amount(cents: int) -> str:
    """A sum alone, for a column that names its currency once.

    >>> amount(123450), amount(-6400)
    ('1,234.50', '−64.00')
    """
    whole, rest = divmod(abs(cents), 100)
    return f"{_MINUS if cents < 0 else ''}{whole:,}.{rest:02}"


def plain_money(cents: int) -> str:
    """A sum for a form or a file: what `reading.money` reads back, and what spreadsheets count.

    >>> plain_money(123450), plain_money(-6405), plain_money(-5)
    ('1234.50', '-64.05', '-0.05')
    """
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02}"


def quantity(units: int, parts: int = 1, unit: str = "") -> str:
    """A quantity; what is weighed carries its unit, what is counted speaks for itself.

    >>> quantity(11_500, 1000, "kg"), quantity(3, 1, "unidad"), quantity(1200), quantity(-2)
    ('11.5 kg', '3', '1,200', '−2')
    """
    digits = f"{abs(units) // parts:,}{_decimals(abs(units), parts)}"
    minus = _MINUS if units < 0 else ""
    return f"{minus}{digits} {unit}" if unit and parts > 1 else f"{minus}{digits}"


def plain_quantity(units: int, parts: int = 1) -> str:
    """A quantity for a form or a file, without separators.

    >>> plain_quantity(11_500, 1000), plain_quantity(1200), plain_quantity(-500, 1000)
    ('11.5', '1200', '-0.5')
    """
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(units) // parts}{_decimals(abs(units), parts)}"


def percent(basis_points: int) -> str:
    """A percentage, with as many decimals as it has.

    >>> percent(700), percent(1250), percent(1805)
    ('7 %', '12.5 %', '18.05 %')
    """
    return f"{plain_percent(basis_points)} %"


def plain_percent(basis_points: int) -> str:
    """A percentage for a form or a file.

    >>> plain_percent(1800), plain_percent(50)
    ('18', '0.5')
    """
    return plain_quantity(basis_points, 100)


def rate(micros: int) -> str:
    """A rate of exchange: three decimals as the bank publishes it, more when it has more.

    >>> rate(3_541_000), rate(3_500_000), rate(3_541_230)
    ('3.541', '3.500', '3.54123')
    """
    whole, rest = divmod(micros, 1_000_000)
    return f"{whole}.{f'{rest:06}'.rstrip('0'):0<3}"


def day(on: date, language: str = "es") -> str:
    """A day in short.

    >>> day(date(2025, 9, 4)), day(date(2025, 9, 4), "en")
    ('4 set 2025', '4 Sep 2025')
    """
    return f"{on.day} {MONTHS[language][on.month - 1][:3]} {on.year}"


def near_day(on: date, today: date | None, language: str = "es") -> str:
    """A day as one says it to somebody: with its weekday, and its year only if that is another.

    What is kept is read in another year: without `today` the year always stands.

    >>> near_day(date(2025, 11, 4), date(2025, 12, 1))
    'mar 4 nov'
    >>> near_day(date(2025, 11, 4), date(2026, 1, 5))
    'mar 4 nov 2025'
    >>> near_day(date(2025, 9, 3), date(2025, 9, 3), "en")
    'Wed 3 Sep'
    >>> near_day(date(2025, 11, 4), None)
    'mar 4 nov 2025'
    """
    weekday, name = WEEKDAYS[language][on.weekday()][:3], MONTHS[language][on.month - 1][:3]
    year = "" if today and on.year == today.year else f" {on.year}"
    return f"{weekday} {on.day} {name}{year}"


def long_day(on: date, language: str = "es") -> str:
    """A day in full, for headings and papers.

    >>> long_day(date(2025, 11, 4)), long_day(date(2025, 11, 4), "en")
    ('martes 4 de noviembre de 2025', 'Tuesday 4 November 2025')
    """
    weekday, name = WEEKDAYS[language][on.weekday()], MONTHS[language][on.month - 1]
    if language == "es":
        return f"{weekday} {on.day} de {name} de {on.year}"
    return f"{weekday} {on.day} {name} {on.year}"


def month(written: str, language: str = "es") -> str:
    """A month of the books.

    >>> month("2025-06"), month("2025-06", "en")
    ('junio de 2025', 'June 2025')
    """
    year, number = written.split("-")
    name = MONTHS[language][int(number) - 1]
    return f"{name} de {year}" if language == "es" else f"{name} {year}"


def moment(at: datetime, language: str = "es") -> str:
    """A moment, by the clock in Lima.

    >>> from datetime import UTC
    >>> moment(datetime(2025, 2, 1, 1, 5, tzinfo=UTC))
    '31 ene 2025, 20:05'
    """
    local = local_of(at)
    return f"{day(local.date(), language)}, {local:%H:%M}"


def near_moment(at: datetime, today: date | None, language: str = "es") -> str:
    """The same with a day as one says it.

    >>> from datetime import UTC
    >>> near_moment(datetime(2025, 2, 1, 1, 5, tzinfo=UTC), date(2025, 2, 1))
    'vie 31 ene, 20:05'
    """
    local = local_of(at)
    return f"{near_day(local.date(), today, language)}, {local:%H:%M}"


def _decimals(units: int, parts: int) -> str:
    """The decimals of a quantity counted in tenths, hundredths or thousandths."""
    if parts == 1:
        return ""
    rest = f"{units % parts:0{len(str(parts)) - 1}}".rstrip("0")
    return f".{rest}" if rest else ""


#: Words of a page are escaped already, and stay so.
Words = TypeVar("Words", bound=str)

_STOPS = re.compile(r"(?<=[^\s.])\.\.(?=[\s»”)]|$)")


def one_stop(text: Words) -> Words:
    """What is said with one full stop, where a name that bears its own ends a sentence.

    >>> one_stop("Buenos días, Hotel Río S.A.C.. ¿Seguimos..?")
    'Buenos días, Hotel Río S.A.C. ¿Seguimos..?'
    >>> one_stop("Espere..."), one_stop("«Hotel Río S.A.C..»")
    ('Espere...', '«Hotel Río S.A.C.»')
    """
    if ".." not in text:
        return text
    return type(text)(_STOPS.sub(".", text))
