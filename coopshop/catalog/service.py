"""Products and places: added, corrected, retired; never deleted, for the book speaks of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..db import remembered
from ..domain import accounts as acc
from ..domain.errors import N_, Refused, Unknown
from ..domain.quantity import UNITS, WholePiecesOnly, units_of
from .models import Photo, Place, Product


class UnknownProduct(Unknown):
    """No such product."""

    message = N_("There is no product %(sku)s.")
    field = "sku"


class UnknownPlace(Unknown):
    """No such place."""

    message = N_("There is no place %(code)s.")
    field = "place"


class Retired(Refused):
    """A product that is no longer made or sold."""

    message = N_("%(sku)s is retired since %(on)s.")
    field = "sku"


class SkuTaken(Refused):
    """A SKU names one product for ever."""

    message = N_("The code %(sku)s belongs to %(name)s.")
    field = "sku"


class NotEmpty(Refused):
    """Pieces cannot lie at a place that is no more."""

    message = N_("Pieces still lie at %(name)s. Send them elsewhere first.")
    field = "closed_on"


class PlaceTaken(Refused):
    """A code names one place for ever."""

    message = N_("The code %(code)s belongs to %(name)s.")
    field = "code"


def products(session: Session, *, on: date | None = None) -> list[Product]:
    """Every product in order of SKU; with a day, only those not retired by then."""
    query = sa.select(Product).order_by(Product.sku)
    if on:
        query = query.where(sa.or_(Product.retired_on.is_(None), Product.retired_on > on))
    return list(session.scalars(query))


def product(session: Session, sku: str) -> Product:
    """One product, refused when there is none of that SKU."""
    found = remembered(session, ("product", sku), lambda: session.scalar(_product, {"sku": sku}))
    if found is None:
        raise UnknownProduct(sku=sku)
    return found


_product = sa.select(Product).where(Product.sku == sa.bindparam("sku"))
_several = sa.select(Product).where(Product.sku.in_(sa.bindparam("skus", expanding=True)))


def look_up(session: Session, skus: Iterable[str]) -> None:
    """Read several products at once; `product` then remembers them."""
    unread = {sku for sku in skus if ("product", sku) not in session.info}
    if len(unread) > 1:
        for found in session.scalars(_several, {"skus": sorted(unread)}):
            session.info["product", found.sku] = found


def still_made(session: Session, sku: str, on: date) -> Product:
    """One product that was not retired on a day."""
    found = product(session, sku)
    if found.retired_on and found.retired_on <= on:
        raise Retired(sku=sku, on=found.retired_on.isoformat())
    return found


def add_product(session: Session, *, unit: str, **facts: Any) -> Product:
    """A new product; its unit settles SUNAT's code and how finely it is counted."""
    taken = session.get(Product, facts["sku"])
    if taken:
        raise SkuTaken(sku=taken.sku, name=taken.name_es)
    measure = UNITS[unit]
    facts = {"sunat_unit": measure.sunat, "is_service": unit == "servicio"} | facts
    new = Product(unit=unit, parts=measure.parts, **facts)
    session.add(new)
    session.flush()
    session.info.clear()
    return new


def change_product(session: Session, sku: str, **facts: Any) -> Product:
    """Correct a product's words; its unit stays, because lots are counted in it."""
    found = product(session, sku)
    for name, value in facts.items():
        setattr(found, name, value)
    session.flush()
    return found


def places(session: Session, *, on: date | None = None) -> list[Place]:
    """Every place in order of code; with a day, only those not closed by then."""
    query = sa.select(Place).order_by(Place.code)
    if on:
        query = query.where(sa.or_(Place.closed_on.is_(None), Place.closed_on > on))
    return list(session.scalars(query))


def place(session: Session, code: str) -> Place:
    """One place, refused when there is none of that code."""
    found = remembered(session, ("place", code), lambda: session.scalar(_place, {"code": code}))
    if found is None:
        raise UnknownPlace(code=code)
    return found


_place = sa.select(Place).where(Place.code == sa.bindparam("code"))


def open_place(session: Session, **facts: Any) -> Place:
    """A new shelf somewhere."""
    taken = session.get(Place, facts["code"])
    if taken:
        raise PlaceTaken(code=taken.code, name=taken.name)
    new = Place(**facts)
    session.add(new)
    session.flush()
    session.info.clear()
    return new


def change_place(session: Session, code: str, **facts: Any) -> Place:
    """Correct what is said of a place."""
    found = place(session, code)
    for name, value in facts.items():
        setattr(found, name, value)
    session.flush()
    return found


def close_place(session: Session, code: str, *, on: date) -> Place:
    """Nothing more is brought or sent there; refused while pieces still lie there."""
    found = place(session, code)
    if any(ledger.holdings(session, acc.shelf(code)).values()):
        raise NotEmpty(name=found.name)
    found.closed_on = on
    session.flush()
    return found


def units(session: Session, sku: str, milli: int, *, field: str = "quantity") -> int:
    """Parts of a product for thousandths of its unit, as they were typed into the box `field`."""
    try:
        return units_of(milli, product(session, sku).parts)
    except WholePiecesOnly as refused:
        refused.field = field
        raise


def photos_taken(session: Session) -> dict[str, datetime]:
    """Since when each product has its picture, by SKU."""
    return dict(session.execute(sa.select(Photo.sku, Photo.taken_in)).all())


def take_photo(session: Session, sku: str, jpeg: bytes, *, at: datetime) -> None:
    """Keep a product's picture (a JPEG that `web.photos` made)."""
    session.merge(Photo(sku=product(session, sku).sku, jpeg=jpeg, taken_in=at))
    session.flush()
