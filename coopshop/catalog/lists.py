"""The lists of the catalogue: what is made, what it costs, where it lies."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import url_for

from ..access.doors import way
from ..db import Day
from ..web.i18n import _, _l
from ..web.listing import Column, Listing, Selected, hidden
from .models import Photo, Place, Product


def _product(row: Any) -> str:
    return url_for("catalog.show", sku=row.sku)


def _picture(row: Any) -> str:
    taken = row.taken_in
    return url_for("catalog.photo", sku=row.sku, v=f"{taken:%Y%m%d%H%M%S}") if taken else ""


PRODUCTS = Listing(
    _l("Products"),
    Column("name_es", _l("Product"), way=_product, photo=_picture, filled=True),
    Column("sku", _l("Code"), "code"),
    Column("group", _l("Group"), "code", filled=True),
    Column("size", _l("Size")),
    Column(
        "retired",
        _l("State"),
        words=lambda row: _("retired") if row.retired else "",
        mark=lambda _row: "",
        filled=True,
    ),
    *hidden("taken_in", "category", "material"),
    key="sku",
    search=("name_es", "sku", "group", "category", "material", "size"),
    order="retired",  # what is retired stands last
)


@lru_cache(maxsize=1)
def products(on: date) -> Selected:
    """Everything that is made, and what was retired by a day."""
    retired = _past(Product.retired_on, on).label("retired")
    said = (Product.category, Product.material, Product.size)
    query = sa.select(Product.sku, Product.name_es, Product.group, *said, retired, Photo.taken_in)
    return query.join(Photo, Photo.sku == Product.sku, isouter=True)


PLACES = Listing(
    _l("Places"),
    Column(
        "name",
        _l("Place"),
        way=lambda row: way("catalog.change_place", code=row.code),
        filled=True,
    ),
    Column("code", _l("Code"), "code"),
    Column("kind", _l("Kind"), "called", filled=True),
    Column("ownership", _l("Whose it is"), "called", filled=True),
    Column("address", _l("Address")),
    Column(
        "closed",
        _l("Stands"),
        words=lambda row: _("closed") if row.closed else _("open"),
        mark=lambda row: "no" if row.closed else "yes",
        filled=True,
    ),
    key="code",
    search=("name", "code", "address"),
    order="closed",  # what is closed stands last
)


@lru_cache(maxsize=1)
def places(on: date) -> Selected:
    """Every place, those closed too."""
    said = (Place.code, Place.name, Place.kind, Place.ownership, Place.address)
    return sa.select(*said, _past(Place.closed_on, on).label("closed"))


class Asked(NamedTuple):
    """What a list asks for one of a product; nothing when it has no price on that day."""

    sku: str
    name: str
    unit: str
    price: int | None
    currency: str


PRICES = Listing(
    _l("Prices"),
    Column("name", _l("Product"), way=_product),
    Column("sku", _l("Code"), "code"),
    Column("unit", _l("For one"), "called"),
    Column("price", _l("Price"), "money", measure="currency"),
    *hidden("currency"),
    key="sku",
    search=("name", "sku"),
    order="sku",
)


def prices(products: Iterable[Product], asked: Mapping[str, int], currency: str) -> Iterator[Asked]:
    """Each product with what is asked for it."""
    for product in products:
        price = asked.get(product.sku)
        yield Asked(product.sku, product.name_es, product.unit, price, currency)


def _past(day: Any, on: date) -> sa.Case[int]:
    """1 when a day has come, else 0."""
    return sa.case((day <= sa.literal(on, Day()), 1), else_=0)
