"""Looking at consignment: what lies where since when, at which price, and what is to be done."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, inventory
from ..catalog import Place, Product
from ..domain import accounts as acc
from ..domain.guide import CONSIGNMENT
from ..domain.money import half_up
from ..domain.showing import quantity
from ..domain.tax import WHOLE
from ..ledger.models import Balance, Entry, Move
from ..production import Delivery
from .consignment import Told, reports
from .consignment_models import Consignee
from .models import Buyer

#: Pieces that lie at a consignee's for longer than this should come back, or cost less.
LONG = 90


@dataclass(frozen=True, slots=True)
class Lying:
    """One product at a consignee's: since when its oldest lot lies there, and what it asks for."""

    product: Product
    units: int
    since: date
    price: int | None

    def shown(self, units: int) -> str:
        """Units of this product as they are said."""
        return quantity(units, self.product.parts, self.product.unit)

    def days(self, today: date) -> int:
        """For how long."""
        return (today - self.since).days

    def is_long(self, today: date) -> bool:
        """Whether it lies there for too long."""
        return self.days(today) > LONG


@dataclass(frozen=True, slots=True)
class Consigned:
    """A place of consignment: who sells there, what lies there, what was reported."""

    place: Place
    terms: Consignee | None
    buyer: Buyer | None
    lying: tuple[Lying, ...]
    reports: tuple[Told, ...]

    def long(self, today: date) -> int:
        """How many products lie there for too long."""
        return sum(lying.is_long(today) for lying in self.lying)

    def is_late(self, today: date) -> bool:
        """Whether a voucher should have been made."""
        return any(told.is_late(today) for told in self.waiting)

    @property
    def waiting(self) -> list[Told]:
        """The reports without their voucher."""
        return [told for told in self.reports if told.state == "waiting"]


def consigned(session: Session, place: Place, today: date) -> Consigned:
    """All that is known of one place."""
    terms = session.get(Consignee, place.code)
    return Consigned(
        place=place,
        terms=terms,
        buyer=session.get(Buyer, terms.buyer) if terms else None,
        lying=tuple(lying_at(session, place.code, terms, today)),
        reports=tuple(reports(session, place.code)),
    )


def everything_consigned(session: Session, today: date) -> list[Consigned]:
    """Every place of consignment that is not given up."""
    places = (place for place in catalog.places(session, on=today) if place.kind == CONSIGNMENT)
    return [consigned(session, place, today) for place in places]


def lying_at(session: Session, place: str, terms: Consignee | None, today: date) -> list[Lying]:
    """What lies there, in order of SKU, at the agreed prices of today."""
    prices = catalog.prices_on(session, terms.price_list, today) if terms else {}
    since = _since(session, place)
    found = []
    for stock in inventory.stock_at(session, place):
        price = prices.get(stock.sku)
        if price is not None and terms:
            price = half_up(price * (WHOLE - terms.discount_bp), WHOLE)
        product = catalog.product(session, stock.sku)
        found.append(Lying(product, stock.units, since[stock.sku], price))
    return found


def _since(session: Session, place: str) -> dict[str, date]:
    """Since when the oldest of the pieces that lie there came, by SKU.

    A lot that came several times counts from the last time on.
    """
    shelf = acc.shelf(place)
    came = (
        sa.select(Move.unit, sa.func.max(Entry.on).label("on"))
        .join(Entry, Entry.id == Move.entry)
        .where(Move.target == shelf)
        .group_by(Move.unit)
        .subquery()
    )
    query = (
        sa.select(Delivery.sku, sa.func.min(came.c.on))
        .join(Balance, Balance.unit == Delivery.lot)
        .join(came, came.c.unit == Delivery.lot)
        .where(Balance.account == shelf, Balance.amount > 0)
        .group_by(Delivery.sku)
    )
    return dict(session.execute(query).all())
