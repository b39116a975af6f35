"""The sales book of a month: every document with its net by kind of operation, IGV and total (R11).

Sales count on their own day, credit notes on the day of the return; all in soles. A sale stands
here with its document of tax value if it has one, otherwise with our own paper, never with both.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.days import last_day
from ..domain.tax import TREATMENTS
from ..invoices import Document
from ..sales import Return, Sale, SaleLine, Undone


@dataclass(frozen=True, slots=True)
class Sums:
    """Céntimos of soles: net by kind of operation, IGV. Below zero for a credit note."""

    exonerado: int = 0
    gravado: int = 0
    exportacion: int = 0
    inafecto: int = 0
    igv: int = 0

    @property
    def net(self) -> int:
        """What the goods cost without tax."""
        return self.exonerado + self.gravado + self.exportacion + self.inafecto

    @property
    def total(self) -> int:
        """Net and IGV."""
        return self.net + self.igv


@dataclass(frozen=True, slots=True)
class Line:
    """One document of the book; `buyer_number` is empty for a buyer without document."""

    on: date
    kind: str
    series: str
    number: int
    id: str
    sale: str
    buyer: str
    buyer_number: str
    sums: Sums
    #: A number that was drawn for a sale which was undone: it stands here and counts nothing.
    void: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A month: its documents, what was sold, what was credited, and both together."""

    month: str
    lines: tuple[Line, ...]
    sold: Sums
    credited: Sums
    together: Sums
    documents: int

    @property
    def kinds(self) -> list[str]:
        """The kinds of operation that there were in the month."""
        return [kind for kind in TREATMENTS if any(getattr(line.sums, kind) for line in self.lines)]


def months(session: Session, today: date) -> list[str]:
    """Every month from the first sale until now, the last one first."""
    first = session.scalar(sa.select(sa.func.min(Sale.on))) or today
    count = (today.year - first.year) * 12 + today.month - first.month
    numbers = (first.year * 12 + first.month - 1 + step for step in range(count, -1, -1))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def sales_book(session: Session, month: str) -> Book:
    """The book of a month (`2025-06`)."""
    year, number = (int(part) for part in month.split("-"))
    days = (date(year, number, 1), last_day(year, number))
    sold = [_line(found) for found in _sold(session, days)]
    credited = [_line(found) for found in _credited(session, days)]
    lines = sorted(sold + credited, key=lambda line: (line.on, line.kind, line.series, line.number))
    return Book(
        month=month,
        lines=tuple(lines),
        sold=_added(line.sums for line in sold),
        credited=_added(line.sums for line in credited),
        together=_added(line.sums for line in lines),
        documents=sum(not line.void for line in sold),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A document of the month with its sums."""

    on: date
    document: Any
    sums: Sums
    void: bool = False


def _sold(session: Session, days: tuple[date, date]) -> list[_Found]:
    query = (
        sa.select(
            Sale.code,
            Sale.on,
            Sale.treatment,
            sa.func.sum(SaleLine.net_pen),
            sa.func.sum(SaleLine.igv_pen),
            Undone.sale.is_not(None),
        )
        .join(SaleLine, SaleLine.sale == Sale.code)
        .join(Undone, Undone.sale == Sale.code, isouter=True)
        .where(Sale.on.between(*days))
        .group_by(Sale.code, Sale.on, Sale.treatment, Undone.sale)
    )
    of_month = sa.select(Sale.code).where(Sale.on.between(*days))
    wanted = _documents(session, of_month, Document.kind != "nota_credito")
    papers = {document.sale: document for document in wanted}
    return [
        _Found(on, papers[sale], Sums() if void else _sums(treatment, int(net), int(igv)), void)
        for sale, on, treatment, net, igv, void in session.execute(query)
    ]


def _credited(session: Session, days: tuple[date, date]) -> list[_Found]:
    """Credit notes: the lines of one note are added up, and count below zero."""
    query = (
        sa.select(Return.code, Return.on, Sale.treatment, Return.net_pen, Return.igv_pen)
        .join(Sale, Sale.code == Return.sale)
        .where(Return.on.between(*days))
    )
    of_month = sa.select(Return.sale).where(Return.on.between(*days))
    notes = {
        code: note
        for note in _documents(session, of_month, Document.kind == "nota_credito")
        for code in (note.returns or "").split()
    }
    found: dict[str, list[_Found]] = defaultdict(list)
    for code, on, treatment, net, igv in session.execute(query):
        found[_id(notes[code])].append(_Found(on, notes[code], _sums(treatment, -net, -igv)))
    return [
        _Found(parts[0].on, parts[0].document, _added(part.sums for part in parts))
        for parts in found.values()
    ]


def _documents(session: Session, sales: sa.Select[Any], wanted: Any) -> Sequence[Any]:
    """The documents of some sales, those with tax value last: whoever keeps the last keeps them."""
    columns = (
        *(Document.kind, Document.series, Document.number, Document.sale, Document.returns),
        Document.buyer,
    )
    query = sa.select(*columns).where(Document.sale.in_(sales), wanted)
    return session.execute(query.order_by(Document.fiscal, Document.entry)).all()


def _line(found: _Found) -> Line:
    document = found.document
    buyer = json.loads(document.buyer) if document.buyer else {}
    return Line(
        on=found.on,
        kind=document.kind,
        series=document.series,
        number=document.number,
        id=_id(document),
        sale=document.sale,
        buyer=buyer.get("name", ""),
        buyer_number=buyer.get("document_number", ""),
        sums=found.sums,
        void=found.void,
    )


def _id(document: Any) -> str:
    return f"{document.kind}-{document.series}-{document.number}"


def _sums(treatment: str, net: int, igv: int) -> Sums:
    if treatment not in TREATMENTS:
        raise ValueError(f"no treatment {treatment}")
    return Sums(**{treatment: net}, igv=igv)


def _added(sums: Iterable[Sums]) -> Sums:
    names = (*TREATMENTS, "igv")
    added = dict.fromkeys(names, 0)
    for one in sums:
        for name in names:
            added[name] += getattr(one, name)
    return Sums(**added)
