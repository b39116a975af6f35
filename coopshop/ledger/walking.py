"""Walking the book from its first page: whether each says what it was sealed with.

What was walked is remembered for a while in this process: a stranger who asks again and again
makes us read new pages only. Whatever is altered after that is found by the walk that follows.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.entry import GENESIS
from . import facts
from .forgetting import emptied
from .models import Entry, Move
from .service import sealed

#: Entries read at a time: memory stays the same however old the book is.
PAGE = 1_000

#: So many pages are compared at most while somebody waits for an answer.
AT_ONCE = 5 * PAGE

#: So long a walk counts; then it begins again at the first page.
TRUSTED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Walked:
    """Pages 1 to `until` are as they were sealed, none looked at before `since`.

    `broken` is the page after them, if it is not; the walk stops there. `head` is their last hash.
    """

    since: datetime
    until: int = 0
    head: str = GENESIS
    broken: int | None = None


def walk(session: Session, before: Walked, most: int | None = None) -> Walked:
    """Go on from what was walked, by `most` pages or to the end."""
    gone = emptied(session)
    for entries in leaves(session, before.until):
        if before.broken or (most is not None and most <= 0):
            break
        moves, behind = moves_of(session, entries), _behind(session, entries)
        for entry in entries[:most]:
            rows = behind.get(entry["id"], {})
            follows = entry["id"] == before.until + 1 and entry["prev"] == before.head
            seals = sealed(entry, entry["prev"], moves[entry["id"]]) == entry["hash"]
            if not (follows and seals and kept_whole(entry, rows, gone)):
                before = replace(before, broken=before.until + 1)
                break
            before = replace(before, until=entry["id"], head=entry["hash"])
        most = None if most is None else most - len(entries)
    return before


def look_over(session: Session, at: datetime) -> Walked:
    """What is known of the whole book now: one walk at a time goes on, a part at each look."""
    kept = KEPT.setdefault(session.get_bind().engine, _Remembered())
    if kept.lock.acquire(blocking=False):
        try:
            known = kept.walked
            if known is None or not _holds(session, known, at):
                known = Walked(at)
            kept.walked = walk(session, known, AT_ONCE)
        finally:
            kept.lock.release()
    return kept.walked or Walked(at)


def _holds(session: Session, known: Walked, at: datetime) -> bool:
    """Whether a walk is young enough, and of the book that is there: another may be put back."""
    query = sa.select(Entry.hash).where(Entry.id == known.until)
    same = not known.until or session.scalar(query) == known.head
    return same and known.since <= at < known.since + TRUSTED


def kept_whole(entry: Any, rows: Any, gone: set[tuple[str, int]]) -> bool:
    """Whether the rows behind an entry are those that were sealed into it."""
    broken = any(
        facts.broken_seal(table, row, (table.name, entry["id"]) in gone)
        for table in rows
        for row in rows[table]
    )
    return not broken and facts.fingerprint(rows) == entry["facts"]


def leaves(session: Session, after: int | None = None) -> Iterator[Sequence[Any]]:
    """The entries in order, a thousand at a time, whatever their numbers were made to be."""
    entry = Entry.__table__
    query = sa.select(entry).order_by(entry.c.id).limit(PAGE)
    first = query if not after else query.where(entry.c.id > after)
    entries = session.execute(first).mappings().all()
    while entries:
        yield entries
        following = query.where(entry.c.id > entries[-1]["id"])
        entries = session.execute(following).mappings().all()


def moves_of(session: Session, entries: Sequence[Any]) -> dict[int, list[list[Any]]]:
    """The moves of some entries that follow each other, in the order they were written."""
    move, moves = Move.__table__, defaultdict[int, list[list[Any]]](list)
    query = sa.select(move).where(move.c.entry.between(entries[0]["id"], entries[-1]["id"]))
    for row in session.execute(query.order_by(move.c.entry, move.c.line)):
        moves[row[0]].append(list(row))
    return moves


def _behind(session: Session, entries: Sequence[Any]) -> dict[int, dict[sa.Table, list[Any]]]:
    return facts.read(session, entries[0]["id"], entries[-1]["id"])


@dataclass(slots=True)
class _Remembered:
    """The walk of one database."""

    walked: Walked | None = None
    lock: Lock = field(default_factory=Lock)


#: What this process remembers.
KEPT: "WeakKeyDictionary[sa.Engine, _Remembered]" = WeakKeyDictionary()
