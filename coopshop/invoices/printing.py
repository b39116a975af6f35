"""A document's bytes: made once, after the commit, from its frozen facts; the same for ever."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import members, sales
from ..domain import checking
from ..domain.days import day_of
from ..domain.invoice import Invoice
from ..domain.money import Dollars
from ..ledger.models import Entry
from ..paper import invoice as paper
from ..paper import ticket, wording
from ..paper.closing import Check
from ..paper.roll import ROLLS
from .models import Document, Printed
from .reading import check_code

__all__ = [
    "ROLLS",
    "facts_of",
    "keep_print",
    "kept_print",
    "render",
    "ticket_of",
    "unprinted",
]


def facts_of(document: Document) -> Invoice:
    """What a document said when it was issued."""
    return Invoice.from_json(document.facts, document.buyer)


def render(document: Document, *, void: bool = False, form: str = "") -> bytes:
    """The PDF that the frozen facts make; `void`, when its sale was undone.

    `form` is the public address where a paper is checked, if there is one.
    """
    session = sa.orm.object_session(document)
    return paper.draw(
        facts_of(document),
        digest=document.digest,
        void=void,
        logo=_logo(document),
        dollars=_dollars(session, document) if session else (),
        check=_check(document, form),
    )


def ticket_of(session: Session, document: Document, width: int, *, form: str = "") -> bytes:
    """The same facts on a roll of `width` mm; the same bytes each time.

    Unless a maker whose name stands on it takes it back: that holds at once, on paper too.
    """
    return ticket.draw(
        facts_of(document),
        width=width,
        counter=_counter(session, document),
        digest=document.digest,
        void=sales.undone(session, document.sale) is not None,
        logo=_logo(document),
        check=_check(document, form),
        divided=_divided(session, document),
    )


def _check(document: Document, form: str) -> Check:
    """How a buyer finds out whether the paper is true."""
    code = checking.grouped(check_code(document))
    return Check(code, form, f"{form}{document.id}/{code}" if form else "")


def _divided(session: Session, document: Document) -> list[tuple[str, int]]:
    """Whose the money is, where the assembly wants it on tickets."""
    if document.kind == "nota_credito" or not members.honest_ticket(session, document.on):
        return []
    whole = sales.honest_receipt(session, document.sale).whole
    said = [(wording.hers(one.name), one.cents) for one in whole.makers]
    said += [(wording.FUND, whole.fund), (wording.COSTS, whole.association)]
    return said + ([(wording.STATE, whole.igv)] if whole.igv else [])


def _logo(document: Document) -> bytes | None:
    """The logo that held when it was issued: printed later, it still looks the same."""
    session = sa.orm.object_session(document)
    return members.logo_at(session, document.entry) if session else None


def _counter(session: Session, document: Document) -> ticket.Counter:
    """When it was issued, and the cash that changed hands in that same moment."""
    issued = session.get_one(Entry, document.entry)
    cash = (
        sa.select(
            sa.func.sum(sales.Payment.tendered),
            sa.func.sum(sales.Payment.tendered - sales.Payment.amount),
        )
        .join(Entry, Entry.id == sales.Payment.entry)
        .where(
            sales.Payment.sale == document.sale,
            sales.Payment.tendered > sales.Payment.amount,
            Entry.at == issued.at,
        )
    )
    tendered, change = (int(cents or 0) for cents in session.execute(cash).one())
    dollars = _dollars(session, document)
    change += sum(notes.change for notes in dollars)
    right = _put_right(session, document, issued)
    return ticket.Counter(issued.recorded_at, tendered, change, dollars, right)


def _put_right(
    session: Session, document: Document, issued: Entry
) -> tuple[tuple[date, str, int], ...]:
    """The payments that stand instead of those of that moment that were put right since."""
    query = sa.select(sales.Payment, Entry).join(Entry, Entry.id == sales.Payment.entry)
    query = query.where(sales.Payment.sale == document.sale).order_by(Entry.id)
    paid = session.execute(query).all()
    mirrors = sa.select(Entry.reverses, Entry.id).where(
        Entry.reverses.in_([payment.entry for payment, _ in paid])
    )
    undone = {wrong: mirror for wrong, mirror in session.execute(mirrors) if wrong}
    wrong = [payment.entry for payment, entry in paid if entry.at == issued.at]
    return tuple(right for number in wrong if (right := _right_of(number, paid, undone)))


def _right_of(
    wrong: int, paid: Sequence[Any], undone: Mapping[int, int]
) -> tuple[date, str, int] | None:
    """The payment written instead of one that was taken back; of several the last."""
    told = None
    while wrong in undone:
        # Written anew at once: only the rate of the day may stand between.
        after = range(undone[wrong] + 1, undone[wrong] + 3)
        later = [row for row in paid if row[0].entry in after]
        if not later:
            return None
        payment, entry = later[0]
        told, wrong = (day_of(entry.recorded_at), payment.method, payment.amount), payment.entry
    return told


def _dollars(session: Session, document: Document) -> tuple[Dollars, ...]:
    """What was handed over in dollars in the moment of a document's issue."""
    issued = session.get_one(Entry, document.entry)
    query = sa.select(sales.Payment.code).join(Entry, Entry.id == sales.Payment.entry)
    query = query.where(sales.Payment.sale == document.sale, Entry.at == issued.at)
    paid = session.scalars(query.order_by(sales.Payment.entry)).all()
    taken = sales.taken(session, paid)
    return tuple(taken[code].dollars for code in paid if code in taken)


def kept_print(session: Session, document: Document) -> bytes | None:
    """The bytes that were kept at the first reading, if there was one."""
    kept = session.get(Printed, (document.kind, document.series, document.number))
    return kept.pdf if kept else None


def keep_print(session: Session, document: Document, pdf: bytes, *, at: datetime) -> bytes:
    """Keep the first bytes; whoever comes second gets those of the first."""
    kept = kept_print(session, document)
    if kept is not None:
        return kept
    key = {"kind": document.kind, "series": document.series, "number": document.number}
    sha256 = hashlib.sha256(pdf).hexdigest()
    session.add(Printed(**key, pdf=pdf, sha256=sha256, made_at=at))
    session.flush()
    return pdf


def unprinted(session: Session) -> list[str]:
    """The ids of documents that nobody has read yet, oldest first."""
    made = sa.exists().where(
        Printed.kind == Document.kind,
        Printed.series == Document.series,
        Printed.number == Document.number,
    )
    query = sa.select(Document).where(~made).order_by(Document.entry)
    return [document.id for document in session.scalars(query)]
