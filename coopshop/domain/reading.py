"""Numbers and days as people type them: read exactly, or refused with a sentence.

Only the digits 0-9 count, point and comma are both decimal signs, and what could be meant in two
ways is asked back instead of guessed. Forms and the import read through here alone.
"""

import re
from datetime import date

from .errors import N_, Refused

#: Digits before the decimal sign: S/ 999,999,999.99, 999,999.999 kg, a rate of 999.999999.
MONEY_DIGITS, QUANTITY_DIGITS, RATE_DIGITS = 9, 6, 3

#: 100 %, in basis points.
WHOLE = 10_000

#: So much of what was typed is repeated in a sentence.
QUOTED = 20

#: The years a business day may lie in; outside them it is a slip of the finger.
YEARS = range(2000, 2100)

_NUMBER = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")
_BELOW_ZERO = re.compile(r"[-\u2212][0-9]+([.,][0-9]+)?")
_GROUPED = re.compile(
    r"([1-9][0-9]{0,2}(?:([.,' \u00a0\u202f\u2019])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]{1,3}))?"
)


class Unreadable(Refused):
    """What was typed is no number."""

    message = N_("%(read)s is not a number we can read. Write it like %(like)s.")
    to_her = N_("We cannot read %(read)s. You write it so: %(like)s.")


class Blank(Unreadable):
    """Nothing was typed."""

    message = N_("Please write a number here.")


class TooFine(Unreadable):
    """More decimals than there are céntimos or grams."""

    message = N_("%(read)s has too many decimals. There can be %(places)s at most.")


class NotADay(Unreadable):
    """No day of the calendar, or none of our century."""

    message = N_("%(read)s is not a day we can read. Write it like %(like)s.")


class Ambiguous(Refused):
    """A thousands separator, or a decimal sign? The countries disagree."""

    message = N_("Write %(plain)s, not %(read)s: no thousands separator, please.")
    to_her = N_("You write %(plain)s, not %(read)s.")


class Twofold(Ambiguous):
    """Three decimals of a kilo, or thousands?"""

    message = N_("%(read)s can be read in two ways. Please write %(small)s or %(large)s.")
    to_her = N_("You write %(small)s or %(large)s.")


class TooLarge(Refused):
    """More than a book of this size holds."""

    message = N_("%(read)s is too large. It can be %(most)s at most.")


class NotPositive(Refused):
    """Zero or less, where something must be."""

    message = N_("%(read)s is not possible here: it must be more than zero.")


class BelowZero(NotPositive):
    """Less than nothing."""

    message = N_("%(read)s is not possible here: it cannot be less than zero.")


def money(text: str, *, zero: bool = False) -> int:
    """Céntimos of a sum; zero is refused unless `zero` says that it is meant.

    >>> money("12"), money("12.5"), money("12,50"), money("1250.00"), money("0", zero=True)
    (1200, 1250, 1250, 125000, 0)
    >>> money("1.234,50")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.Ambiguous: Write 1234.50, not 1.234,50: no thousands separator, please.
    >>> money("12.345")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.Ambiguous: Write 12345, not 12.345: no thousands separator, please.
    >>> money("0.125")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.TooFine: 0.125 has too many decimals. There can be 2 at most.
    >>> money("1000000000")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.TooLarge: 1000000000 is too large. It can be 999,999,999 at most.
    >>> money("0.00")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.NotPositive: 0.00 is not possible here: it must be more than zero.
    >>> money("-5", zero=True)
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.BelowZero: -5 is not possible here: it cannot be less than zero.
    >>> money("1e9")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.Unreadable: 1e9 is not a number we can read. Write it like 12.50.
    """
    _refuse_groups(text)
    return _positive(text, _scaled(text, 2, MONEY_DIGITS, "12.50"), zero)


