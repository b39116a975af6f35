"""What may explain a difference: one thing that was written down in another way than it was.

Nothing here changes anything: each proposal is a sentence, and a way to its page.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..domain.bookings import PEN
from ..domain.errors import N_
from ..ledger.models import Entry, Move
from .drawers import CASH

#: So many are told; more would be guessing.
MOST = 3

#: Kinds of entries by which money comes from buyers, and those by which it leaves a cash box.
TAKEN = ("collection", "deposit")
GIVEN = ("refund", "payout", "adelanto", "cash_out", "deposit_back")


@dataclass(frozen=True, slots=True)
class Span:
    """What is to be explained: `difference` in a drawer, from one entry to another."""

    drawer: str
    after: int
    before: int
    currency: str
    difference: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence; its paper (a cause of the book), its moment, and sums of money it speaks of."""

    words: str
    cause: str = ""
    at: datetime | None = None
    sums: dict[str, int] = field(default_factory=dict)
    #: For what was forgotten: why the money moved.
    reason: str = ""
    #: Where it can be written down at one press (`carrying.carry`): in this currency.
    carried: str = ""


Reader = Callable[[Session, Span], Iterable[Proposal]]

_readers: list[Reader] = []


def also_asks(reader: Reader) -> Reader:
    """A later room that knows more than the book (which note was handed over) has its say first."""
    _readers.append(reader)
    return reader


def proposals(session: Session, span: Span) -> list[Proposal]:
    """At most three things, each of which alone would explain the difference; likely ones first."""
    short = span.difference < 0
    found = _of_short(session, span) if short else _of_over(session, span)
    told = [p for reader in _readers for p in reader(session, span)]
    doubles = [p for p in found if p.words in TWICE]
    others = [p for p in found if p.words not in TWICE]
    return [*doubles, *told, *others, _forgotten(session, span)][:MOST]


def at_opening(session: Session, span: Span) -> list[Proposal]:
    """While a drawer was shut, money can have been brought to it from the association's box.

    What is lacking is not put into the box by a press: nobody has seen it there.
    """
    sums = {"sum": abs(span.difference)}
    if span.difference < 0:
        return []
    words = N_("Were %(sum)s brought from the association's box, and nobody wrote it down?")
    held = _held_in_the_box(session, span)
    return [Proposal(words, sums=sums, reason="sencillo", carried=span.currency)] if held else []


TWICE = (
    N_("%(sum)s came in twice. Was one of them written down twice? The second is %(paper)s."),
    N_("%(sum)s went out twice. Was one of them written down twice? The second is %(paper)s."),
)


def _of_short(session: Session, span: Span) -> list[Proposal]:
    """The drawer has less than the book says."""
    missing = -span.difference
    here = [row for row in _moved(session, span, [span.drawer]) if row.came == missing]
    taken = [row for row in here if row.kind in TAKEN]
    found = [_told(TWICE[0], taken[0], missing)] if len(taken) > 1 else []
    was_yape = N_(
        "%(paper)s, %(sum)s at %(at)s, is written as cash. Was it Yape or something else?"
    )
    found += [_told(was_yape, row, missing) for row in taken]
    elsewhere = _moved(session, span, [acc.purse(CASH)])
    from_here = N_(
        "%(paper)s, %(sum)s at %(at)s, is written as paid out of the association's box. "
        "Was it paid out of this cash?"
    )
    found += [_told(from_here, row, missing) for row in elsewhere if _given(row, missing)]
    as_yape = N_("%(paper)s, %(sum)s at %(at)s, was Yape or the like. Was cash given back for it?")
    others = _moved(session, span, _OTHERS)
    found += [_told(as_yape, row, missing) for row in others if _taken(row, missing)]
    return found


def _of_over(session: Session, span: Span) -> list[Proposal]:
    """The drawer has more than the book says."""
    over = span.difference
    given = [row for row in _moved(session, span, [span.drawer]) if _given(row, over)]
    kinds = Counter((row.kind, row.other) for row in given)
    twice = [row for row in given if kinds[row.kind, row.other] > 1]
    found = [_told(TWICE[1], twice[0], over)] if twice else []
    was_cash = N_("%(paper)s, %(sum)s at %(at)s, is written as Yape or the like. Was it cash?")
    others = _moved(session, span, _OTHERS)
    found += [_told(was_cash, row, over) for row in others if _taken(row, over)]
    into_here = N_(
        "%(paper)s, %(sum)s at %(at)s, is written into the association's box. "
        "Did it go into this cash?"
    )
    boxed = _moved(session, span, [acc.purse(CASH)])
    found += [_told(into_here, row, over) for row in boxed if _taken(row, over)]
    not_given = N_("%(paper)s, %(sum)s at %(at)s, is written as paid. Was it not handed over yet?")
    found += [_told(not_given, row, over) for row in given]
    return found


_OTHERS = [purse for method, purse in acc.PURSES.items() if method != CASH]


def _forgotten(session: Session, span: Span) -> Proposal:
    """Always possible: nobody wrote it down."""
    sums = {"sum": abs(span.difference)}
    if span.difference < 0:
        words = N_("Were %(sum)s spent or carried away, and nobody wrote it down?")
        return Proposal(words, sums=sums, reason="otro_gasto")
    words = N_("Were %(sum)s of small change put in, and nobody wrote it down?")
    carried = span.currency if _held_in_the_box(session, span) else ""
    return Proposal(words, sums=sums, reason="sencillo", carried=carried)


def _held_in_the_box(session: Session, span: Span) -> bool:
    return ledger.balance(session, acc.purse(CASH), span.currency) >= span.difference


def _taken(row: Any, cents: int) -> bool:
    return row.kind in TAKEN and row.came == cents


def _given(row: Any, cents: int) -> bool:
    return row.kind in GIVEN and row.went == cents


def _told(words: str, row: Any, cents: int) -> Proposal:
    return Proposal(words, row.cause, row.at, {"sum": cents})


def _moved(session: Session, span: Span, accounts: list[str]) -> list[Any]:
    """What moved on some accounts during a session, the last first; what was undone is left out."""
    came = sa.case((Move.target.in_(accounts), Move.amount), else_=0)
    went = sa.case((Move.source.in_(accounts), Move.amount), else_=0)
    other = sa.case((Move.target.in_(accounts), Move.source), else_=Move.target)
    undone = sa.select(Entry.reverses).where(Entry.reverses.is_not(None), Entry.id > span.after)
    query = (
        sa.select(
            *(Entry.kind, Entry.cause, Entry.at),
            *(other.label("other"), came.label("came"), went.label("went")),
        )
        .join(Move, Move.entry == Entry.id)
        .where(
            sa.or_(Move.source.in_(accounts), Move.target.in_(accounts)),
            Move.unit == (span.currency or PEN),
            Entry.id > span.after,
            Entry.id < span.before,
            Entry.id.not_in(undone),
        )
    )
    return list(session.execute(query.order_by(Entry.id.desc(), Move.line)).all())
