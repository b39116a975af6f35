"""Questions that the assembly asks, answered from what happened in a period; sums in soles.

Sales that were undone count nothing. What came back counts where the question is what became of the
money, not where it is what was sold.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..catalog import Product
from ..domain import accounts as acc
from ..domain.days import month_of
from ..domain.folding import alphabetical
from ..domain.sharing import share
from ..ledger.models import Balance
from ..sales import Buyer, Payment, Return, Sale, SaleLine
from .tracing import Period

#: A hundred soles, in céntimos.
HUNDRED = 10_000
#: So many kinds of pieces are told apart; the rest is together.
KINDS = 5


@dataclass(frozen=True, slots=True)
class Table:
    """Céntimos by row and by column, with the names of both."""

    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: dict[tuple[str, str], int]

    def of(self, row: str) -> tuple[int, ...]:
        """The cells of one row, in order of the columns."""
        return tuple(self.cells.get((row, column), 0) for column, _ in self.columns)

    def total(self, row: str) -> int:
        """What a row comes to."""
        return sum(self.of(row))

    @property
    def whole(self) -> int:
        """Everything together."""
        return sum(self.cells.values())


_sold = SaleLine.net_pen + SaleLine.igv_pen


def sold_by_month(session: Session, period: Period) -> Table:
    """What was sold in each month, by the group whose pieces they were."""
    query = (
        sa.select(Sale.on, SaleLine.group, sa.func.sum(_sold))
        .join(SaleLine, SaleLine.sale == Sale.code)
        .where(Sale.on.between(period.since, period.until), ledger.standing(Sale.entry))
        .group_by(Sale.on, SaleLine.group)
    )
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for on, group, cents in session.execute(query):
        cells[month_of(on), group] += int(cents)
    months = sorted({month for month, _ in cells})
    named = [(group.code, group.name) for group in members.groups(session)]
    known = {code for _, code in cells}
    columns = tuple(pair for pair in named if pair[0] in known)
    return Table(tuple((month, month) for month in months), columns, dict(cells))


def sold_by_place(session: Session, period: Period) -> Table:
    """What was sold at each place, by the kind of piece; the largest kinds apart."""
    query = (
        sa.select(Sale.place, Product.category, sa.func.sum(_sold))
        .join(SaleLine, SaleLine.sale == Sale.code)
        .join(Product, Product.sku == SaleLine.sku)
        .where(Sale.on.between(period.since, period.until), ledger.standing(Sale.entry))
        .group_by(Sale.place, Product.category)
    )
    found = [(place, kind or "", int(cents)) for place, kind, cents in session.execute(query)]
    by_kind: dict[str, int] = defaultdict(int)
    for _, kind, cents in found:
        by_kind[kind] += cents
    largest = [kind for kind in _largest(by_kind) if kind][:KINDS]
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for place, kind, cents in found:
        cells[place, kind if kind in largest else ""] += cents
    columns = [(kind, kind) for kind in largest]
    columns += [("", "")] if any(kind == "" for _, kind in cells) else []
    names = {place.code: place.name for place in catalog.places(session)}
    by_place: dict[str, int] = defaultdict(int)
    for (place, _), cents in cells.items():
        by_place[place] += cents
    rows = tuple((place, names[place]) for place in _largest(by_place))
    return Table(rows, tuple(columns), dict(cells))


@dataclass(frozen=True, slots=True)
class Shared:
    """What became of the money of a period: each part in céntimos, and of a hundred soles."""

    parts: tuple[tuple[str, int, int], ...]

    @property
    def whole(self) -> int:
        """All the money."""
        return sum(cents for _, cents, _ in self.parts)


def hundred_soles(session: Session, period: Period) -> Shared:
    """Whose the money of sales became, less what came back; no céntimo of the hundred is lost."""
    sold = _parts_of(session, period, SaleLine, Sale.on)
    back = _parts_of(session, period, Return, Return.on)
    names = ("members", "fund", "association", "igv")
    sums = [max(plus - minus, 0) for plus, minus in zip(sold, back, strict=True)]
    hundred = share(HUNDRED, sums) if sum(sums) else [0, 0, 0, 0]
    return Shared(tuple(zip(names, sums, hundred, strict=True)))


def _parts_of(
    session: Session,
    period: Period,
    rows: type[SaleLine] | type[Return],
    on: Any,
) -> list[int]:
    sums = (rows.pool, rows.fund, rows.association, rows.igv_pen)
    query = (
        sa.select(*(sa.func.coalesce(sa.func.sum(part), 0) for part in sums))
        .join(Sale, Sale.code == rows.sale)
        .where(on.between(period.since, period.until), ledger.standing(Sale.entry))
    )
    return [int(cents) for cents in session.execute(query).one()]


@dataclass(frozen=True, slots=True)
class Waited:
    """How many days buyers of a kind took to pay: the middle one, the longest; who has not paid."""

    kind: str
    sales: int
    middle: int
    longest: int
    at_once: int
    open: int


def days_to_collect(session: Session, period: Period) -> list[Waited]:
    """For each kind of buyer, from the sale to the payment that closed it; the slowest first."""
    paid = sa.func.max(Payment.on, type_=Payment.on.type)
    query = (
        sa.select(Buyer.kind, Sale.on, paid, sa.func.coalesce(Balance.amount, 0))
        .join(Buyer, Buyer.code == Sale.buyer)
        .outerjoin(
            Payment,
            sa.and_(
                Payment.sale == Sale.code,
                Payment.kind == "cobro",
                ledger.standing(Payment.entry),
            ),
        )
        .outerjoin(
            Balance,
            sa.and_(
                Balance.account == sa.literal(acc.due("")) + Sale.code,
                Balance.unit == Sale.currency,
            ),
        )
        .where(Sale.on.between(period.since, period.until), ledger.standing(Sale.entry))
        .group_by(Sale.code, Buyer.kind, Sale.on, Balance.amount)
    )
    days: dict[str, list[int]] = defaultdict(list)
    waiting: dict[str, int] = defaultdict(int)
    for kind, on, last, due in session.execute(query):
        if due > 0:
            waiting[kind] += 1
        elif last is not None:
            days[kind].append((last - on).days)
    found = [
        _waited(kind, days.get(kind, []), waiting.get(kind, 0))
        for kind in days.keys() | waiting.keys()
    ]
    return sorted(found, key=lambda one: (-one.middle, -one.longest, one.kind))


def _waited(kind: str, days: list[int], waiting: int) -> Waited:
    middle, longest = (int(median(days)), max(days)) if days else (0, 0)
    at_once = sum(1 for count in days if count == 0)
    return Waited(kind, len(days) + waiting, middle, longest, at_once, waiting)


def _largest(sums: dict[str, int]) -> Iterable[str]:
    return sorted(sums, key=lambda name: (-sums[name], alphabetical(name)))
