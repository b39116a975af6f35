"""A line that she says is not right: what it is, in her words, and where it waits."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import payouts
from ..ledger.models import Entry
from ..ledger.words import cause_words, kind_words
from ..web.i18n import _
from ..web.icons import icon_of
from . import words
from .account import PUT_RIGHT, TERMS
from .sold import told

#: The drawing of what was sold.
SOLD = "basket"
#: Those of what became of her pieces, by the kind of an entry.
PIECES = {
    "delivery": "hand-basket",
    "hand_in": "hand-basket",
    "departure": "canoe",
    "arrival": "canoe",
    "shrinkage": "broken",
    "sample": "gift",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One line of her account, as she knows it."""

    about: str
    words: str
    drawing: str
    on: date
    cents: int | None
    #: What is not in the book has no other name than what she says: the first line of it.
    mine: str = ""


def line(session: Session, member: str, about: str) -> Said | None:
    """The line of a cause, if it moved anything of hers; of pieces only it has no sum."""
    if about.startswith(f"{payouts.NOT_IN_BOOK}/"):
        return _unwritten(session, member, about)
    if product := payouts.part_of(about):
        return _product(session, member, *product)
    moved = payouts.moved(session, member, about)
    entry = session.scalars(sa.select(Entry).where(Entry.cause == about)).first()
    if entry is None:
        return None
    if not moved:
        return _pieces(entry) if payouts.about_her_pieces(session, member, about) else None
    cents = sum(one.change + one.waiting for one in moved)
    kind, _slash, code = about.partition("/")
    if kind == "sale":
        pieces = told(session, member, [code])[code].left(0)
        said = ", ".join(words.pieces_words(piece, piece.amount) for piece in pieces)
        return Said(about, said, SOLD, entry.on, cents)
    term = TERMS.get(entry.kind, PUT_RIGHT)
    return Said(about, _(words.TERMS[term]), words.DRAWINGS[term], entry.on, cents)


def times(session: Session, member: str, about: str) -> int:
    """How often a line was said not to be right, answered or not."""
    said = sa.select(payouts.Dispute.about).where(payouts.Dispute.member == member)
    return sum(payouts.line_of(session, one) == about for one in session.scalars(said))


def _unwritten(session: Session, member: str, about: str) -> Said | None:
    """What she said that the book does not have; it is of the day she said it."""
    of_hers = (payouts.Dispute.about == about, payouts.Dispute.member == member)
    said = session.scalars(sa.select(payouts.Dispute).where(*of_hers)).first()
    if said is None:
        return None
    first = (said.note or "").partition("\n")[0]
    return Said(about, cause_words(about), "help", said.on, None, first)


def _product(session: Session, member: str, sale: str, line: int) -> Said | None:
    """Her pieces in one line of a sale."""
    sold = told(session, member, [sale]).get(sale)
    piece = sold.of(line) if sold else None
    if sold is None or piece is None:
        return None
    about = payouts.part(sale, line)
    cents, _part = payouts.share_of(session, member, about)
    words_ = words.pieces_words(piece, piece.amount)
    return Said(about, words_, icon_of(piece.category, SOLD), sold.sale.on, cents)


def _pieces(entry: Entry) -> Said:
    """A line about her pieces, in which no money moved: by its kind and its paper."""
    kind, paper = kind_words(entry.kind), cause_words(entry.cause)
    said = paper if paper.startswith(kind) else f"{kind} · {paper}"
    return Said(entry.cause, said, PIECES.get(entry.kind, SOLD), entry.on, None)
