"""Codes that an index finds: from their beginning, or by the number in them.

Who types `V0815`, `v08` or only `815` gets the sale without any other being looked at. What stands
in the middle of a code is not found: of 200,000 codes each would have to be read.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...domain import numbering
from .seeking import Clause, Found, among

#: Stands after every sign that a code has.
LAST_SIGN = "\U0010ffff"

#: A number of more digits is none of ours.
_DIGITS = 12


class Coded:
    """Codes of a `kind` (`numbering.CODES`), or other people's, in the column `key`.

    `codes` selects all of them there are, so that those that are meant are looked up first; `of` is
    what is compared of each, where that is not the code itself.
    """

    def __init__(self, key: str, codes: sa.Select[Any], kind: str = "", *, of: Any = None) -> None:
        self.key, self.codes, self.kind, self.of = key, codes, kind, of

    def find(self, session: Session, word: str) -> Found | None:
        """Rows whose code begins so, or has that number."""
        (code,) = self.codes.selected_columns
        meant = self.codes.where(self._is_meant(code if self.of is None else self.of, word))
        if self.of is not None:
            return among(session, self.key, meant)
        return among(
            session, self.key, meant, lambda column: self._is_meant(column(self.key), word)
        )

    def _is_meant(self, column: sa.ColumnElement[Any], word: str) -> Clause:
        ways = [begins(column, start) for start in {word: 0, word.upper(): 0}]
        number = number_of(word)
        if self.kind and number:
            ways.append(column == numbering.code(self.kind, number))
        return sa.or_(*ways)


class Numbered:
    """A column of whole numbers: the one that was typed, as it is."""

    def __init__(self, key: str) -> None:
        self.key = key

    def find(self, session: Session, word: str) -> Found | None:
        """Rows of that number."""
        number = number_of(word)
        return (lambda column: column(self.key) == number) if number else None


def begins(column: Any, start: str) -> Clause:
    """That a code begins so, as an index finds it: SQLite's LIKE would read them all."""
    return sa.and_(column >= start, column < start + LAST_SIGN)


def number_of(word: str) -> int:
    """The number that a word is, 0 when it is none.

    >>> number_of("0815"), number_of("V0815"), number_of("9" * 40), number_of("²")
    (815, 0, 0, 0)
    """
    return int(word) if word.isdecimal() and word.isascii() and len(word) <= _DIGITS else 0
