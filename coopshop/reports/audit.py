"""What the sales register must always be: as much as the book holds, and every number once."""

from collections import Counter
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from ..domain import accounts as acc
from ..domain.bookings import PEN
from ..domain.days import month_of
from ..invoices import Document, VoidNumber
from ..ledger.audit import Finding
from ..ledger.models import Entry, Move
from ..sales import Return, Sale
from .book import Book, sales_book
from .papers import Key

#: What a sale divides its net among; besides there is only the IGV.
_PARTS = (acc.earned(""), acc.payable(""), acc.fund(""), acc.ASSOCIATION)


def register_is_the_book(session: Session) -> Finding:
    """Each month of the sales register comes to what the book holds; no number is missing."""
    finding = Finding("sales register of each month")
    held = _held(session)
    listed: Counter[Key] = Counter()
    for month in sorted({month_of(on) for on in _days(session)} | held.keys()):
        try:
            book = sales_book(session, month)
        except (ValueError, AttributeError):
            finding.look(False, f"{month}, which cannot be read")
            continue
        sums = Counter({"net": book.together.net, "igv": book.together.igv})
        finding.look(sums == held.get(month, Counter()), month)
        listed.update(_numbers(book))
    for name in sorted(listed | _kept(session)):
        finding.look(listed[name] == 1, "{} {}-{}".format(*name))
    return finding


CHECKS = (register_is_the_book,)


def _days(session: Session) -> set[date]:
    """Every day of which the register may say something."""
    numbered = sa.select(Entry.on).join(VoidNumber, VoidNumber.entry == Entry.id)
    some = (sa.select(Sale.on), sa.select(Return.on), sa.select(Document.on), numbered)
    return {on for query in some for on in session.scalars(query.distinct())}


def _numbers(book: Book) -> list[Key]:
    """The numbers of a month's own papers; one that only counts in it stands in its own month."""
    own = (line for line in book.lines if line.series and month_of(line.on) == book.month)
    return [(line.kind, line.series, line.number) for line in own]


def _kept(session: Session) -> Counter[Key]:
    """Every number that there is."""
    found: Counter[Key] = Counter()
    for table in (Document, VoidNumber):
        query = sa.select(table.kind, table.series, table.number)
        found.update((kind, series, number) for kind, series, number in session.execute(query))
    return found


def _held(session: Session) -> dict[str, Counter[str]]:
    """Net and IGV of each month as sales, returns and their mirrors moved them in the book."""
    mirrored = aliased(Entry)
    kind = sa.func.coalesce(mirrored.kind, Entry.kind)
    held: dict[str, Counter[str]] = {}
    for side, sign in ((Move.source, 1), (Move.target, -1)):
        part = sa.or_(side == acc.IGV, *(side.startswith(one) for one in _PARTS))
        tax = sa.case((side == acc.IGV, Move.amount), else_=0)
        query = (
            sa.select(Entry.on, sa.func.sum(tax), sa.func.sum(Move.amount))
            .join(Entry, Entry.id == Move.entry)
            .join(mirrored, mirrored.id == Entry.reverses, isouter=True)
            .where(kind.in_(("sale", "return")), Move.unit == PEN, part)
            .group_by(Entry.on)
        )
        for on, igv, cents in session.execute(query):
            sums = held.setdefault(month_of(on), Counter())
            sums["igv"] += sign * int(igv)
            sums["net"] += sign * int(cents - igv)
    return held
