"""Where words are looked for: in a list's own columns, or in the names that its codes stand for.

Both databases compare a name without accents and capitals, letter by letter and therefore slowly:
200,000 rows take seconds. A name stands for a code, though, and of codes there are few: so a long
list says `Elsewhere("buyer_code", sa.select(Buyer.code), Buyer.name)`, the names are looked through
once, and the rows are found by their codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from ...domain.folding import LETTERS, PLAIN


class folded(sa.sql.functions.FunctionElement[str]):  # noqa: N801 - an SQL function
    """A text without accents and capitals, on both databases as in `domain.folding`."""

    type = sa.Text()
    inherit_cache = True


@compiles(folded, "sqlite")
def _on_sqlite(element: folded, compiler: Any, **more: Any) -> str:
    return f"folded({compiler.process(element.clauses, **more)})"


@compiles(folded, "postgresql")
def _on_postgresql(element: folded, compiler: Any, **more: Any) -> str:
    text = f'CAST({compiler.process(element.clauses, **more)} AS TEXT) COLLATE "C"'
    return f"translate({text}, '{LETTERS}', '{PLAIN}')"


class Elsewhere:
    """Rows are found by what is `said` of a code of theirs: `codes` selects those codes alone."""

    def __init__(self, key: str, codes: sa.Select[Any], *said: sa.ColumnElement[Any] | Any) -> None:
        self.key, self.codes, self.said = key, codes, said


#: The key of a column, or names elsewhere.
Place = str | Elsewhere


@dataclass(frozen=True, slots=True)
class Sought:
    """All these words (as they are compared) must be found, each in any of the places.

    `codes` are the keys of columns with codes: Latin letters without marks, compared much faster.
    """

    words: tuple[str, ...]
    places: Sequence[Place]
    codes: frozenset[str] = frozenset()

    def clauses(self, listed: sa.Subquery) -> list[sa.ColumnElement[bool]]:
        """What a query asks of each row, one clause for each word."""
        return [
            sa.or_(*(self._holds(listed, place, _containing(word)) for place in self.places))
            for word in self.words
        ]

    def _holds(self, listed: sa.Subquery, place: Place, asked: str) -> sa.ColumnElement[bool]:
        if isinstance(place, Elsewhere):
            named = sa.or_(*(folded(said).like(asked, "\\") for said in place.said))
            return listed.c[place.key].in_(place.codes.where(named))
        column = listed.c[place]
        if place in self.codes:
            return sa.func.lower(sa.cast(column, sa.Text)).like(asked, "\\")
        return folded(column).like(asked, "\\")


def _containing(word: str) -> str:
    """A word for LIKE, whose signs mean themselves.

    >>> _containing("100%_")
    '%100\\\\%\\\\_%'
    """
    word = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{word}%"
