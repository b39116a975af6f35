"""Entries looked for by the code of the paper behind them, without reading the whole book."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..db import Code
from ..domain import numbering
from ..web.listing import LAST_SIGN, begins, number_of
from ..web.listing.seeking import Found, among, containing
from .models import Entry
from .words import CAUSES

#: All that stands before a code in a cause. As a text it is the same statement each time.
_KNOWN = ", ".join(f"('{undone}{kind}/')" for undone in ("", "reversal/") for kind in CAUSES)
_BEFORE = sa.text(f"VALUES {_KNOWN}").columns(sa.column("column1", Code)).cte("before")

#: Kinds of causes whose codes are numbered under the same name.
_NUMBERED = sorted(CAUSES.keys() & numbering.CODES.keys())


class Behind:
    """Rows of entries whose paper is looked for: by its code, or the number in it."""

    def find(self, session: Session, word: str) -> Found | None:
        """Rows of such entries: of these if they are few, or all that say so in their cause."""
        return among(session, "entry", _meant(word), lambda column: _says(column("cause"), word))


def _meant(word: str) -> sa.Select[Any]:
    entries = sa.select(Entry.id)
    if "/" in word:
        return entries.where(begins(Entry.cause, word))
    if number := number_of(word):
        causes = [f"{kind}/{numbering.code(kind, number)}" for kind in _NUMBERED]
        return entries.where(Entry.cause.in_(causes))
    start = _BEFORE.c.column1
    ways = [
        entries.join(
            _BEFORE,
            sa.and_(Entry.cause >= start + code, Entry.cause < start + (code + LAST_SIGN)),
        )
        for code in {word: 0, word.upper(): 0}
    ]
    return ways[0] if len(ways) == 1 else sa.select(sa.union_all(*ways).subquery().c.id)


def _says(cause: Any, word: str) -> sa.ColumnElement[bool]:
    """The same, asked of a cause."""
    if "/" in word:
        return begins(cause, word)
    return sa.func.lower(cause).like("%/" + containing(word)[1:], "\\")
