"""The sales register of a month: every document with its net by kind of operation, IGV and total.

All in soles. Sales count on their own day, credit notes on the day of the return (R11); each in one
document. Every other document dated in the month stands here too, and comes to nothing, as those
do that count in another month. So no number is missing, and the sums are those of the book.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.days import last_day
from ..domain.tax import TREATMENTS
from ..invoices import VoidNumber
from ..ledger.models import Entry
from ..sales import Sale
from .papers import Line, Sums, added, counted_in, papers_of


@dataclass(frozen=True, slots=True)
class Book:
    """A month: its documents, what was sold, what was credited, and both together.

    `untaxed` is what of it stands on papers without tax value, or on none that is good.
    """

    month: str
    lines: tuple[Line, ...]
    sold: Sums
    credited: Sums
    together: Sums
    untaxed: Sums
    #: How many sales.
    documents: int

    @property
    def kinds(self) -> list[str]:
        """The kinds of operation that there were in the month."""
        return [kind for kind in TREATMENTS if any(getattr(line.sums, kind) for line in self.lines)]


def months(session: Session, today: date) -> list[str]:
    """Every month from the first sale until now, the last one first."""
    numbered = sa.select(sa.func.min(Entry.on)).join(VoidNumber, VoidNumber.entry == Entry.id)
    began = (session.scalar(sa.select(sa.func.min(Sale.on))), session.scalar(numbered))
    first = min((on for on in began if on), default=today)
    count = (today.year - first.year) * 12 + today.month - first.month
    numbers = (first.year * 12 + first.month - 1 + step for step in range(count, -1, -1))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def sales_book(session: Session, month: str) -> Book:
    """The book of a month (`2025-06`)."""
    year, number = (int(part) for part in month.split("-"))
    days = date(year, number, 1), last_day(year, number)
    lines = [counted_in(line, *days) for line in papers_of(session, *days)]
    lines.sort(key=lambda line: (line.on, line.kind, line.series, line.number, line.id))
    counted = [line for line in lines if not line.why]
    sold = [line for line in counted if line.kind != "nota_credito"]
    return Book(
        month=month,
        lines=tuple(lines),
        sold=_sums(sold),
        credited=_sums(line for line in counted if line.kind == "nota_credito"),
        together=_sums(counted),
        untaxed=_sums(line for line in counted if not line.fiscal),
        documents=len(sold),
    )


def _sums(lines: Iterable[Line]) -> Sums:
    return added(line.sums for line in lines)
