"""How a document stands, as far as the book knows it: no more is told than what is known."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from .. import invoices, sales
from ..domain.at_sunat import AtSunat
from ..domain.days import day_of
from ..domain.invoice import Invoice
from ..domain.numbering import is_paper
from ..invoices import Document
from ..ledger.models import Entry
from .steps import Step, steps_of


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
    #: What SUNAT said of it, as far as that is known here.
    sunat: AtSunat
    #: For one with tax value: issued, sent, accepted, and what came after.
    steps: tuple[Step, ...]
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
        if self.sunat.worthless:
            return self.sunat.state
        if self.notes:
            return "all_back" if self.credited >= self.document.total else "part_back"
        if self.origin == "ours":
            return "no_value"
        return "accepted" if self.sunat.good else "issued"

    @property
    def worthless(self) -> bool:
        """Whether the paper is worth nothing: void here, or rejected or annulled at SUNAT."""
        return self.void_on is not None or self.sunat.worthless


def standing(session: Session, document: Document) -> Standing:
    """All that the book knows of how a document stands."""
    sale = sales.sale_of(session, document.sale)
    undone = sales.undone(session, sale.code)
    others = [each for each in invoices.documents_of(session, sale.code) if each is not document]
    fiscal = next(
        (
            each
            for each in reversed(others)
            if _stands_for(each, document) and not invoices.is_worthless(session, each)
        ),
        None,
    )
    asked = document.kind != "nota_credito" and sale.paper != "nota_venta"
    lacking = not document.fiscal and fiscal is None and asked and not undone
    given = origin(document)
    notes = tuple(invoices.one_for_each_return(others)) if document.kind != "nota_credito" else ()
    sunat = invoices.at_sunat(invoices.words_of(session, document))
    instead = next((each for each in reversed(others) if _takes_its_place(each, document)), None)
    return Standing(
        document=document,
        facts=invoices.facts_of(document),
        origin=given,
        noted_on=day_of(session.get_one(Entry, document.entry).recorded_at),
        void_on=undone.on if undone else None,
        sunat=sunat,
        steps=steps_of(document, given, sunat, notes, instead) if given != "ours" else (),
        notes=notes,
        other=_changed(others, document) if document.kind == "nota_credito" else fiscal,
        waits_for=sale.paper if lacking else "",
    )


def origin(document: Document) -> str:
    """Who gave it its number."""
    if not document.fiscal or document.kind == "nota_venta":
        return "ours"
    if is_paper(document.series):
        return "by_hand"
    return "portal" if invoices.in_portal(document) else "elsewhere"


def _stands_for(other: Document, document: Document) -> bool:
    """Whether another paper of the sale is the one with tax value."""
    return other.fiscal and not document.fiscal and other.kind != "nota_credito"


def _takes_its_place(other: Document, document: Document) -> bool:
    """Whether another document with tax value came after one that was worth nothing."""
    if not (document.fiscal and other.fiscal and other.entry > document.entry):
        return False
    if document.kind == "nota_credito":
        return other.returns == document.returns
    return other.kind != "nota_credito"


def _changed(others: list[Document], note: Document) -> Document | None:
    """The document that a credit note speaks of."""
    modified = invoices.facts_of(note).modifies
    if modified is None:
        return None
    key = (modified.kind, modified.series, modified.number)
    return next((each for each in others if (each.kind, each.series, each.number) == key), None)
