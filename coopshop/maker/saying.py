"""A line that she says is not right: what it is, in her words, and where it waits."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import payouts
from ..ledger.models import Entry
from ..web.i18n import _
from . import words
from .account import PUT_RIGHT, TERMS

#: The drawing of what was sold.
SOLD = "basket"


@dataclass(frozen=True, slots=True)
class Said:
    """One line of her account, as she knows it."""

    about: str
    words: str
    drawing: str
    on: date
    cents: int


def line(session: Session, member: str, about: str) -> Said | None:
    """The line of a cause, if it moved anything of hers."""
    moved = payouts.moved(session, member, about)
    entry = session.scalars(sa.select(Entry).where(Entry.cause == about)).first()
    if not moved or entry is None:
        return None
    cents = sum(one.change + one.waiting for one in moved)
    kind, _slash, code = about.partition("/")
    if kind == "sale":
        pieces = payouts.pieces(session, member, [code]).get(code, "")
        return Said(about, pieces, SOLD, entry.on, cents)
    term = TERMS.get(entry.kind, PUT_RIGHT)
    return Said(about, _(words.TERMS[term]), words.DRAWINGS[term], entry.on, cents)


def times(session: Session, member: str, about: str) -> int:
    """How often a line was said not to be right, answered or not."""
    said = sa.select(payouts.Dispute.about).where(payouts.Dispute.member == member)
    return sum(payouts.line_of(session, one) == about for one in session.scalars(said))
