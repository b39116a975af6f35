"""Numbers without gaps: one counter row for each series, inside the writing transaction."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import numbering
from ..domain.errors import N_, Refused
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


def draw(session: Session, kind: str, code: str) -> int:
    """The next number of a series; whoever rolls back gives it back."""
    drawn = session.scalar(_step, {"k": kind, "c": code})
    if drawn is None:
        session.execute(sa.insert(Series), {"kind": kind, "code": code, "last": 1})
        return 1
    if drawn > numbering.LAST_NUMBER:
        raise SeriesFull(series=code)
    return drawn


_step = (
    sa.update(Series)
    .where(Series.kind == sa.bindparam("k"), Series.code == sa.bindparam("c"))
    .values(last=Series.last + 1)
    .returning(Series.last)
    .execution_options(synchronize_session=False)
)


def follow(session: Session, kind: str, code: str, number: int) -> None:
    """Take note of a number that somebody else drew; the first one may be any, then no gaps."""
    last = session.scalar(sa.select(Series.last).where(Series.kind == kind, Series.code == code))
    if last is not None and number != last + 1:
        raise NotNext(read=str(number), series=code, expected=str(last + 1))
    advance(session, kind, code, number)


def advance(session: Session, kind: str, code: str, number: int) -> None:
    """Let a counter stand at `number`, unless it has gone further already."""
    counter = session.get(Series, (kind, code))
    if counter is None:
        session.add(Series(kind=kind, code=code, last=number))
    else:
        counter.last = max(counter.last, number)
    session.flush()


def next_code(session: Session, kind: str) -> str:
    """The code of our next paper of a kind: V0852."""
    return numbering.code(kind, draw(session, CODES, kind))
