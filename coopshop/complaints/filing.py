"""A sheet is handed in: it gets the next number of its year, and a link to come back by."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import bookings, identifiers
from ..domain.days import day_of
from ..domain.errors import N_, Refused
from ..web.tokens import hashed
from .models import Complaint, ComplaintLink

#: The counter of the sheets; its series are the years.
COUNTER = "hoja_reclamacion"

#: Who writes in the book when nobody is signed in.
NOBODY = 0

#: A DNI with the character that is printed beside it.
DNI_AND_CHECK = 9


class NotHappenedYet(Refused):
    """Nobody complains of tomorrow."""

    message = N_("%(day)s has not come yet. Choose the day it happened.")
    field = "happened_on"


class WhoAnswersForHim(Refused):
    """A minor complains with mother, father or guardian."""

    message = N_("Write the name of the mother, father or guardian.")
    field = "guardian"


class OnPaperFirst(Refused):
    """A sheet copied from paper says which."""

    message = N_("Write the number that stands on the sheet of paper.")
    field = "paper"


@dataclass(frozen=True, slots=True)
class Filed:
    """What a sheet says; `amount` in céntimos of soles."""

    kind: str
    good: str
    name: str
    domicile: str
    document_type: str
    document_number: str
    about: str
    detail: str
    request: str
    phone: str | None = None
    email: str | None = None
    minor: bool = False
    guardian: str | None = None
    amount: int | None = None
    receipt: str | None = None
    happened_on: date | None = None
    paper: str | None = None


def file(
    session: Session,
    filed: Filed,
    *,
    way: str,
    token: str,
    on: date,
    at: datetime,
    by: int = NOBODY,
) -> str:
    """Keep a sheet under the next number of its year; gives its code. `token` opens it again."""
    written = day_of(at)
    if on > written:
        raise ledger.FutureDay(on=on.isoformat())
    if filed.happened_on and filed.happened_on > on:
        raise NotHappenedYet(day=filed.happened_on.isoformat())
    if filed.minor and not filed.guardian:
        raise WhoAnswersForHim
    if way == "papel" and not filed.paper:
        raise OnPaperFirst
    number = ledger.draw(session, COUNTER, str(on.year))
    code = f"{number:06d}-{on.year}"
    row = asdict(filed) | {
        "code": code,
        "year": on.year,
        "number": number,
        "on": on,
        "way": way,
        "document_number": _document(filed),
        "guardian": filed.guardian if filed.minor else None,
    }
    # The day on a sheet of paper may lie in a month that is closed; the book says when it came in.
    entry = bookings.notice(f"complaint/{code}", "complaint", written)
    ledger.post(session, entry, (Complaint, [row]), at=at, by=by)
    session.add(ComplaintLink(token_hash=hashed(token), complaint=code, at=at))
    session.flush()
    return code


def renew_link(session: Session, code: str, token: str, *, at: datetime) -> None:
    """Another link to a sheet; those that were given before open nothing any more."""
    old = sa.update(ComplaintLink).where(
        ComplaintLink.complaint == code, ComplaintLink.revoked_at.is_(None)
    )
    session.execute(old.values(revoked_at=at))
    session.add(ComplaintLink(token_hash=hashed(token), complaint=code, at=at))
    session.flush()


def _document(filed: Filed) -> str:
    """The number as it is printed. A DNI may come with the character that stands beside it."""
    typed = "".join(filed.document_number.replace("-", " ").split())
    if filed.document_type == "1" and len(typed) == DNI_AND_CHECK:
        return identifiers.dni(typed[:-1], typed[-1])
    return identifiers.document(filed.document_type, filed.document_number)
