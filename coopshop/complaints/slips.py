"""The facts of a sheet's paper. In Spanish, as all papers are."""

from datetime import date

from sqlalchemy.orm import Session

from .. import members
from ..domain import identifiers
from ..paper.complaint import Answer, Sheet
from .reading import Told


def blank(session: Session, today: date) -> Sheet:
    """An empty sheet, to be filled in by hand."""
    return Sheet(issuer=members.issuer(session, today))


def sheet(session: Session, told: Told) -> Sheet:
    """What the paper of one sheet says, with its answer if there is one."""
    row = told.row
    kind = identifiers.KINDS.get(row.document_type or "", "")
    return Sheet(
        issuer=members.issuer(session, row.on),
        code=row.code,
        on=row.on,
        kind=row.kind,
        good=row.good,
        name=row.name or "",
        address=row.domicile or "",
        document=f"{kind} {row.document_number}" if row.document_number else "",
        reached=" / ".join(filter(None, (row.phone, row.email))),
        guardian=row.guardian or "",
        amount=row.amount,
        about=row.about or "",
        receipt=row.receipt or "",
        happened_on=row.happened_on,
        detail=row.detail or "",
        request=row.request or "",
        by_hand=row.paper or "",
        due=told.due,
        answer=_answer(told),
    )


def _answer(told: Told) -> Answer | None:
    if told.answer is None:
        return None
    more = tuple((added.on, added.note or "") for added in told.additions)
    found = told.answer
    return Answer(
        on=found.on,
        words=found.note or "",
        done=found.done or "",
        additions=more,
        late=told.state == "answered_late",
        copied_on=told.copied_on,
    )
