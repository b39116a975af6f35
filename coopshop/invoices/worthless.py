"""Papers that are worth nothing at SUNAT while their sale stands: somebody holds one of them.

Put right is it by a document in its place, or once all of the sale came back (a note that takes
nothing back any more: by another note for the same return).
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from .. import sales
from ..domain.at_sunat import WORTHLESS, AtSunat
from .models import Document
from .reading import documents_of
from .sunat_said import SunatSaid, at_sunat, key_of, words_of, words_on


def is_worthless(session: Session, document: Document) -> bool:
    """Whether SUNAT rejected it, or holds it as annulled."""
    return at_sunat(words_of(session, document)).worthless


def to_put_right(session: Session) -> list[tuple[Document, AtSunat]]:
    """Those that nothing has been done about, the oldest first, with what SUNAT said last."""
    newer, credited = aliased(Document), Document.kind == "nota_credito"
    replaced = sa.exists().where(
        newer.sale == Document.sale,
        newer.fiscal.is_(sa.true()),
        newer.entry > Document.entry,
        sa.or_(
            sa.and_(~credited, newer.kind != "nota_credito"),
            sa.and_(credited, newer.returns == Document.returns),
        ),
    )
    undone = sa.exists().where(sales.Undone.sale == Document.sale)
    same = sa.and_(*(getattr(SunatSaid, column.key) == column for column in _NAME))
    spoken = sa.select(Document).join(SunatSaid, same).where(SunatSaid.what.in_(WORTHLESS))
    query = spoken.where(~replaced, ~undone).order_by(Document.entry, *_NAME)
    found = list(dict.fromkeys(session.scalars(query)))
    words = words_on(session, map(key_of, found)) if found else {}
    told = [(document, at_sunat(words[key_of(document)])) for document in found]
    return [
        (document, sunat)
        for document, sunat in told
        if sunat.worthless and not _all_back(session, document)
    ]


def one_for_each_return(documents: Sequence[Document]) -> list[Document]:
    """The credit notes of a sale: of each return one, the last with tax value if there is one."""
    notes = [each for each in documents if each.kind == "nota_credito"]
    last = {each.returns: each for each in notes if each.fiscal}
    return [each for each in notes if last.get(each.returns, each) is each]


def _all_back(session: Session, document: Document) -> bool:
    """Whether credit notes take back the whole of it."""
    if document.kind == "nota_credito":
        return False
    notes = one_for_each_return(documents_of(session, document.sale))
    return sum(note.total for note in notes) >= document.total


_NAME = (Document.kind, Document.series, Document.number)
