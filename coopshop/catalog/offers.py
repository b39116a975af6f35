"""Products and places as the options of a choice."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..members import Group
from .models import Place, Product
from .service import places, products


def product_offers(
    session: Session, on: date, *, services: bool = True
) -> dict[str, list[tuple[str, str]]]:
    """What is made on a day, below the names of the groups."""
    names = dict(session.execute(sa.select(Group.code, Group.name)).all())
    offers: dict[str, list[tuple[str, str]]] = {}
    for product in products(session, on=on):
        if services or not product.is_service:
            offers.setdefault(names[product.group], []).append((product.sku, described(product)))
    return offers


def described(product: Product) -> str:
    """A product in one line; what is weighed says so."""
    weighed = f", {product.unit}" if product.parts > 1 else ""
    return f"{product.name_es} ({product.sku}{weighed})"


def place_offers(session: Session, on: date) -> list[tuple[str, str]]:
    """The places that are open on a day."""
    return [(place.code, shelf_name(place)) for place in places(session, on=on)]


def shelf_name(place: Place) -> str:
    """A place in one line."""
    return f"{place.code} · {place.name}"
