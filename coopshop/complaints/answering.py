"""What the association answers: once, and then only more of it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import bookings
from ..domain.days import day_of
from ..domain.errors import N_, Refused
from .models import Complaint, ComplaintAddition, ComplaintAnswer, ComplaintNotice
from .reading import UnknownComplaint


class AnsweredBefore(Refused):
    """A sheet is answered once."""

    message = N_("Sheet %(code)s was answered on %(on)s. What is missing goes in as an addition.")


class NotAnsweredYet(Refused):
    """First the answer, then what is added to it."""

    message = N_("Sheet %(code)s has no answer yet: write that first.")


class BeforeTheSheet(Refused):
    """Nobody answers before he is asked."""

    message = N_("The sheet is of %(on)s; choose that day or a later one.")
    field = "on"


class WrittenToday(Refused):
    """A late answer is not made an early one."""

    message = N_(
        "An answer that is written here today is of today. If it was given on paper before, "
        "say so above the day."
    )
    field = "on"


def answer(
    session: Session,
    code: str,
    *,
    note: str,
    done: str | None,
    on: date,
    at: datetime,
    by: int,
    on_paper: bool = False,
) -> None:
    """Answer a sheet: what is said to the consumer, and what was done.

    Its day is that on which it is written, but for a copy of one that was given `on_paper`.
    """
    row = _sheet(session, code, on)
    if on < day_of(at) and not on_paper:
        raise WrittenToday
    if found := session.get(ComplaintAnswer, code):
        raise AnsweredBefore(code=code, on=found.on.isoformat())
    fact = {"complaint": row.code, "on": on, "note": note, "done": done}
    entry = bookings.notice(f"complaint_answer/{code}", "complaint_answer", on)
    ledger.post(session, entry, (ComplaintAnswer, [fact]), at=at, by=by)


def add(session: Session, code: str, *, note: str, on: date, at: datetime, by: int) -> None:
    """More to an answer, or what puts it right; the consumer reads both."""
    row = _sheet(session, code, on)
    if session.get(ComplaintAnswer, code) is None:
        raise NotAnsweredYet(code=code)
    query = sa.select(sa.func.count()).where(ComplaintAddition.complaint == code)
    number = (session.scalar(query) or 0) + 1
    fact = {"complaint": row.code, "number": number, "on": on, "note": note}
    entry = bookings.notice(f"complaint_addition/{code}/{number}", "complaint_addition", on)
    ledger.post(session, entry, (ComplaintAddition, [fact]), at=at, by=by)


def note_told(session: Session, code: str, way: str, *, at: datetime, by: int) -> None:
    """Keep by which way the consumer is told."""
    session.add(ComplaintNotice(complaint=code, at=at, by=by, way=way))
    session.flush()


def _sheet(session: Session, code: str, on: date) -> Complaint:
    row = session.get(Complaint, code)
    if row is None:
        raise UnknownComplaint(code=code[:20])
    if on < row.on:
        raise BeforeTheSheet(on=row.on.isoformat())
    return row
