"""A PIN of six digits that others do not think of first."""

import re

from .errors import N_, Refused

LENGTH = 6

#: So many different digits at least.
KINDS = 3

_UP, _DOWN = "01234567890", "09876543210"
_DATE = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d|(19|20)\d{4}")


class NoPin(Refused):
    """Letters, or too few."""

    message = N_("Six digits.")
    field = "pin"


class PinTooEasy(Refused):
    """What is tried first."""

    message = N_("That one is easy to guess. No date, no row, nothing that repeats.")
    field = "pin"


def pin(typed: str) -> str:
    """Six digits as they were typed, blanks between them forgiven.

    >>> pin("482 915")
    '482915'
    """
    digits = re.sub(r"\s", "", typed)
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise NoPin
    return digits


def chosen(digits: str) -> str:
    """The same PIN, unless it is one of those that are tried first.

    >>> chosen("482915")
    '482915'
    >>> [easy(digits) for digits in ("123456", "654321", "111111", "121212", "123123")]
    [True, True, True, True, True]

    A day of birth is on the DNI, and in the phone that was found with it:

    >>> easy("040587"), easy("198705"), easy("482915")
    (True, True, False)
    """
    if easy(digits):
        raise PinTooEasy
    return digits


def easy(digits: str) -> bool:
    """Whether a finder would try it among the first."""
    return (
        len(set(digits)) < KINDS
        or digits in _UP
        or digits in _DOWN
        or digits[:3] == digits[3:]
        or _DATE.fullmatch(digits) is not None
    )
