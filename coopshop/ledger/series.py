"""Numbers without gaps: one counter row for each series, inside the writing transaction."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import numbering
from ..domain.errors import N_, Confirm, Refused
from .models import Series

#: The `kind` of the counters behind our own codes (V0001); legal series have their document's.
CODES = "code"


class SeriesFull(Refused):
    """Eight digits are all that a series has."""

    message = N_("Series %(series)s has no number left; open a new one.")


class NotNext(Refused):
    """A number that would leave a gap or stand twice."""

    message = N_("Number %(read)s does not follow in series %(series)s; expected %(expected)s.")
    field = "number"


class BeginsHere(Confirm):
    """The first number of a series settles where it begins, and nothing takes that back."""

    message = N_("%(series)s has no number yet. Does it really begin with %(read)s?")
    field = "number"


_series: Any = Series.__table__
_this = (_series.c.kind == sa.bindparam("k"), _series.c.code == sa.bindparam("c"))
_look = sa.select(_series.c.last).where(*_this)
_begin = sa.insert(_series)
_step = sa.update(_series).where(*_this).values(last=_series.c.last + 1).returning(_series.c.last)
_jump = sa.update(_series).where(*_this).values(last=sa.bindparam("n"))
_follow = _jump.where(_series.c.last == sa.bindparam("n") - 1).returning(_series.c.last)


def draw(session: Session, kind: str, code: str) -> int:
    """The next number of a series; whoever rolls back gives it back."""
    drawn: int | None = session.connection().scalar(_step, {"k": kind, "c": code})
    if drawn is None:
        session.execute(_begin, {"kind": kind, "code": code, "last": 1})
        return 1
    if drawn > numbering.LAST_NUMBER:
        raise SeriesFull(series=code)
    return drawn


def follow(session: Session, kind: str, code: str, number: int, *, ask: bool = False) -> None:
    """Take note of a number that somebody else drew; the first one may be any, then no gaps.

    `ask` whether a series really begins with a number other than 1 (BeginsHere).
    """
    where = {"k": kind, "c": code}
    if session.connection().scalar(_follow, where | {"n": number}) is not None:
        return
    last = session.scalar(_look, where)
    if last is not None:
        raise NotNext(read=str(number), series=code, expected=str(last + 1))
    if ask and number != 1:
        raise BeginsHere(read=str(number), series=code)
    session.execute(_begin, {"kind": kind, "code": code, "last": number})


def advance(session: Session, kind: str, code: str, number: int) -> None:
    """Let a counter stand at `number`, unless it has gone further already."""
    last = session.scalar(_look, {"k": kind, "c": code})
    if last is None:
        session.execute(_begin, {"kind": kind, "code": code, "last": number})
    elif last < number:
        session.execute(_jump, {"k": kind, "c": code, "n": number})


def legal_series(session: Session) -> list[tuple[str, str]]:
    """Kind and code of every series that papers with a number have been in."""
    query = sa.select(Series.kind, Series.code).where(Series.kind != CODES)
    return [(kind, code) for kind, code in session.execute(query.order_by(*query.selected_columns))]


def next_code(session: Session, kind: str) -> str:
    """The code of our next paper of a kind: V0852."""
    return numbering.code(kind, draw(session, CODES, kind))
