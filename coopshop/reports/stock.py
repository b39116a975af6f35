"""What lies where, and what its makers would get for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from .. import catalog, inventory
from ..domain.money import half_up


@dataclass(frozen=True, slots=True)
class Lying:
    """Units of one product at one place; price and value are the member's, None without a price."""

    sku: str
    name: str
    units: int
    parts: int
    unit: str
    price: int | None
    value: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies at one place, or is on the way with one transfer (`travelling`)."""

    code: str
    name: str
    travelling: bool
    lying: tuple[Lying, ...]

    @property
    def value(self) -> int:
        """At the prices that the members get; what has no price counts nothing."""
        return sum(lying.value or 0 for lying in self.lying)


def stock_by_place(session: Session, on: date) -> list[Shelf]:
    """Every shelf that is not empty, then what is on the way; at the member prices of a day."""
    prices = catalog.prices_on(session, catalog.MEMBER_LIST, on)
    products = {product.sku: product for product in catalog.products(session)}
    names = {place.code: place.name for place in catalog.places(session)}
    shelves = _gathered(inventory.stock_at(session))
    ways = _gathered(inventory.on_the_way(session))
    return [
        Shelf(code, names.get(code, code), travelling, tuple(_lying(stocks, products, prices)))
        for found, travelling in ((shelves, False), (ways, True))
        for code, stocks in found.items()
    ]


def _gathered(stocks: Iterable[inventory.Stock]) -> dict[str, list[inventory.Stock]]:
    found: dict[str, list[inventory.Stock]] = defaultdict(list)
    for stock in stocks:
        found[stock.place].append(stock)
    return found


def _lying(
    stocks: Iterable[inventory.Stock],
    products: dict[str, catalog.Product],
    prices: dict[str, int],
) -> Iterable[Lying]:
    for stock in stocks:
        product, price = products[stock.sku], prices.get(stock.sku)
        yield Lying(
            sku=stock.sku,
            name=product.name_es,
            units=stock.units,
            parts=product.parts,
            unit=product.unit,
            price=price,
            value=None if price is None else half_up(stock.units * price, product.parts),
        )
