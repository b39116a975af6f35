"""What a payout settles: every line of the book since her last one, to the céntimo.

Nothing is computed anew: lines are the entries that moved what she can be paid, between the payout
before (one that stood at that time) and this one. So the list of an old payout never changes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..ledger.models import Entry, Move
from ..members import Member
from .models import Payout
from .sale_parts import Part, divided
from .statements import due_account, sale_of

#: Beyond every entry.
FOREVER = 2**62


@dataclass(frozen=True, slots=True)
class Line:
    """One entry that moved what she can be paid; of a sale, `pieces` say what it is made up of."""

    entry: int
    on: date
    kind: str
    cause: str
    sale: str | None
    cents: int
    pieces: tuple[Part, ...] = ()

    @property
    def about(self) -> str:
        """The line that the entry belongs to, however often it was put right."""
        return f"sale/{self.sale}" if self.sale else self.cause.removeprefix("reversal/")

    @property
    def parts(self) -> dict[str, int]:
        """The same, divided: of a sale what each product has in it, in céntimos."""
        return {piece.about: piece.cents for piece in self.pieces} or {self.about: self.cents}


@dataclass(frozen=True, slots=True)
class Account:
    """What stayed from the payout `before`, and the lines since then; `total` can be paid."""

    opening: int = 0
    lines: tuple[Line, ...] = ()
    before: Payout | None = None

    @property
    def total(self) -> int:
        """What was hers to take at the end."""
        return self.opening + sum(line.cents for line in self.lines)


def since_last(session: Session, members: Collection[str] | None = None) -> dict[str, Account]:
    """For each member who has something to her account: what her next payout would settle."""
    last_ones = last_standing()
    if members is not None:
        last_ones = last_ones.where(Payout.member.in_(members))
    last = last_ones.subquery()
    after = sa.func.coalesce(last.c.entry, 0).label("after")
    spans = sa.select(Member.code, after, sa.literal(FOREVER).label("before")).outerjoin(
        last, last.c.member == Member.code
    )
    if members is not None:
        spans = spans.where(Member.code.in_(members))
    lines = _lines(session, spans)
    paid = sa.select(Payout).where(Payout.entry.in_(sa.select(last.c.entry)))
    before = {payout.member: payout for payout in session.scalars(paid)}
    return {
        member: _account(before.get(member), lines.get(member, ()))
        for member in sorted(lines.keys() | before.keys())
        if members is None or member in members
    }


def settled(session: Session, payout: Payout) -> Account:
    """What a payout settled: its lines add up to what was available then."""
    before = before_it(session, payout)
    span = sa.select(
        sa.literal(payout.member).label("code"),
        sa.literal(before.entry if before else 0).label("after"),
        sa.literal(payout.entry).label("before"),
    )
    lines = _lines(session, span).get(payout.member, [])
    return _account(before, lines)


def before_it(session: Session, payout: Payout) -> Payout | None:
    """The payout before one, of those that stood at that time."""
    undone_by_then = sa.select(Entry.reverses).where(
        Entry.reverses.is_not(None), Entry.id < payout.entry
    )
    earlier = sa.select(Payout).where(
        Payout.member == payout.member,
        Payout.entry < payout.entry,
        Payout.entry.not_in(undone_by_then),
    )
    return session.scalar(earlier.order_by(Payout.entry.desc()).limit(1))


def last_standing() -> sa.Select[str, int]:
    """The last payout of each member that was not undone."""
    return (
        sa.select(Payout.member, sa.func.max(Payout.entry).label("entry"))
        .where(ledger.standing(Payout.entry))
        .group_by(Payout.member)
    )


def _account(before: Payout | None, lines: Iterable[Line]) -> Account:
    return Account(before.carried if before else 0, tuple(lines), before)


def _lines(session: Session, spans: sa.Select[Any, Any, Any]) -> dict[str, list[Line]]:
    """Each member's lines between two entries; what was undone within them is left out."""
    span = spans.subquery()
    account = sa.literal(acc.payable("")) + span.c.code
    sides = (
        sa.select(span.c.code, Move.entry, (sign * Move.amount).label("cents")).join(
            Move, (side == account) & (Move.entry > span.c.after) & (Move.entry < span.c.before)
        )
        for side, sign in ((Move.source, 1), (Move.target, -1))
    )
    moved = sa.union_all(*sides).subquery()
    query = (
        sa.select(
            *(moved.c.code, Entry.id, Entry.on, Entry.kind, Entry.cause, Entry.reverses),
            *(due_account, sa.func.sum(moved.c.cents)),
        )
        .join(Entry, Entry.id == moved.c.entry)
        .group_by(moved.c.code, Entry.id, Entry.on, Entry.kind, Entry.cause, Entry.reverses)
        .order_by(moved.c.code, Entry.id)
    )
    found: dict[str, dict[int, Line]] = defaultdict(dict)
    for member, number, on, kind, cause, reverses, due, cents in session.execute(query):
        if found[member].pop(reverses, None) is None and cents:
            found[member][number] = Line(number, on, kind, cause, sale_of(due), int(cents))
    lines = {member: list(of_her.values()) for member, of_her in found.items()}
    return _with_pieces(session, lines)


def _with_pieces(session: Session, found: Mapping[str, list[Line]]) -> dict[str, list[Line]]:
    """The same lines; those of a sale say what each of its products has in them."""
    sums = {
        (member, line.sale, line.entry): line.cents
        for member, lines in found.items()
        for line in lines
        if line.sale
    }
    pieces = divided(session, sums)
    return {
        member: [
            replace(line, pieces=pieces.get((member, line.sale or "", line.entry), ()))
            for line in lines
        ]
        for member, lines in found.items()
    }
