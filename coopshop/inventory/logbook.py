"""Looking back: transfers with what came of each line, adjustments, counts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..catalog import Place, Product
from ..domain import accounts as acc
from ..domain import showing
from ..ledger.balances import below
from ..ledger.models import Balance, Move
from ..production import Delivery
from ..web.listing import Selected
from .counting import open_sheets
from .models import (
    Adjustment,
    Arrival,
    Count,
    CountMoment,
    CountReason,
    CountSheet,
    Departure,
    Loss,
    TransferCarrier,
)


@dataclass(frozen=True, slots=True)
class Journey:
    """A transfer in the list; `entry` is the key for the next leaf."""

    code: str
    on: date
    origin: str
    destination: str
    via: str
    lines: int
    waiting: int
    entry: int
    expected_on: date | None

    def days(self, today: date) -> int:
        """How long it has been on its way."""
        return (today - self.on).days

    def is_late(self, today: date) -> bool:
        """Whether it should have arrived."""
        return bool(self.waiting and self.expected_on and self.expected_on < today)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transfer: what left, and what came of it."""

    sent: Departure
    product: Product
    end: Arrival | None

    def shown(self, units: int | None) -> str:
        """Units of this line's product as they are said."""
        if units is None:
            return ""
        return showing.quantity(units, self.product.parts, self.product.unit)


@dataclass(frozen=True, slots=True)
class Noted:
    """An adjustment with the names of what it is about."""

    what: Adjustment
    product: Product
    place: Place

    def shown(self, units: int) -> str:
        """Units of this product as they are said."""
        return showing.quantity(units, self.product.parts, self.product.unit)


@dataclass(frozen=True, slots=True)
class Counted:
    """One product of a count; `difference` is what the hand found beyond the book."""

    count: Count
    product: Product
    place: Place
    #: None for a count of before counts had moments, and a reason only for a difference.
    moment: CountMoment | None = None
    reason: CountReason | None = None

    @property
    def difference(self) -> int:
        """Below zero, something is missing."""
        return self.count.counted - self.count.in_book

    def shown(self, units: int) -> str:
        """Units of this product as they are said."""
        return showing.quantity(units, self.product.parts, self.product.unit)


def journeys(session: Session, *, under_way: bool = False) -> list[Journey]:
    """Every transfer, newest first; or all those that have not arrived."""
    query = sent()
    if under_way:
        query = query.having(sa.func.count() > sa.func.count(Arrival.line))
    newest = sa.func.max(Departure.entry).desc()
    return [Journey(*row) for row in session.execute(query.order_by(newest))]


@cache
def sent() -> Selected:
    """Every transfer, its columns those of a `Journey`."""
    first, lines, ended = sa.func.min, sa.func.count(), sa.func.count(Arrival.line)
    return (
        sa.select(
            Departure.transfer.label("code"),
            first(Departure.on).label("on"),
            first(Departure.origin).label("origin"),
            first(Departure.destination).label("destination"),
            first(Departure.via).label("via"),
            lines.label("lines"),
            (lines - ended).label("waiting"),
            sa.func.max(Departure.entry).label("entry"),
            first(TransferCarrier.expected_on).label("expected_on"),
        )
        .join(Arrival, _same_line(Arrival), isouter=True)
        .join(TransferCarrier, TransferCarrier.transfer == Departure.transfer, isouter=True)
        .group_by(Departure.transfer)
    )


def lines_of(session: Session, transfer: str) -> list[Line]:
    """The lines of a transfer, in order; none when there is no such transfer."""
    query = (
        sa.select(Departure, Product, Arrival)
        .join(Product, Product.sku == Departure.sku)
        .join(Arrival, _same_line(Arrival), isouter=True)
        .where(Departure.transfer == transfer)
        .order_by(Departure.line)
    )
    return [Line(*row) for row in session.execute(query)]


def owners(session: Session, lines: Sequence[Line]) -> dict[int, str]:
    """Whose pieces travel on each line: `AW-03: 2, AW-07: 1`."""
    ways = {acc.transit(line.sent.transfer, line.sent.line): line for line in lines}
    query = (
        sa.select(Move.target, Delivery.member, sa.func.sum(Move.amount))
        .join(Delivery, Delivery.lot == Move.unit)
        .where(Move.target.in_(ways))
        .group_by(Move.target, Delivery.member)
        .order_by(Move.target, Delivery.member)
    )
    said: dict[int, list[str]] = defaultdict(list)
    for way, member, units in session.execute(query):
        said[ways[way].sent.line].append(f"{member}: {ways[way].shown(int(units))}")
    return {line: ", ".join(people) for line, people in said.items()}


def lots_on_the_way(session: Session, transfer: str) -> dict[int, list[str]]:
    """The lots that travel on each line still: what a label that is scanned may say."""
    way = f"{acc.ON_THE_WAY}{transfer}/"
    query = (
        sa.select(Balance.account, Balance.unit)
        .where(below(Balance.account, way), sa.text("balance.amount > 0"))
        .order_by(Balance.account, Balance.unit)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for account, lot in session.execute(query):
        found[int(account.removeprefix(way))].append(lot)
    return found


def losses(session: Session, transfer: str) -> list[tuple[Loss, Delivery]]:
    """What a transfer lost, lot by lot, and what the makers were credited."""
    query = (
        sa.select(Loss, Delivery)
        .join(Delivery, Delivery.lot == Loss.lot)
        .where(Loss.transfer == transfer)
        .order_by(Loss.line, Loss.lot)
    )
    return list(session.execute(query))


def adjustment_of(session: Session, code: str) -> Noted | None:
    """One adjustment."""
    row = session.execute(_noted().where(Adjustment.code == code)).first()
    return Noted(*row) if row else None


def count_of(session: Session, code: str) -> list[Counted]:
    """What was counted, product by product."""
    query = (
        sa.select(Count, Product, Place, CountMoment, CountReason)
        .join(Product, Product.sku == Count.sku)
        .join(Place, Place.code == Count.place)
        .join(CountMoment, _same_figure(CountMoment), isouter=True)
        .join(CountReason, _same_figure(CountReason), isouter=True)
        .where(Count.code == code)
        .order_by(Count.sku)
    )
    return [Counted(*row) for row in session.execute(query)]


def going_on(session: Session) -> list[tuple[CountSheet, Place]]:
    """The counts that are begun and not handed in, oldest first."""
    names = {place.code: place for place in session.scalars(sa.select(Place))}
    return [(sheet, names[sheet.place]) for sheet in open_sheets(session)]


def _same_figure(other: type[CountMoment] | type[CountReason]) -> sa.ColumnElement[bool]:
    return sa.and_(other.code == Count.code, other.sku == Count.sku)


def _noted() -> sa.Select[Adjustment, Product, Place]:
    return (
        sa.select(Adjustment, Product, Place)
        .join(Product, Product.sku == Adjustment.sku)
        .join(Place, Place.code == Adjustment.place)
    )


def _same_line(other: type[Arrival]) -> sa.ColumnElement[bool]:
    return sa.and_(other.transfer == Departure.transfer, other.line == Departure.line)
