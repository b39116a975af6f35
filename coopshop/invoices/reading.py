"""Finding documents again."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from .models import Document


class UnknownDocument(Refused):
    """No such document."""

    message = N_("There is no document %(id)s.")


def document(session: Session, id: str) -> Document:
    """One document by its id (`boleta-EB01-12`), refused when there is none."""
    kind, _, rest = id.partition("-")
    series, _, number = rest.partition("-")
    known = number.isascii() and number.isdigit() and len(number) <= 8
    found = session.get(Document, (kind, series, int(number))) if known else None
    if found is None:
        raise UnknownDocument(id=id)
    return found


def documents_of(session: Session, sale: str) -> list[Document]:
    """Every document of a sale, in order of issue."""
    query = sa.select(Document).where(Document.sale == sale)
    return list(session.scalars(query.order_by(Document.entry, Document.kind)))


def main_document(session: Session, sale: str) -> Document:
    """The document that stands for a sale: the one with tax value if there is one."""
    found = [d for d in documents_of(session, sale) if d.kind != "nota_credito"]
    return next((d for d in found if d.fiscal), found[0])
