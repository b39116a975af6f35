"""Every paper of some days: which of them counts, in which month, and why the others do not.

A sale counts once, on its own day, and what came back of it on the day it came back (R11); both by
one paper: the newest with tax value that SUNAT does not hold for nothing, or else our own. The
others stand there with nothing, so that no number is missing. Where no paper is good, a line
without a number says what the book holds all the same.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.at_sunat import AtSunat
from ..domain.tax import TREATMENTS
from ..invoices import Document, VoidNumber, told_of
from ..ledger.models import Entry
from ..sales import Return, Sale, SaleLine, Undone

#: Why a paper comes to nothing: its sale was undone; another one counts; SUNAT holds it for
#: nothing and no other is there; its number is of no sale of ours; it counts in another month.
UNDONE, REPLACED, WORTHLESS = "undone", "replaced", "worthless"
NO_SALE, ELSEWHERE = "no_sale", "elsewhere"

#: The name of a document.
Key = tuple[str, str, int]


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
    """One paper; `buyer_number` is empty for a buyer without document.

    `counted_on` is the day of the book whose `sums` it tells; None if it tells none, and then `why`
    says so. `instead` is the paper that does. A line without `series` is of a sale, or of what came
    back of it, that has no good paper.
    """

    on: date
    kind: str
    series: str
    number: int
    id: str
    sale: str = ""
    fiscal: bool = True
    #: What the paper itself says, in its own currency.
    currency: str = "PEN"
    total: int = 0
    buyer: str = ""
    buyer_number: str = ""
    counted_on: date | None = None
    sums: Sums = Sums()
    why: str = ""
    instead: Key | None = None
    #: What SUNAT said of it, if it said anything.
    sunat: AtSunat | None = None
    entry: int = 0


@dataclass(frozen=True, slots=True)
class _Told:
    """What the book holds of a sale, or of what came back together: what one paper has to tell."""

    #: `sale-V0001`, `return-N0001`.
    name: str
    sale: str
    kind: str
    on: date
    sums: Sums
    undone: bool
    papers: list[Any]


def papers_of(session: Session, first: date, last: date) -> list[Line]:
    """Every paper and void number dated in some days, and every one that counts in them."""
    days = (first, last)
    sales = sa.union(
        sa.select(Sale.code).where(Sale.on.between(*days)),
        sa.select(Return.sale).where(Return.on.between(*days)),
        sa.select(Document.sale).where(Document.on.between(*days)),
    )
    standing = told_of(session, sales)
    told = [*_told(session, sales, _documents(session, sales))]
    lines = [line for one in told for line in _lines(one, standing)]
    found = [line for line in lines if any(on and first <= on <= last for on in _days(line))]
    return [*found, *_of_no_sale(session, days)]


def counted_in(line: Line, first: date, last: date) -> Line:
    """The same line, with nothing if it counts on another day than these."""
    if line.counted_on is None or first <= line.counted_on <= last:
        return line
    return replace(line, sums=Sums(), why=ELSEWHERE)


def added(sums: Iterable[Sums]) -> Sums:
    """All of them together."""
    names = (*TREATMENTS, "igv")
    total = dict.fromkeys(names, 0)
    for one in sums:
        for name in names:
            total[name] += getattr(one, name)
    return Sums(**total)


def _days(line: Line) -> tuple[date, date | None]:
    return line.on, line.counted_on


def _documents(session: Session, sales: Any) -> dict[tuple[str, str], list[Any]]:
    """The papers by their sale and returns: our own first, those with tax value after them."""
    names = ("kind", "series", "number", "sale", "returns", "on", "fiscal", "currency", "total")
    columns = [getattr(Document, name) for name in (*names, "buyer", "entry")]
    query = sa.select(*columns).where(Document.sale.in_(sales))
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for document in session.execute(query.order_by(Document.fiscal, Document.entry)):
        found[document.sale, document.returns or ""].append(document)
    return found


def _told(
    session: Session, sales: Any, documents: dict[tuple[str, str], list[Any]]
) -> Iterator[_Told]:
    head = (Sale.code, Sale.on, Sale.treatment)
    sums = (sa.func.sum(SaleLine.net_pen), sa.func.sum(SaleLine.igv_pen))
    query = (
        sa.select(*head, *sums, Undone.sale.is_not(None))
        .join(SaleLine, SaleLine.sale == Sale.code)
        .join(Undone, Undone.sale == Sale.code, isouter=True)
        .where(Sale.code.in_(sales))
        .group_by(*head, Undone.sale)
    )
    for code, on, treatment, net, igv, undone in session.execute(query):
        held = _sums(treatment, int(net), int(igv))
        issued = documents.get((code, ""), [])
        yield _Told(f"sale-{code}", code, "", on, held, undone, issued)
    yield from _came_back(session, sales, documents)


def _came_back(
    session: Session, sales: Any, documents: dict[tuple[str, str], list[Any]]
) -> Iterator[_Told]:
    """What came back, the lines of one note together."""
    notes = {code: key for key in documents for code in key[1].split()}
    columns = (Return.code, Return.sale, Return.on, Sale.treatment, Return.net_pen, Return.igv_pen)
    query = sa.select(*columns).join(Sale, Sale.code == Return.sale).where(Return.sale.in_(sales))
    found: dict[tuple[str, str], list[tuple[date, Sums]]] = defaultdict(list)
    for code, sale, on, treatment, net, igv in session.execute(query.order_by(Return.entry)):
        found[notes.get(code, (sale, code))].append((on, _sums(treatment, -net, -igv)))
    for (sale, codes), parts in found.items():
        held = added(sums for _, sums in parts)
        issued = documents.get((sale, codes), [])
        name, on = f"return-{codes.split()[0]}", parts[0][0]
        yield _Told(name, sale, "nota_credito", on, held, False, issued)


def _lines(told: _Told, standing: dict[Key, AtSunat]) -> Iterator[Line]:
    """A line for each paper; and one without a number, where none of them is good."""

    def sunat(paper: Any) -> AtSunat | None:
        return standing.get(_key(paper))

    good = [paper for paper in told.papers if not _is_worthless(sunat(paper))]
    counts = good[-1] if good else None
    for paper in told.papers:
        if told.undone:
            yield _line(paper, sunat(paper), why=UNDONE)
        elif paper is counts:
            yield _line(paper, sunat(paper), counted_on=told.on, sums=told.sums)
        elif counts is None:
            yield _line(paper, sunat(paper), why=WORTHLESS)
        else:
            yield _line(paper, sunat(paper), why=REPLACED, instead=_key(counts))
    if counts is None and not told.undone:
        yield _without(told)


def _line(paper: Any, sunat: AtSunat | None, **more: Any) -> Line:
    name = _key(paper)
    return Line(
        *(paper.on, *name, _id(*name), paper.sale),
        *(paper.fiscal, paper.currency, paper.total, *_buyer(paper)),
        sunat=sunat,
        entry=paper.entry,
        **more,
    )


def _without(told: _Told) -> Line:
    """What the book holds although no paper tells it; the last bad one says of whom."""
    more: dict[str, Any] = {"counted_on": told.on, "sums": told.sums}
    if told.papers:
        buyer, number = _buyer(told.papers[-1])
        more |= {"buyer": buyer, "buyer_number": number, "entry": told.papers[-1].entry}
    return Line(told.on, told.kind, "", 0, told.name, told.sale, False, **more)


def _buyer(paper: Any) -> tuple[str, str]:
    """Name and number of whom a paper was issued to."""
    who = json.loads(paper.buyer) if paper.buyer else {}
    return who.get("name", ""), who.get("document_number", "")


def _of_no_sale(session: Session, days: tuple[date, date]) -> Iterator[Line]:
    """Numbers of the portal that were annulled there or used elsewhere."""
    query = sa.select(VoidNumber.kind, VoidNumber.series, VoidNumber.number, Entry.on, Entry.id)
    query = query.join(Entry, Entry.id == VoidNumber.entry).where(Entry.on.between(*days))
    for kind, series, number, on, entry in session.execute(query):
        name = _id(kind, series, number)
        yield Line(on, kind, series, number, name, why=NO_SALE, entry=entry)


def _is_worthless(sunat: AtSunat | None) -> bool:
    return sunat is not None and sunat.worthless


def _id(kind: str, series: str, number: int) -> str:
    return f"{kind}-{series}-{number}"


def _key(paper: Any) -> Key:
    return paper.kind, paper.series, paper.number


def _sums(treatment: str, net: int, igv: int) -> Sums:
    if treatment not in TREATMENTS:
        raise ValueError(f"no treatment {treatment}")
    return Sums(**{treatment: net}, igv=igv)
