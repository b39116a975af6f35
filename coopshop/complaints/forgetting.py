"""What people wrote is emptied when the law no longer wants it kept; number and days stay."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import bookings
from ..domain.errors import N_, Confirm, Refused
from ..ledger.forgetting import Forgotten
from ..maker.leaving import years_after
from .models import Complaint, ComplaintAddition, ComplaintAnswer
from .reading import Told, told

#: So many years sheets are kept at least (DS 011-2011-PCM, article 12).
YEARS = 2


class KeptByLaw(Refused):
    """INDECOPI may ask for it."""

    message = N_("The law wants this sheet kept until %(day)s.")


class NotAnswered(Refused):
    """Forgetting is no answer."""

    message = N_("Sheet %(code)s has no answer yet: write that first.")


class ForgottenBefore(Refused):
    """Nothing is left to be forgotten."""

    message = N_("What people wrote on it was forgotten before.")


class ForgetIt(Confirm):
    """It cannot be brought back."""

    message = N_("Everything that was written on sheet %(code)s is emptied for ever. Go on?")


def forgettable_from(sheet: Complaint) -> date:
    """From this day on the words of a sheet may be forgotten."""
    return years_after(sheet.on, YEARS)


def may_forget(sheet: Told, today: date) -> bool:
    """Whether there is something to forget, and the law lets it go."""
    return bool(sheet.answer and sheet.row.salt and today >= forgettable_from(sheet.row))


def forget(
    session: Session, code: str, *, confirmed: bool, on: date, at: datetime, by: int
) -> None:
    """Empty what was written on a sheet and in its answer; the book says that it was done."""
    sheet = told(session, code, on)
    if sheet.answer is None:
        raise NotAnswered(code=code)
    until = forgettable_from(sheet.row)
    if on < until:
        raise KeptByLaw(day=until.isoformat())
    if sheet.row.salt is None:
        raise ForgottenBefore
    if not confirmed:
        raise ForgetIt(code=code)
    emptied = ledger.forgetting.full(session, _words_of(session, code))
    entry = bookings.notice(f"complaint_forgotten/{code}", "complaint_forgotten", on)
    words = (Forgotten, ledger.forgetting.rows(emptied))
    ledger.post(session, entry, words, at=at, by=by)
    ledger.forgetting.empty(session, emptied)


def _words_of(session: Session, code: str) -> list[tuple[str, int]]:
    """Every row of a sheet that says something about people."""
    tables = (
        (Complaint, Complaint.code),
        (ComplaintAnswer, ComplaintAnswer.complaint),
        (ComplaintAddition, ComplaintAddition.complaint),
    )
    return [
        (table.__tablename__, entry)
        for table, of in tables
        for entry in session.scalars(sa.select(table.entry).where(of == code))
    ]
