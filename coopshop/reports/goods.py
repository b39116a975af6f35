"""What lay where at the end of a day, and what its makers would get for it."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from .. import catalog
from ..domain import accounts as acc
from ..domain.folding import alphabetical
from ..domain.money import half_up
from .tracing import balances_at, parts_of


class Lying(NamedTuple):
    """Units of one product at one place, or with one transfer on the way (`place` is empty).

    `cents` is their value at the member price; what has no price is worth nothing here.
    """

    place: str
    where: str
    sku: str
    name: str
    units: int
    parts: int
    unit: str
    price: int | None
    cents: int


def lying_at(session: Session, on: date) -> list[Lying]:
    """Every product at every place, then what is on the way, in order of their names."""
    held = balances_at(session, on, acc.SHELVES, acc.ON_THE_WAY)
    products = parts_of(session, {lot for _, lot in held})
    units: dict[tuple[str, str, str], int] = defaultdict(int)
    for (account, lot), amount in held.items():
        if account.startswith(acc.SHELVES):
            place = where = account.removeprefix(acc.SHELVES)
        else:
            place, where = "", account.removeprefix(acc.ON_THE_WAY).partition("/")[0]
        units[place, where, products[lot].sku] += amount
    prices = catalog.prices_on(session, catalog.MEMBER_LIST, on)
    names = {place.code: place.name for place in catalog.places(session)}
    known = {product.sku: product for product in products.values()}
    rows = []
    for (place, where, sku), amount in units.items():
        product, price = known[sku], prices.get(sku)
        cents = 0 if price is None else half_up(amount * price, product.parts)
        facts = (product.name_es, amount, product.parts, product.unit, price, cents)
        rows.append(Lying(place, names.get(where, where), sku, *facts))
    return sorted(
        rows, key=lambda row: (row.place == "", alphabetical(row.where), alphabetical(row.name))
    )
