"""What she began with, by the notebook: her own line of it.

The room `beginning` comes after this one, so its tables are found by their names. Its photographs
are not shown to her: a page of the notebook has other members' lines on it too.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..db import Model


@dataclass(frozen=True, slots=True)
class Noted:
    """One line: the sum in céntimos (below zero she owed it), its note, on which page it stands."""

    code: str
    on: date
    cents: int
    note: str | None
    #: None where no page was photographed: it came from a list.
    page: str | None
    #: How and when she said that it is right, if she did.
    how: str | None
    agreed_on: date | None


def noted(session: Session, member: str, code: str) -> Noted | None:
    """The line of a code, if it is hers; whether it was undone the book says."""
    opening, agreement, evidence = (
        Model.metadata.tables[name] for name in ("opening", "agreement", "evidence")
    )
    kept = sa.exists().where(evidence.c.page == opening.c.page)
    query = (
        sa.select(
            *(opening.c.code, opening.c.on, opening.c.amount, opening.c.note),
            sa.case((kept, opening.c.page)),
            *(agreement.c.how, agreement.c.on),
        )
        .outerjoin(agreement, agreement.c.opening == opening.c.code)
        .where(opening.c.code == code, opening.c.kind == "member", opening.c.subject == member)
    )
    found = session.execute(query).first()
    return Noted(*found) if found else None