def quantity(text: str, *, zero: bool = False) -> int:
    """Thousandths of a product's unit; `quantity.units_of` turns them into its parts.

    Three decimals after a point are grams when only grams can be meant:

    >>> quantity("3"), quantity("11,5"), quantity("0.250"), quantity("1.234")
    (3000, 11500, 250, 1234)
    >>> quantity("1.250")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.Twofold: 1.250 can be read in two ways. Please write 1.25 or 1250.
    >>> quantity("1,234")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.Twofold: 1,234 can be read in two ways. Please write 1.234 or 1234.
    >>> quantity("1,234.5")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.Ambiguous: Write 1234.5, not 1,234.5: no thousands separator, please.
    >>> quantity("0")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.NotPositive: 0 is not possible here: it must be more than zero.
    """
    if re.fullmatch(r"[1-9][0-9]{0,2}([.,][0-9]{2}0|,[0-9]{3})", text):
        small = text.replace(",", ".").rstrip("0").rstrip(".")
        raise Twofold(read=text, small=small, large=re.sub("[.,]", "", text))
    if not re.fullmatch(r"[0-9]+\.[0-9]{3}", text):
        _refuse_groups(text)
    return _positive(text, _scaled(text, 3, QUANTITY_DIGITS, "3"), zero)


def percent(text: str) -> int:
    """Basis points of a percentage, from nothing to the whole.

    >>> percent("7"), percent("12,5"), percent("0"), percent("100")
    (700, 1250, 0, 10000)
    >>> percent("100.01")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.TooLarge: 100.01 is too large. It can be 100 at most.
    """
    basis_points = _scaled(text, 2, 3, "7.5")
    if basis_points > WHOLE:
        raise TooLarge(read=text, most="100")
    return _positive(text, basis_points, True)


def rate(text: str) -> int:
    """Millionths of a sol that one unit of foreign money costs.

    Nobody pays thousands for a dollar, so three decimals are decimals here:

    >>> rate("3.541"), rate("3,5"), rate("3.541234")
    (3541000, 3500000, 3541234)
    >>> rate("0")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.NotPositive: 0 is not possible here: it must be more than zero.
    """
    return _positive(text, _scaled(text, 6, RATE_DIGITS, "3.541"), False)


def day(text: str) -> date:
    """A business day, as calendars in browsers and files write it.

    >>> day("2025-11-04")
    datetime.date(2025, 11, 4)
    >>> day("2025-02-29")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.NotADay: 2025-02-29 is not a day we can read. Write it like 2025-11-30.
    >>> day("0205-11-04")
    Traceback (most recent call last):
        ...
    coopshop.domain.reading.NotADay: 0205-11-04 is not a day we can read. Write it like 2025-11-30.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            on = date.fromisoformat(text)
        except ValueError:
            on = date.min
        if on.year in YEARS:
            return on
    raise NotADay(read=_quoted(text), like="2025-11-30")


def _refuse_groups(text: str) -> None:
    grouped = _GROUPED.fullmatch(text)
    if not grouped:
        return
    whole, separator, decimals = grouped.groups()
    plain = whole.replace(separator, "") + (f".{decimals}" if decimals else "")
    raise Ambiguous(read=_quoted(text), plain=plain)


def _scaled(text: str, places: int, digits: int, like: str) -> int:
    """The number in units of its last decimal place."""
    if not text:
        raise Blank
    if _BELOW_ZERO.fullmatch(text):
        raise BelowZero(read=_quoted(text))
    number = _NUMBER.fullmatch(text)
    if not number:
        raise Unreadable(read=_quoted(text), like=like)
    whole, decimals = number[1], number[2] or ""
    if len(decimals) > places:
        raise TooFine(read=_quoted(text), places=str(places))
    if len(whole) > digits:
        raise TooLarge(read=_quoted(text), most=f"{10**digits - 1:,}")
    return int(whole + decimals.ljust(places, "0"))


def _positive(text: str, value: int, zero: bool) -> int:
    if value == 0 and not zero:
        raise NotPositive(read=text)
    return value


def _quoted(text: str) -> str:
    """What was typed, short enough for a sentence.

    >>> _quoted("12 baskets"), _quoted("9" * 400)
    ('12 baskets', '99999999999999999999…')
    """
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"
