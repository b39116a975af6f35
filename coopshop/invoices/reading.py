"""Finding documents again."""

import json
import re
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import checking
from ..domain.errors import N_, Unknown
from ..ledger.models import Series
from .models import Document, VoidNumber

T = TypeVar("T", Document, VoidNumber)

#: The number in an id.
DIGITS = "[0-9]{1,8}"


class UnknownDocument(Unknown):
    """No such document."""

    message = N_("There is no document %(id)s.")


def document(session: Session, named: str) -> Document:
    """One document by its id (`boleta-EB01-12`), refused when there is none."""
    found = _found(session, Document, named)
    if found is None:
        raise UnknownDocument(id=named)
    return found


def void_of(session: Session, named: str) -> VoidNumber | None:
    """A number that belongs to no sale of ours, by the id that a document would have."""
    return _found(session, VoidNumber, named)


def find(session: Session, named: str) -> Document | None:
    """One document by its id, if there is one."""
    return _found(session, Document, named)


def check_code(document: Document) -> str:
    """What stands on its paper to tell it from a false one.

    It comes from what the paper says and from the seal of its buyer, which is salted: whoever knows
    every word of a paper still cannot reckon its code.
    """
    return checking.code(checking.OF_PAPER, document.digest, document.seal or "")


def numbered(session: Session, typed: str) -> list[Document]:
    """The documents of a number as somebody typed it from paper: `EB01-123`, `eb01 000123`."""
    heard = checking.heard(typed)
    series, number = heard[:4], heard[4:]
    if not re.fullmatch(DIGITS, number):
        return []
    known = session.scalars(sa.select(Series.code).distinct())
    meant = [each for each in known if checking.heard(each) == series]
    query = sa.select(Document).where(Document.series.in_(meant), Document.number == int(number))
    return list(session.scalars(query.order_by(Document.entry)))


def documents_of(session: Session, sale: str) -> list[Document]:
    """Every document of a sale, in order of issue."""
    query = sa.select(Document).where(Document.sale == sale)
    return list(session.scalars(query.order_by(Document.entry, Document.kind)))


def main_document(session: Session, sale: str) -> Document:
    """The document that stands for a sale: the one with tax value if there is one.

    Of several the last: it took the place of one that is worth nothing at SUNAT.
    """
    found = [d for d in documents_of(session, sale) if d.kind != "nota_credito"]
    return next((d for d in reversed(found) if d.fiscal), found[0])


def buyer_of(document: Document) -> str:
    """Whose name a document bears, unless it was forgotten."""
    return json.loads(document.buyer)["name"] if document.buyer else ""


def _found(session: Session, model: type[T], named: str) -> T | None:
    kind, _, rest = named.partition("-")
    series, _, number = rest.partition("-")
    known = re.fullmatch(DIGITS, number)
    return session.get(model, (kind, series, int(number))) if known else None
