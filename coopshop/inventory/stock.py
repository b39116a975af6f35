"""What lies where, read from the kept balances."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..catalog import Product
from ..domain import accounts as acc
from ..domain.errors import N_, Refused
from ..domain.lots import Taken, take
from ..domain.showing import quantity
from ..ledger.balances import below
from ..ledger.models import Balance
from ..production import Delivery, NotEnough, product_of, queue


@dataclass(frozen=True, slots=True)
class Stock:
    """`units` of one product in one account, `place` being a shelf's code or a transfer's."""

    place: str
    sku: str
    units: int


class NothingAsked(Refused):
    """Zero pieces, or fewer."""

    message = N_("The quantity must be above zero.")
    field = "quantity"


def stock_at(session: Session, place: str | None = None) -> list[Stock]:
    """What lies on the shelves (or on one), by product, nothings left out."""
    return _stock(session, acc.shelf(""), place)


def on_the_way(session: Session) -> list[Stock]:
    """What is on the water or the road, by transfer and product."""
    found: dict[tuple[str, str], int] = {}
    for stock in _stock(session, acc.ON_THE_WAY, None):
        key = (stock.place.split("/")[0], stock.sku)
        found[key] = found.get(key, 0) + stock.units
    return [Stock(transfer, sku, units) for (transfer, sku), units in sorted(found.items())]


def stock_of(session: Session, place: str, sku: str) -> int:
    """Units of one product at one place."""
    return sum(lot.units for lot in queue(session, acc.shelf(place), sku))


def off_the_shelf(session: Session, place: str, product: Product, units: int) -> list[Taken]:
    """The lots that serve `units` of a product at a place, oldest first; refused when too few."""
    if units <= 0:
        raise NothingAsked
    lots = queue(session, acc.shelf(place), product.sku)
    return enough(lots, place, product, units)


def enough(lots: list[Taken], place: str, product: Product, units: int) -> list[Taken]:
    """Take `units` from a queue, refused with what is left when it holds too few."""
    left = sum(lot.units for lot in lots)
    if left < units:
        raise NotEnough(
            left=quantity(left, product.parts, product.unit),
            wanted=quantity(units, product.parts, product.unit),
            product=product.name_es,
            place=place,
        )
    return take(lots, units)


def _stock(session: Session, prefix: str, place: str | None) -> list[Stock]:
    held = Balance.account == prefix + place if place else below(Balance.account, prefix)
    sku = product_of(Balance.unit).label("sku")
    query = (
        sa.select(Balance.account, sku, sa.func.sum(Balance.amount))
        .where(held, sa.text("balance.amount > 0"))
        .group_by(Balance.account, sku)
        .order_by(Balance.account, sku)
    )
    return [
        Stock(account.removeprefix(prefix), sku, int(units))
        for account, sku, units in session.execute(query)
    ]


def lots_at(session: Session, place: str) -> dict[str, list[str]]:
    """The lots that lie at a place, by SKU: what a label that is scanned there may say."""
    query = (
        sa.select(Delivery.sku, Delivery.lot)
        .join(Balance, Balance.unit == Delivery.lot)
        .where(Balance.account == acc.shelf(place), sa.text("balance.amount > 0"))
        .order_by(Delivery.lot)
    )
    found: dict[str, list[str]] = {}
    for sku, lot in session.execute(query):
        found.setdefault(sku, []).append(lot)
    return found
