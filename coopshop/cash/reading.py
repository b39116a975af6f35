"""Looking at sessions: every count with who made it and when, and what moved meanwhile."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..access import User
from ..domain import accounts as acc
from ..ledger.models import Entry
from ..ledger.reading import units_of
from .counting import expected, posted, session_of
from .drawers import CLOSING, OPENING
from .explaining import Proposal, Span, at_opening, proposals
from .models import (
    CashSession,
    CountAccepted,
    CountedPieces,
    CountedSum,
    DrawerCount,
    Till,
)
from .moving import moves_between


@dataclass(frozen=True, slots=True)
class Told:
    """One count: who counted and when, what was found by currency and by piece, and the reason."""

    number: int
    kind: str
    entry: int
    at: datetime
    by: str
    sums: tuple[CountedSum, ...]
    pieces: dict[int, int]
    accepted: bool
    accepted_at: datetime | None
    accepted_by: str
    note: str | None

    @property
    def worth(self) -> list[tuple[int, int, int]]:
        """(value, pieces, what they make), the largest value first."""
        return [(value, many, value * many) for value, many in sorted(self.pieces.items())[::-1]]

    @property
    def right(self) -> bool:
        """Whether the hand found what the book said."""
        return all(row.difference == 0 for row in self.sums)


@dataclass(frozen=True, slots=True)
class SessionTold:
    """One session of a drawer and all its counts, the first one first."""

    code: str
    entry: int
    on: date
    till: Till
    counts: tuple[Told, ...]
    #: As `moving.listed` tells them.
    moves: tuple[Any, ...]
    is_last: bool

    @property
    def last(self) -> Told:
        """The count that stands."""
        return self.counts[-1]

    @property
    def state(self) -> str:
        """As a till's: `opening`, `open`, `counted`, `closed`."""
        if self.last.kind == OPENING:
            return "open" if self.last.accepted else "opening"
        return "closed" if self.last.accepted else "counted"

    @property
    def counted(self) -> int | None:
        """Soles that its closing found, once there was one."""
        return self.last.sums[0].counted if self.last.kind == CLOSING else None

    @property
    def difference(self) -> int | None:
        """What its closing found too much or too little, in soles."""
        return self.last.sums[0].difference if self.last.kind == CLOSING else None

    @property
    def note(self) -> str:
        """The reason of its last count."""
        return self.last.note or ""

    @property
    def waiting(self) -> Told | None:
        """The count whose difference waits for its reason."""
        return None if self.last.accepted else self.last


def told(session: Session, code: str) -> SessionTold:
    """All that is known of one session, refused when there is none of that code."""
    row = session_of(session, code)
    return _told(session, [row])[0]


def is_stale(session: Session, told: SessionTold) -> bool:
    """Whether the book of a drawer has changed since its last count."""
    before = posted(session, told.code)
    book = expected(session, told.till.code, before)
    return any(book.get(row.currency, 0) != row.expected for row in told.last.sums)


def guesses(session: Session, told: SessionTold) -> list[Proposal]:
    """What may explain the difference of the last count of a session."""
    ask = at_opening if told.last.kind == OPENING else proposals
    found = []
    for row in told.last.sums:
        if row.difference:
            span = Span(
                acc.drawer(told.till.code),
                told.entry,
                told.last.entry,
                row.currency,
                row.difference,
            )
            found += ask(session, span)
    return found


def had_dollars(session: Session, till: str) -> bool:
    """Whether dollars ever lay in a drawer; how many do now is not told, it is counted blind."""
    return "USD" in units_of(session, acc.drawer(till))


def sessions(session: Session, till: str) -> list[SessionTold]:
    """The sessions of a till, the last one first."""
    query = sa.select(CashSession).where(CashSession.till == till)
    return _told(session, list(session.scalars(query.order_by(CashSession.entry.desc()))))


def _told(session: Session, rows: list[CashSession]) -> list[SessionTold]:
    codes = [row.code for row in rows]
    counts = _counts(session, codes)
    return [
        SessionTold(
            code=row.code,
            entry=row.entry,
            on=row.on,
            till=session.get_one(Till, row.till),
            counts=tuple(counts[row.code]),
            moves=tuple(moves_between(session, row.till, row.entry, _end(session, row))),
            is_last=_end(session, row) is None,
        )
        for row in rows
    ]


def _end(session: Session, row: CashSession) -> int | None:
    """The entry of the session that came after, if there was one."""
    query = sa.select(sa.func.min(CashSession.entry)).where(
        CashSession.till == row.till, CashSession.entry > row.entry
    )
    return session.scalar(query)


def _counts(session: Session, codes: list[str]) -> dict[str, list[Told]]:
    sums = _grouped(session, CountedSum, codes)
    pieces = _grouped(session, CountedPieces, codes)
    written, agreed = sa.orm.aliased(Entry), sa.orm.aliased(Entry)
    same = sa.and_(
        CountAccepted.session == DrawerCount.session, CountAccepted.number == DrawerCount.number
    )
    query = (
        sa.select(DrawerCount, written, CountAccepted, agreed)
        .join(written, written.id == DrawerCount.entry)
        .join(CountAccepted, same, isouter=True)
        .join(agreed, agreed.id == CountAccepted.entry, isouter=True)
        .where(DrawerCount.session.in_(codes))
        .order_by(DrawerCount.session, DrawerCount.number)
    )
    found: dict[str, list[Told]] = defaultdict(list)
    for count, entry, accepted, agreement in session.execute(query):
        key = (count.session, count.number)
        found[count.session].append(
            Told(
                number=count.number,
                kind=count.kind,
                entry=entry.id,
                at=entry.at,
                by=_name(session, entry.by),
                sums=tuple(sums[key]),
                pieces={row.value: row.pieces for row in pieces[key]},
                accepted=accepted is not None,
                accepted_at=agreement.at if agreement else None,
                accepted_by=_name(session, agreement.by) if agreement else "",
                note=accepted.note if accepted else None,
            )
        )
    return found


def _grouped(session: Session, model: Any, codes: list[str]) -> dict[tuple[str, int], list[Any]]:
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    key = tuple(model.__table__.primary_key)
    for row in session.scalars(sa.select(model).where(model.session.in_(codes)).order_by(*key)):
        found[row.session, row.number].append(row)
    return found


def _name(session: Session, user: int) -> str:
    known = session.get(User, user)
    return known.name if known else ""
