"""What documents must always satisfy: numbers without gaps, facts and bytes as they were frozen."""

import hashlib
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.invoice import Invoice
from ..ledger.audit import Finding
from ..ledger.models import Entry, Series
from .models import Document, Printed, Unnumbered, VoidNumber
from .portal_xml import PortalXml
from .sunat_audit import said_by_sunat
from .waiting import should_wait


def gapless(session: Session) -> Finding:
    """Each series of each kind runs from its first number on without gap, in order of recording."""
    finding = Finding("series without gaps, in order of recording")
    runs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for table in (Document, VoidNumber):
        query = sa.select(table.kind, table.series, table.number, table.entry)
        for kind, series, number, entry in session.execute(query):
            runs[kind, series].append((number, entry))
    last = {
        (kind, code): number
        for kind, code, number in session.execute(sa.select(Series.kind, Series.code, Series.last))
    }
    for (kind, series), run in sorted(runs.items()):
        run.sort()
        before: tuple[int, int] | None = None
        for number, entry in run:
            follows = before is None or (number == before[0] + 1 and entry >= before[1])
            finding.look(follows, f"{kind} {series}-{number}")
            before = (number, entry)
        if before and last.get((kind, series)) != before[0]:
            finding.wrong.append(f"counter of {kind} {series}")
    return finding


def frozen(session: Session) -> Finding:
    """What a document says hashes to what it said; kept bytes hash to what was kept."""
    finding = Finding("frozen facts and bytes")
    for row in session.execute(sa.select(Document.__table__)):
        name = f"{row.kind} {row.series}-{row.number}"
        same = hashlib.sha256(row.facts.encode()).hexdigest() == row.digest
        finding.look(same and _agrees(row), name)
    same_key = sa.and_(
        Document.kind == Printed.kind,
        Document.series == Printed.series,
        Document.number == Printed.number,
    )
    query = sa.select(Printed.__table__, Document.digest).join(Document, same_key, isouter=True)
    for row in session.execute(query):
        same = hashlib.sha256(row.pdf).hexdigest() == row.sha256
        its_own = row.digest is not None and row.digest.encode() in row.pdf
        finding.look(same and its_own, f"bytes of {row.kind} {row.series}-{row.number}")
    return finding


def one_document(session: Session) -> Finding:
    """Every sale has a document, and every document was issued with an entry of its day."""
    finding = Finding("a document for every sale")
    query = (
        sa.select(Entry.id, Entry.cause, sa.func.count(Document.number))
        .join(Document, Document.entry == Entry.id, isouter=True)
        .where(Entry.kind == "sale")
        .group_by(Entry.id, Entry.cause)
    )
    for number, cause, documents in session.execute(query):
        finding.look(documents == 1, f"entry {number} ({cause})")
    return finding


def portal_files(session: Session) -> Finding:
    """The XML kept with a document is the one that came, and the document has tax value."""
    finding = Finding("XML of the portal as it came")
    same_key = sa.and_(
        Document.kind == PortalXml.kind,
        Document.series == PortalXml.series,
        Document.number == PortalXml.number,
    )
    query = sa.select(PortalXml.__table__, Document.fiscal).join(Document, same_key, isouter=True)
    for row in session.execute(query):
        came = row.xml is None or hashlib.sha256(row.xml).hexdigest() == row.sha256
        finding.look(came and row.fiscal, f"XML of {row.kind} {row.series}-{row.number}")
    return finding


def awaited(session: Session) -> Finding:
    """Exactly those papers of ours wait for a number of the portal that have none."""
    finding = Finding("papers that wait for a number of the portal")
    names = [getattr(Unnumbered, name) for name in ("kind", "series", "number")]
    kept = {tuple(row) for row in session.execute(sa.select(*names))}
    query = should_wait().with_only_columns(Document.kind, Document.series, Document.number)
    due = {tuple(row) for row in session.execute(query)}
    for name in sorted(kept | due):
        finding.look(name in kept and name in due, "{} {}-{}".format(*name))
    return finding


CHECKS = (gapless, frozen, one_document, portal_files, awaited, said_by_sunat)


def _agrees(row) -> bool:
    """Whether the row's own columns say what its frozen facts say."""
    try:
        invoice = Invoice.from_json(row.facts, row.buyer)
    except (ValueError, KeyError, TypeError):
        return False
    said = (invoice.kind, invoice.series, invoice.number, invoice.on, invoice.total)
    return said == (row.kind, row.series, row.number, row.on, row.total)
