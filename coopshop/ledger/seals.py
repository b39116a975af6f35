"""The seal on papers: the last page of the book, its day, and the first signs of its hash.

Whoever keeps such a paper is a witness: a page that was altered, and sealed anew with all that
follow, has other signs than the paper; one that was altered only does not fit its own seal.
`true_seal` compares one page, `walking` all of them.
"""

import re
from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

import sqlalchemy as sa
from sqlalchemy.orm import Session

from . import facts
from .models import Entry, Move
from .service import sealed

#: So many signs of the hash are copied: more than anybody can try, few enough to write by hand.
SIGNS = 10

_TYPED = re.compile(r"[\s.…-]+")


@dataclass(frozen=True, slots=True)
class Seal:
    """How far the book went when a paper was made."""

    entry: int
    on: date
    signs: str


def seal_of(entry: Entry) -> Seal:
    """The seal of one page."""
    return Seal(entry.id, entry.on, entry.hash[:SIGNS])


def seal(session: Session) -> Seal | None:
    """The seal of the last page; none while the book is empty."""
    last = session.scalars(sa.select(Entry).order_by(Entry.id.desc()).limit(1)).first()
    return seal_of(last) if last else None


def true_seal(session: Session, number: int, typed: str) -> Seal | None:
    """The seal of a page whose signs were typed right, and that says today what it was sealed with.

    This one page is compared; the pages before it only a walk compares.
    Blanks and hyphens among the signs, and whether they are large or small, mean nothing.
    """
    signs = _TYPED.sub("", typed).lower()
    table = Entry.__table__
    query = sa.select(table).where(table.c.id == number)
    entry = session.execute(query).mappings().first()
    if entry is None or not compare_digest(signs.encode(), entry["hash"][:SIGNS].encode()):
        return None
    move = Move.__table__
    moved = session.execute(sa.select(move).where(move.c.entry == number).order_by(move.c.line))
    behind = facts.read(session, number, number).get(number, {})
    whole = sealed(entry, entry["prev"], [list(row) for row in moved]) == entry["hash"]
    if not whole or facts.fingerprint(behind) != entry["facts"]:
        return None
    return Seal(entry["id"], entry["on"], signs)
