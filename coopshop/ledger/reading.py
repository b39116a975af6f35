"""Reading the book: its pages, newest first; what moved on an account; where a lot lies."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from ..domain import accounts as acc
from .models import Balance, Entry, Move, Reversal

#: Rows on one leaf of a long list.
LEAF = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's effect on an account: `came` in, `went` out."""

    entry: int
    on: date
    kind: str
    cause: str
    unit: str
    came: int
    went: int


def entry_of(session: Session, number: int) -> Entry | None:
    """One entry, by its number."""
    return session.get(Entry, number)


def first_day(session: Session) -> date | None:
    """The earliest day that the book tells of; None where it is empty."""
    return session.scalar(sa.select(sa.func.min(Entry.on)))


def moves(session: Session, number: int) -> list[Move]:
    """The moves of an entry, in order."""
    query = sa.select(Move).where(Move.entry == number).order_by(Move.line)
    return list(session.scalars(query))


def steps(
    session: Session, account: str, *, before: int | None = None, size: int = LEAF
) -> list[Step]:
    """What the last `size` entries did to an account, newest first, a row for each unit."""
    sides = (_touching(side, account, before, size) for side in (Move.source, Move.target))
    leaf = sa.union(*sides)
    numbers = sa.select(leaf.subquery().c.entry).order_by(sa.desc("entry")).limit(size).subquery()
    came = sa.func.sum(sa.case((Move.target == account, Move.amount), else_=0))
    went = sa.func.sum(sa.case((Move.source == account, Move.amount), else_=0))
    query = (
        sa.select(Entry.id, Entry.on, Entry.kind, Entry.cause, Move.unit, came, went)
        .join(Move, Move.entry == Entry.id)
        .where(
            Entry.id.in_(sa.select(numbers.c.entry)),
            sa.or_(Move.source == account, Move.target == account),
        )
        .group_by(Entry.id, Entry.on, Entry.kind, Entry.cause, Move.unit)
        .order_by(Entry.id.desc(), Move.unit)
    )
    return [
        Step(number, on, kind, cause, unit, int(plus), int(minus))
        for number, on, kind, cause, unit, plus, minus in session.execute(query)
    ]


def holdings(session: Session, account: str) -> dict[str, int]:
    """What an account holds, by unit, nothings left out."""
    # A shelf never holds less than nothing; of its lots that are gone, very many, none is read.
    is_goods = account.startswith((acc.SHELVES, acc.ON_THE_WAY))
    some = sa.text("balance.amount > 0") if is_goods else Balance.amount != 0
    query = sa.select(Balance.unit, Balance.amount).where(Balance.account == account, some)
    return dict(session.execute(query.order_by(Balance.unit)).all())


def units_of(session: Session, account: str) -> set[str]:
    """Some of what ever lay there, empty where nothing ever moved."""
    query = sa.select(Balance.unit).where(Balance.account == account).limit(3)
    return set(session.scalars(query))


def standing(entry: Any) -> sa.ColumnElement[bool]:
    """Rows whose entry was not reversed: `.where(standing(Payment.entry))`."""
    undoing = sa.orm.aliased(Entry)
    return ~sa.exists().where(undoing.reverses == entry)


def why_reversed(session: Session, cause: str) -> str | None:
    """The reason why a cause was reversed, empty if forgotten; None if it stands."""
    found = session.execute(sa.select(Reversal.note).where(Reversal.reverses == cause)).first()
    return (found[0] or "") if found else None


def whereabouts(session: Session, lot: str) -> dict[str, int]:
    """Where the pieces of a lot are, by account."""
    query = sa.select(Balance.account, Balance.amount).where(
        Balance.unit == lot, Balance.amount > 0
    )
    return dict(session.execute(query.order_by(Balance.account)).all())


def journey(session: Session, lot: str, since: int) -> list[tuple[Entry, Move]]:
    """Every move of a lot, in order; `since` is the number of the entry that brought it."""
    query = (
        sa.select(Entry, Move)
        .join(Move, Move.entry == Entry.id)
        .where(Move.entry >= since, Move.unit == lot)
        .order_by(Move.entry, Move.line)
    )
    return list(session.execute(query).all())


def _touching(
    side: InstrumentedAttribute[str], account: str, before: int | None, size: int
) -> sa.Select[tuple[int]]:
    """The last entries with an account on one side: an index answers, however old the book is."""
    query = sa.select(Move.entry).where(side == account)
    if before is not None:
        query = query.where(Move.entry < before)
    last = query.distinct().order_by(Move.entry.desc()).limit(size).subquery()
    return sa.select(last.c.entry)
