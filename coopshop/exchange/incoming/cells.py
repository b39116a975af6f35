"""How one cell of a file is read: exactly, or not at all."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...domain import text as words
from ...domain.errors import Refused
from ...domain.money import MICROS, MOST, SMALLEST_COIN
from ...domain.numbering import LAST_NUMBER
from ...domain.quantity import MOST as MOST_UNITS
from ...domain.tax import WHOLE


class Unread(Exception):
    """A cell that is not what its column holds; says what was expected."""


Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how its cells are read, and whether they (or the column itself) may be missing."""

    name: str
    read: Reader
    may_be_empty: bool = False
    may_be_absent: bool = False


def code(cell: str) -> str:
    """An identifier: letters, digits, hyphens and the like, no spaces.

    >>> code("AW-CAN-BOM-S")
    'AW-CAN-BOM-S'
    """
    if not re.fullmatch(r"[\w.:+-]{1,40}", cell, re.ASCII):
        raise Unread("a code of letters, digits and hyphens")
    return cell


def phrase(cell: str) -> str:
    """Words for people, at least one.

    >>> phrase("  Canasta  de tamshi")
    'Canasta de tamshi'
    """
    said = phrase_or_nothing(cell)
    if not said:
        raise Unread("a text")
    return said


def phrase_or_nothing(cell: str) -> str:
    """Words for people, or none."""
    try:
        return words.line(cell, 500)
    except Refused as refused:
        raise Unread(f"a plain text ({refused})") from None


def day(cell: str) -> date:
    """A day: 2025-06-28.

    >>> day("2025-06-28")
    datetime.date(2025, 6, 28)
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII):
        raise Unread("a day such as 2025-06-28")
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Unread("a day that exists") from None


def clock(cell: str) -> datetime:
    """A moment on a clock in Lima: 2025-06-28T17:45:00."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", cell, re.ASCII):
        raise Unread("a moment such as 2025-06-28T17:45:00")
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        raise Unread("a moment that exists") from None


def money(cell: str) -> int:
    """A sum above zero, in céntimos.

    >>> money("33.48"), money("5")
    (3348, 500)
    """
    cents = signed_money(cell)
    if cents <= 0:
        raise Unread("a sum above zero")
    return cents


def money_or_nothing(cell: str) -> int:
    """A sum that may be zero."""
    cents = signed_money(cell)
    if cents < 0:
        raise Unread("a sum of zero or more")
    return cents


def rounding(cell: str) -> int:
    """What no coin could pay, in céntimos: less than the smallest one.

    >>> rounding("0.09")
    9
    """
    cents = money_or_nothing(cell)
    if cents >= SMALLEST_COIN:
        raise Unread("less than 0.10, which no coin can pay")
    return cents


def signed_money(cell: str) -> int:
    """A sum that may stand below zero, as refunds do.

    >>> signed_money("-15.00")
    -1500
    """
    cents = _scaled(cell, 2, "a sum with a point and at most two decimals", signed=True)
    if abs(cents) > MOST:
        raise Unread("a sum of at most 999999999.99")
    return cents


def quantity(cell: str) -> int:
    """A quantity above zero, in thousandths of its unit.

    >>> quantity("11.5")
    11500
    """
    milli = quantity_or_nothing(cell)
    if milli == 0:
        raise Unread("a quantity above zero")
    return milli


def quantity_or_nothing(cell: str) -> int:
    """A quantity of zero or more, in thousandths."""
    milli = _scaled(cell, 3, "a quantity with a point and at most three decimals")
    if milli > MOST_UNITS:
        raise Unread("a quantity of at most 1000000")
    return milli


def percent(cell: str) -> int:
    """A discount, in basis points.

    >>> percent("7"), percent("12.5")
    (700, 1250)
    """
    points = _scaled(cell, 2, "a percentage with at most two decimals")
    if points >= WHOLE:
        raise Unread("a percentage below 100")
    return points


def fraction(cell: str) -> int:
    """A rate below one, in basis points.

    >>> fraction("0.18")
    1800
    """
    points = _scaled(cell, 4, "a rate such as 0.18")
    if points >= WHOLE:
        raise Unread("a rate below 1")
    return points


def rate(cell: str) -> int:
    """An exchange rate, in millionths.

    >>> rate("3.541")
    3541000
    """
    micros = _scaled(cell, 6, "an exchange rate such as 3.541")
    if not 0 < micros < 1_000 * MICROS:
        raise Unread("an exchange rate above zero")
    return micros


def whole(cell: str) -> int:
    """A whole number above zero."""
    number = _scaled(cell, 0, "a whole number above zero")
    if not 0 < number <= LAST_NUMBER:
        raise Unread("a whole number above zero")
    return number


def hours(cell: str) -> int:
    """Hours of work, in minutes.

    >>> hours("0.5")
    30
    """
    return _scaled(cell, 2, "hours such as 0.5") * 60 // 100


def flag(cell: str) -> bool:
    """`si` or `no`.

    >>> flag("si"), flag("no")
    (True, False)
    """
    if cell not in ("si", "no"):
        raise Unread("si or no")
    return cell == "si"


def one_of(*choices: str) -> Reader:
    """One of a few words.

    >>> one_of("PEN", "USD")("PEN")
    'PEN'
    """

    def read(cell: str) -> str:
        if cell not in choices:
            raise Unread(f"{', '.join(choices[:-1])} or {choices[-1]}")
        return cell

    return read


def _scaled(cell: str, decimals: int, expected: str, *, signed: bool = False) -> int:
    sign = "-?" if signed else ""
    found = re.fullmatch(rf"({sign})(\d{{1,12}})(?:\.(\d{{1,{decimals or 1}}}))?", cell, re.ASCII)
    if not found or (found[3] and not decimals):
        raise Unread(expected)
    number = int(found[2]) * 10**decimals + int((found[3] or "").ljust(decimals, "0") or 0)
    return -number if found[1] else number
