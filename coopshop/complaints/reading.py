"""Looking at sheets: how each stands, and until when the law waits for its answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import working_days
from ..domain.days import day_of
from ..domain.errors import N_, Unknown
from ..ledger.models import Entry
from ..web.tokens import hashed
from .models import (
    Complaint,
    ComplaintAddition,
    ComplaintAnswer,
    ComplaintLink,
    ComplaintNotice,
)

#: With so few working days left the first page speaks louder.
SOON = 3


class UnknownComplaint(Unknown):
    """No such sheet."""

    message = N_("There is no sheet %(code)s in the complaints book.")


class UnknownLink(Unknown):
    """Guessed, mistyped, or replaced by a newer one."""

    message = N_("This link opens nothing. Ask us for a new one.")


@dataclass(frozen=True, slots=True)
class Told:
    """One sheet and all that became of it; `left` working days until `due`.

    `copied_on`: the answer was given on paper, on its day, and copied into the book on this one.
    """

    row: Complaint
    answer: ComplaintAnswer | None
    copied_on: date | None
    additions: tuple[ComplaintAddition, ...]
    notices: tuple[ComplaintNotice, ...]
    due: date
    left: int
    late: bool

    @property
    def state(self) -> str:
        """`answered`, `answered_late`, `late` or `waiting`."""
        return state_of(self.answer.on if self.answer else None, self.due, late=self.late)


class Listed(NamedTuple):
    """One sheet of the list."""

    entry: int
    code: str
    on: date
    kind: str
    name: str
    due: date
    left: int | None
    state: str


def told(session: Session, code: str, today: date) -> Told:
    """One sheet, refused when there is none of that number."""
    row = session.get(Complaint, code)
    if row is None:
        raise UnknownComplaint(code=code[:20])
    added = sa.select(ComplaintAddition).where(ComplaintAddition.complaint == code)
    drafted = sa.select(ComplaintNotice).where(ComplaintNotice.complaint == code)
    answer = session.get(ComplaintAnswer, code)
    return Told(
        row,
        answer,
        _copied_on(session, answer) if answer else None,
        tuple(session.scalars(added.order_by(ComplaintAddition.number))),
        tuple(session.scalars(drafted.order_by(ComplaintNotice.at.desc()))),
        *term(row.on, today),
    )


def by_link(session: Session, token: str, today: date) -> Told:
    """The sheet that a link opens; a link that is not known, or no longer, opens nothing."""
    found = session.get(ComplaintLink, hashed(token))
    if found is None or found.revoked_at is not None:
        raise UnknownLink
    return told(session, found.complaint, today)


def state_of(answered: date | None, due: date, *, late: bool) -> str:
    """How a sheet stands, by the day of its answer and the last day for one."""
    if answered:
        return "answered_late" if answered > due else "answered"
    return "late" if late else "waiting"


def _copied_on(session: Session, answer: ComplaintAnswer) -> date | None:
    """When an answer that is older than its page of the book was written into it."""
    written = day_of(session.get_one(Entry, answer.entry).recorded_at)
    return written if written > answer.on else None


def term(on: date, today: date) -> tuple[date, int, bool]:
    """Until when a sheet of a day is to be answered, working days left, whether that is over."""
    due = working_days.after(on, working_days.COMPLAINT_ANSWER)
    return due, working_days.between(today, due), today > due


def listed(session: Session, today: date) -> list[Listed]:
    """Every sheet, for the list."""
    query = (
        sa.select(Complaint, ComplaintAnswer.on)
        .outerjoin(ComplaintAnswer, ComplaintAnswer.complaint == Complaint.code)
        .order_by(Complaint.entry)
    )
    rows = []
    for row, answered_on in session.execute(query):
        due, left, late = term(row.on, today)
        state = state_of(answered_on, due, late=late)
        rows.append(
            Listed(
                row.entry,
                row.code,
                row.on,
                row.kind,
                row.name or "",
                due,
                None if answered_on else left,
                state,
            )
        )
    return rows


def waiting(session: Session, today: date) -> list[tuple[int, bool]]:
    """(working days left, whether it is late) of each sheet without an answer, the oldest first."""
    answered = sa.select(ComplaintAnswer.complaint)
    query = sa.select(Complaint.on).where(Complaint.code.not_in(answered)).order_by(Complaint.on)
    return [term(on, today)[1:] for on in session.scalars(query)]


def came_lately(session: Session, today: date) -> int:
    """How many sheets came by the page since yesterday, whatever the hour is now."""
    lately = (Complaint.on >= today - timedelta(days=1), Complaint.way == "pagina")
    return session.scalar(sa.select(sa.func.count()).where(*lately)) or 0
