"""Where words are looked for: in a list's own columns, in its codes, in names elsewhere.

Both databases compare a name without accents and capitals, letter by letter and therefore slowly:
200,000 rows take seconds. A name stands for a code, though, and of codes there are few: so a long
list says `Elsewhere("buyer_code", sa.select(Buyer.code), Buyer.name)`, the names are looked through
once, and the rows are found by their codes. Its own codes it looks for by an index
(listing/coded.py): from their beginning, or by the number in them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from ...domain import folding
from ...domain.folding import ENYE, IN_ORDER, LETTERS, PLAIN, PLAIN_IN_ORDER

#: So many names are told apart one by one; more are asked for together.
SOME = 200

#: Gives a column of the list by its key.
Columns = Callable[[str], sa.ColumnElement[Any]]

Clause = sa.ColumnElement[bool]


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


class alphabetical(sa.sql.functions.FunctionElement[str]):  # noqa: N801 - an SQL function
    """A name as it is put in order, on both databases as in `domain.folding`."""

    type = sa.Text()
    inherit_cache = True


@compiles(alphabetical, "sqlite")
def _in_order_on_sqlite(element: alphabetical, compiler: Any, **more: Any) -> str:
    return f"alphabetical({compiler.process(element.clauses, **more)})"


@compiles(alphabetical, "postgresql")
def _in_order_on_postgresql(element: alphabetical, compiler: Any, **more: Any) -> str:
    text = f'CAST({compiler.process(element.clauses, **more)} AS TEXT) COLLATE "C"'
    return f"replace(translate({text}, '{IN_ORDER}', '{PLAIN_IN_ORDER}'), 'ñ', '{ENYE}')"


#: Which rows have a word, said of the list's columns.
Found = Callable[[Columns], Clause]


class Place(Protocol):
    """Somewhere that a word is looked for, other than in a column as it stands."""

    def find(self, session: Session, word: str) -> Found | None:
        """Which rows have the word there; None when no row can have it."""


class Elsewhere:
    """Rows are found by what is `said` of a code of theirs: `codes` selects those codes alone."""

    def __init__(self, key: str, codes: sa.Select[Any], *said: sa.ColumnElement[Any] | Any) -> None:
        self.key, self.codes, self.said = key, codes, said

    def find(self, session: Session, word: str) -> Found | None:
        """Rows whose code is of such a name."""
        asked = containing(word)
        named = sa.or_(*(folded(said).like(asked, "\\") for said in self.said))
        return among(session, self.key, self.codes.where(named))


def among(
    session: Session, key: str, codes: sa.Select[Any], many: Found | None = None
) -> Found | None:
    """That a column holds one of these codes, which are looked up first; None if there are none.

    `many` says it for so many of them that they are not told apart one by one.
    """
    found = list(session.scalars(codes.limit(SOME + 1)))
    if not found:
        return None
    if len(found) > SOME:
        return many or (lambda column: column(key).in_(codes))
    return lambda column: column(key).in_(found)


@dataclass(frozen=True, slots=True)
class Sought:
    """All these words, as they were typed, must be found, each in any of the places.

    A place is the key of a column or somewhere else. `codes` are the keys of columns with codes:
    Latin letters without marks, compared much faster.
    """

    words: tuple[str, ...]
    places: Sequence[str | Place]
    codes: frozenset[str] = frozenset()

    def ways(self, session: Session, word: str) -> list[Found]:
        """Where a word may be found: all that must be read through together, the rest one by one.

        There are none when it can be found nowhere.
        """
        keys = [place for place in self.places if isinstance(place, str)]
        others = [place.find(session, word) for place in self.places if not isinstance(place, str)]
        found = [way for way in others if way is not None]

        def read(column: Columns) -> Clause:
            return sa.or_(*(self._contains(column, key, word) for key in keys))

        return [read, *found] if keys else found

    def _contains(self, column: Columns, key: str, word: str) -> Clause:
        asked = containing(word)
        if key in self.codes:
            return sa.func.lower(sa.cast(column(key), sa.Text)).like(asked, "\\")
        return folded(column(key)).like(asked, "\\")


def containing(word: str) -> str:
    """A word for LIKE, as it is compared; its signs mean themselves.

    >>> containing("100%_Á")
    '%100\\\\%\\\\_a%'
    """
    word = folding.folded(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{word}%"
