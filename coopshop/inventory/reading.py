"""Looking at stock: every product at every place, one place, one product with its lots."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog
from ..catalog import Place, Product
from ..domain import accounts as acc
from ..domain import showing
from ..ledger.models import Balance
from ..members import Member
from ..production import Delivery
from .stock import on_the_way, stock_at


@dataclass(frozen=True, slots=True)
class Row:
    """One product: its units at each place (in the order of the table), on the way, altogether."""

    product: Product
    places: tuple[int, ...]
    way: int

    @property
    def total(self) -> int:
        """All that the cooperative holds of it."""
        return sum(self.places) + self.way

    def shown(self, units: int) -> str:
        """Units of this product as they are said; nothing for none."""
        return showing.quantity(units, self.product.parts, self.product.unit) if units else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Every product that lies anywhere, by place."""

    places: tuple[Place, ...]
    rows: tuple[Row, ...]

    @property
    def headings(self) -> list[tuple[str, str]]:
        """A column for each place."""
        return [(place.code, "number") for place in self.places]

    @property
    def at_places(self) -> list[tuple[Place, str]]:
        """Each place with the sum of what lies there."""
        return [
            (place, self._summed(row.places[column] for row in self.rows))
            for column, place in enumerate(self.places)
        ]

    @property
    def on_the_way(self) -> str:
        """The sum of what travels."""
        return self._summed(row.way for row in self.rows)

    @property
    def altogether(self) -> str:
        """The sum of everything."""
        return self._summed(row.total for row in self.rows)

    def _summed(self, units: Iterable[int]) -> str:
        return summed(zip((row.product for row in self.rows), units, strict=True))


@dataclass(frozen=True, slots=True)
class Lying:
    """Units of one lot at one place, with who made them."""

    lot: str
    on: date
    member: Member
    place: str
    units: int


def table(session: Session) -> Table:
    """Where everything is now."""
    held: dict[str, dict[str, int]] = defaultdict(dict)
    way: dict[str, int] = defaultdict(int)
    for stock in stock_at(session):
        held[stock.sku][stock.place] = stock.units
    for stock in on_the_way(session):
        way[stock.sku] += stock.units
    used = {place for shelves in held.values() for place in shelves}
    places = tuple(place for place in catalog.places(session) if place.code in used)
    rows = tuple(
        Row(product, tuple(held[product.sku].get(p.code, 0) for p in places), way[product.sku])
        for product in catalog.products(session)
        if product.sku in held or product.sku in way
    )
    return Table(places, rows)


def shelf(session: Session, place: str) -> list[Row]:
    """What lies at one place."""
    products = {product.sku: product for product in catalog.products(session)}
    return [Row(products[s.sku], (s.units,), 0) for s in stock_at(session, place)]


def lying(session: Session, sku: str) -> list[Lying]:
    """The lots of a product that lie on shelves, in the order in which they will leave."""
    prefix = acc.shelf("")
    query = (
        sa.select(Delivery.lot, Delivery.on, Member, Balance.account, Balance.amount)
        .join(Balance, Balance.unit == Delivery.lot)
        .join(Member, Member.code == Delivery.member)
        .where(Delivery.sku == sku, Balance.account.startswith(prefix), Balance.amount > 0)
        .order_by(Balance.account, Delivery.on, Delivery.lot)
    )
    return [
        Lying(lot, on, member, account.removeprefix(prefix), units)
        for lot, on, member, account, units in session.execute(query)
    ]


def summed(amounts: Iterable[tuple[Product, int]]) -> str:
    """Units of several products: pieces with pieces, kilos with kilos.

    >>> basket, fibre = Product(unit="unidad", parts=1), Product(unit="kg", parts=1000)
    >>> summed([(basket, 3), (fibre, 2500), (basket, 4)]), summed([])
    ('7 + 2.5 kg', '')
    """
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for product, units in amounts:
        sums[product.parts, product.unit if product.parts > 1 else ""] += units
    said = [showing.quantity(units, *measure) for measure, units in sorted(sums.items()) if units]
    return " + ".join(said)
