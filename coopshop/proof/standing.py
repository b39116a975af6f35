"""How a document stands, as far as the book knows it: no more is told than what is known."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from .. import invoices, sales
from ..domain.days import day_of
from ..domain.invoice import Invoice
from ..domain.numbering import PORTAL_SERIES, is_paper
from ..invoices import Document
from ..ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """One document, what it says, and what became of it."""

    document: Document
    facts: Invoice
    #: How it came to be: `portal`, `elsewhere`, `by_hand`, or `ours` without tax value.
    origin: str
    #: When it was written into this book.
    noted_on: date
    #: When its sale was undone, if it was.
    void_on: date | None
    #: The credit notes that speak of it, one for each return: SUNAT's where there is one.
    notes: tuple[Document, ...]
    #: For a paper of ours: the document with tax value of the same sale, or the one it changes.
    other: Document | None
    #: For a paper of ours: which document with tax value was asked for and is not noted yet.
    waits_for: str

    @property
    def credited(self) -> int:
        """What the credit notes take back."""
        return sum(note.total for note in self.notes)

    @property
    def state(self) -> str:
        """The one word that matters most."""
        if self.void_on:
            return "void"
        if self.notes:
            return "all_back" if self.credited >= self.document.total else "part_back"
        return "no_value" if self.origin == "ours" else "issued"


def standing(session: Session, document: Document) -> Standing:
    """All that the book knows of how a document stands."""
    sale = sales.sale_of(session, document.sale)
    undone = sales.undone(session, sale.code)
    others = [each for each in invoices.documents_of(session, sale.code) if each is not document]
    fiscal = next((each for each in others if _stands_for(each, document)), None)
    asked = document.kind != "nota_credito" and sale.paper != "nota_venta"
    lacking = not document.fiscal and fiscal is None and asked and not undone
    return Standing(
        document=document,
        facts=invoices.facts_of(document),
        origin=origin(document),
        noted_on=day_of(session.get_one(Entry, document.entry).recorded_at),
        void_on=undone.on if undone else None,
        notes=tuple(_notes(others)) if document.kind != "nota_credito" else (),
        other=_changed(others, document) if document.kind == "nota_credito" else fiscal,
        waits_for=sale.paper if lacking else "",
    )


def origin(document: Document) -> str:
    """Who gave it its number."""
    if not document.fiscal or document.kind == "nota_venta":
        return "ours"
    if is_paper(document.series):
        return "by_hand"
    return "portal" if document.series in PORTAL_SERIES[document.kind] else "elsewhere"


def _stands_for(other: Document, document: Document) -> bool:
    """Whether another paper of the sale is the one with tax value."""
    return other.fiscal and not document.fiscal and other.kind != "nota_credito"


def _notes(others: list[Document]) -> list[Document]:
    """One credit note for each return; ours steps back where SUNAT's portal numbered one."""
    notes = [each for each in others if each.kind == "nota_credito"]
    numbered = {each.returns for each in notes if each.fiscal}
    return [each for each in notes if each.fiscal or each.returns not in numbered]


def _changed(others: list[Document], note: Document) -> Document | None:
    """The document that a credit note speaks of."""
    modified = invoices.facts_of(note).modifies
    if modified is None:
        return None
    key = (modified.kind, modified.series, modified.number)
    return next((each for each in others if (each.kind, each.series, each.number) == key), None)
