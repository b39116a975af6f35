"""The pen: the only place where entries and moves are written."""

from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import entry as page
from ..domain.days import day_of, month_of
from ..domain.errors import N_, Refused
from . import facts as behind
from .models import Closing, Entry, Move, Reversal


class ClosedMonth(Refused):
    """The assembly's books of that month are read and signed."""

    message = N_("The month %(month)s is closed; choose a later date.")
    field = "on"


class FutureDay(Refused):
    """Nothing happens tomorrow yet."""

    message = N_("%(on)s has not come yet; choose today or an earlier day.")
    field = "on"


class AlreadyDifferent(Refused):
    """The same paper was written down before, and said something else."""

    message = N_("%(cause)s is in the book already, with other figures.")


class AlreadyReversed(Refused):
    """A mistake is undone once."""

    message = N_("%(cause)s was reversed before.")


class UndoneBefore(Refused):
    """A mistake is not undone before it was made."""

    message = N_("%(cause)s is of %(on)s; it cannot be undone on an earlier day.")
    field = "on"


_entry = Entry.__table__
_move = Move.__table__
_same = _entry.alias("same")
_closing = Closing.__table__
_head = (
    sa.select(
        _entry.c.id,
        _entry.c.hash,
        _entry.c.at,
        sa.select(sa.func.max(_closing.c.month)).scalar_subquery().label("closed"),
        sa.select(_same.c.id)
        .where(_same.c.cause == sa.bindparam("cause"))
        .scalar_subquery()
        .label("same"),
    )
    .order_by(_entry.c.id.desc())
    .limit(1)
)


def post(
    session: Session,
    entry: page.Entry,
    *facts: behind.Rows,
    at: datetime,
    by: int,
    recorded_at: datetime | None = None,
) -> int:
    """Write an entry with the business rows behind it; gives its number.

    Facts and moves first, then the entry row that seals them. The same cause with the same moves
    gives the first entry's number and writes nothing; with other moves it is refused.
    """
    book = session.connection()
    head = book.execute(_head, {"cause": entry.cause}).first()
    if head and head.same is not None:
        return _same_again(session, head.same, entry)
    recorded_at = recorded_at or at
    _refuse_days(entry.on, recorded_at, head.closed if head else None)
    number = head.id + 1 if head else 1
    rows = behind.prepare(number, facts)
    for table, values in rows.items():
        book.execute(_into(table), values)
    moves = [[number, line, *move] for line, move in enumerate(entry.moves, 1)]
    if moves:
        book.execute(_into(_move), [dict(zip(_COLUMNS, m, strict=True)) for m in moves])
    header: dict[str, Any] = {
        "id": number,
        "cause": entry.cause,
        "kind": entry.kind,
        "on": entry.on,
        "at": max(at, head.at) if head else at,
        "recorded_at": recorded_at,
        "by": by,
        "reverses": _reversed_id(session, entry.reverses),
        "facts": behind.fingerprint(rows),
        "hash_version": page.HASH_VERSION,
    }
    prev = head.hash if head else page.GENESIS
    header |= {"prev": prev, "hash": sealed(header, prev, moves)}
    book.execute(_into(_entry), header)
    return number


@cache
def _into(table: sa.Table) -> sa.Insert:
    return sa.insert(table)


_COLUMNS = ("entry", "line", "source", "target", "amount", "unit")
_HEADER = (
    "id", "cause", "kind", "on", "at", "recorded_at", "by", "reverses", "facts", "hash_version",
)  # fmt: skip


def sealed(header: Any, prev: str, moves: list[list[Any]]) -> str:
    """The hash of an entry from its own columns, the hash before it and its moves."""
    return page.seal(prev, [behind.plain(header[name]) for name in _HEADER], moves)


def reverse(
    session: Session, cause: str, *facts: behind.Rows, why: str, on: date, at: datetime, by: int
) -> int:
    """Undo a mistake by its exact mirror; the mistake stays on its page.

    `facts` are more rows that stand behind the mirror, beside the reason.
    """
    wrong = session.scalars(sa.select(Entry).where(Entry.cause == cause)).one()
    paper = cause.partition("/")[2]
    if session.scalar(sa.select(Entry.id).where(Entry.reverses == wrong.id)):
        raise AlreadyReversed(cause=paper)
    if on < wrong.on:
        raise UndoneBefore(cause=paper, on=wrong.on.isoformat())
    moves = tuple(page.Move(*row) for row in _moves_of(session, wrong.id))
    original = page.Entry(wrong.cause, wrong.kind, wrong.on, moves)
    mirror = original.reversed(f"reversal/{cause}", on)
    why_row = {"cause": mirror.cause, "reverses": cause, "note": why}
    return post(session, mirror, (Reversal, [why_row]), *facts, at=at, by=by)


def _refuse_days(on: date, recorded_at: datetime, closed: str | None) -> None:
    if on > day_of(recorded_at):
        raise FutureDay(on=on.isoformat())
    if closed and month_of(on) <= closed:
        raise ClosedMonth(month=month_of(on))


def _same_again(session: Session, number: int, entry: page.Entry) -> int:
    if [tuple(row) for row in _moves_of(session, number)] != list(entry.moves):
        raise AlreadyDifferent(cause=entry.cause)
    return number


def _moves_of(session: Session, number: int) -> list[Any]:
    columns = (_move.c.source, _move.c.target, _move.c.amount, _move.c.unit)
    query = sa.select(*columns).where(_move.c.entry == number).order_by(_move.c.line)
    return list(session.execute(query))


def _reversed_id(session: Session, cause: str | None) -> int | None:
    if cause is None:
        return None
    return session.scalar(sa.select(Entry.id).where(Entry.cause == cause))
