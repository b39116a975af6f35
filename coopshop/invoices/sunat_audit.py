"""What must always be true of SUNAT's words: each follows from what is kept and from the others."""

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from ..domain import at_sunat, cdr
from ..domain.errors import Refused
from ..domain.portal_file import KINDS
from ..ledger.audit import Finding
from ..ledger.models import Entry
from .models import Document
from .printing import facts_of
from .sunat_said import Key, SunatSaid, in_portal, key_of, known_to_sunat

#: So many words are looked at together; their answers are some kilobytes each.
AT_ONCE = 500


def said_by_sunat(session: Session) -> Finding:
    """Words on documents with tax value, of a day that was, in an order that can be, and kept."""
    finding = Finding("what SUNAT said of documents")
    key = (SunatSaid.kind, SunatSaid.series, SunatSaid.number)
    same = sa.and_(*(getattr(Document, column.key) == column for column in key))
    query = sa.select(SunatSaid, Document, Entry.on).join(Document, same)
    query = query.join(Entry, Entry.id == SunatSaid.entry).order_by(*key, SunatSaid.turn)
    query = query.options(undefer(SunatSaid.cdr))
    before: list[at_sunat.Said] = []
    last: Key | None = None
    for word, document, noted in session.execute(query.execution_options(yield_per=AT_ONCE)):
        if key_of(document) != last:
            before, last = [], key_of(document)
        right = word.turn == len(before) + 1 and document.on <= word.on <= noted
        right = right and _allowed(document, before, word) and _as_kept(document, word)
        finding.look(right, f"word {word.turn} on {document.id}")
        before.append(word.said)
        session.expunge(word)
    return finding


def _allowed(document: Document, before: list[at_sunat.Said], word: SunatSaid) -> bool:
    """Whether the word could be written down after the others."""
    if not known_to_sunat(document) or (word.what == at_sunat.SENT and in_portal(document)):
        return False
    try:
        at_sunat.refuse_after(before, word.said)
    except Refused:
        return False
    return True


def _as_kept(document: Document, word: SunatSaid) -> bool:
    """Whether an answer is the one that came, speaks of the document and says what was noted.

    One whose bytes were forgotten leaves its digest.
    """
    if word.how != at_sunat.CDR:
        return word.cdr is None and word.sha256 is None and word.code is None
    if word.cdr is None:
        return word.sha256 is not None
    if hashlib.sha256(word.cdr).hexdigest() != word.sha256:
        return False
    ruc, kind, number = facts_of(document).issuer.ruc, KINDS[document.kind], document.number
    try:
        answer = cdr.read(word.cdr)
        cdr.refuse_other(answer, ruc=ruc, kind=kind, series=document.series, number=number)
        what = answer.what
    except Refused:
        return False
    return (what, answer.code) == (word.what, word.code)
