"""Entries looked for by the code of the paper behind them, without reading the whole book."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import numbering
from ..web.listing import begins, number_of
from ..web.listing.seeking import Clause, Found, among
from .models import Entry
from .words import CAUSES

#: What stands before a code in a cause.
_BEFORE = tuple(f"{undone}{kind}/" for undone in ("", "reversal/") for kind in CAUSES)


class Behind:
    """Rows of entries whose paper is looked for: by its code, or the number in it."""

    def find(self, session: Session, word: str) -> Found | None:
        """Rows of such entries; the entries are few, or their causes are compared."""
        meant = sa.select(Entry.id).where(_is_of(Entry.cause, word))
        return among(session, "entry", meant, lambda column: _is_of(column("cause"), word))


def _is_of(cause: Any, word: str) -> Clause:
    if "/" in word:
        return begins(cause, word)
    ways = [begins(cause, before + code) for before in _BEFORE for code in {word, word.upper()}]
    if number := number_of(word):
        kinds = CAUSES.keys() & numbering.CODES.keys()
        ways.append(cause.in_([f"{kind}/{numbering.code(kind, number)}" for kind in sorted(kinds)]))
    return sa.or_(*ways)
