"""Where a figure comes from: the entries of the book that add up to it, and no others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from .. import ledger
from ..catalog import Product
from ..domain.bookings import PEN
from ..ledger.balances import below
from ..ledger.models import Balance, Entry, Move
from ..production import Delivery

#: Units that are lots: of products that are counted, and of those that are weighed (in grams).
PIECES, GRAMS = "pieces", "grams"


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both included."""

    since: date
    until: date

    @property
    def before(self) -> date:
        """The day before it begins."""
        return self.since - timedelta(days=1) if self.since > date.min else date.min


@dataclass(frozen=True, slots=True)
class Trace:
    """Which moves make up a figure: those on `accounts` (names, or beginnings that end in /).

    What went in less what went out, or the other way round (`sign` −1). A balance counts from the
    first page on; a `flow` only what moved in the period. `kinds`: only entries of these kinds, and
    what undid them; `lasting`, only what was never undone. `side`: only what went `in` or `out`.
    """

    accounts: tuple[str, ...]
    sign: int = 1
    unit: str = PEN
    flow: bool = False
    kinds: tuple[str, ...] = ()
    side: str = ""
    lasting: bool = False


class Row(NamedTuple):
    """One entry of a figure."""

    entry: int
    on: date
    kind: str
    cause: str
    cents: int
    unit: str = PEN


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure taken apart: what stood before the period, and the entries in it."""

    before: int
    rows: tuple[Row, ...] = field(default=())

    @property
    def total(self) -> int:
        """The figure."""
        return self.before + sum(row.cents for row in self.rows)


def figure_of(session: Session, trace: Trace, period: Period) -> int:
    """The figure itself."""
    if not trace.flow:
        return _standing(session, trace, period.until)
    rows = rows_of(trace, period).subquery()
    return int(session.scalar(sa.select(sa.func.sum(rows.c.cents))) or 0)


def traced(session: Session, trace: Trace, period: Period) -> Traced:
    """The figure with all that stands behind it."""
    before = 0 if trace.flow else _standing(session, trace, period.before)
    found = session.execute(rows_of(trace, period).order_by(Entry.id))
    return Traced(before, tuple(Row(*row, unit=trace.unit) for row in found))


def rows_of(trace: Trace, period: Period) -> sa.Select[Any, Any, Any, Any, Any]:
    """Each entry of the period with what it adds to the figure."""
    undone = aliased(Entry)
    sides = {"in": ((Move.target, 1),), "out": ((Move.source, -1),)}
    both = ((Move.target, 1), (Move.source, -1))
    moved = sa.union_all(
        *(
            sa.select(Move.entry, (sign * trace.sign * Move.amount).label("cents"))
            .join(Entry, Entry.id == Move.entry)
            .where(Entry.on.between(period.since, period.until))
            .where(_among(side, trace.accounts), _in_unit(Move.unit, trace.unit))
            for side, sign in sides.get(trace.side, both)
        )
    ).subquery()
    query = (
        sa.select(
            *(Entry.id.label("entry"), Entry.on, Entry.kind, Entry.cause),
            sa.func.sum(moved.c.cents).label("cents"),
        )
        .join(moved, moved.c.entry == Entry.id)
        .group_by(Entry.id, Entry.on, Entry.kind, Entry.cause)
        .having(sa.func.sum(moved.c.cents) != 0)
    )
    if trace.lasting:
        query = query.where(ledger.standing(Entry.id), Entry.reverses.is_(None))
    if trace.kinds:
        query = query.outerjoin(undone, undone.id == Entry.reverses).where(
            sa.func.coalesce(undone.kind, Entry.kind).in_(trace.kinds)
        )
    return query


def balances_at(session: Session, on: date, *beginnings: str) -> dict[tuple[str, str], int]:
    """What each account below these beginnings held at the end of a day, by unit."""
    held: dict[tuple[str, str], int] = defaultdict(int)
    kept = sa.select(Balance.account, Balance.unit, Balance.amount)
    for row in session.execute(kept.where(_among(Balance.account, beginnings))):
        held[row.account, row.unit] += row.amount
    for side, sign in ((Move.target, -1), (Move.source, 1)):
        later = (
            sa.select(side, Move.unit, sa.func.sum(Move.amount))
            .join(Entry, Entry.id == Move.entry)
            .where(Entry.on > on, _among(side, beginnings))
            .group_by(side, Move.unit)
        )
        for account, unit, amount in session.execute(later):
            held[account, unit] += sign * int(amount)
    return {key: amount for key, amount in held.items() if amount}


def _standing(session: Session, trace: Trace, on: date) -> int:
    held = balances_at(session, on, *trace.accounts)
    wanted = _units(session, trace.unit, {unit for _, unit in held})
    return trace.sign * sum(amount for (_, unit), amount in held.items() if unit in wanted)


def parts_of(session: Session, lots: Iterable[str]) -> dict[str, Product]:
    """The product of each lot."""
    query = sa.select(Delivery.lot, Product).join(Product, Product.sku == Delivery.sku)
    return dict(session.execute(query.where(Delivery.lot.in_(list(lots)))).all())


def _units(session: Session, unit: str, units: set[str]) -> set[str]:
    if unit not in (PIECES, GRAMS):
        return {unit}
    products = parts_of(session, units)
    return {lot for lot, product in products.items() if (product.parts > 1) == (unit == GRAMS)}


def _in_unit(column: Any, unit: str) -> sa.ColumnElement[bool]:
    if unit not in (PIECES, GRAMS):
        return sa.and_(column == unit)
    weighed = Product.parts > 1 if unit == GRAMS else Product.parts == 1
    lots = sa.select(Delivery.lot).join(Product, Product.sku == Delivery.sku).where(weighed)
    return column.in_(lots)


def _among(column: Any, accounts: Iterable[str]) -> sa.ColumnElement[bool]:
    names = [account for account in accounts if not account.endswith("/")]
    beginnings = [account for account in accounts if account.endswith("/")]
    return sa.or_(
        sa.false(), column.in_(names), *(below(column, beginning) for beginning in beginnings)
    )
