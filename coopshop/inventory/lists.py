"""The lists of the stock room: transfers, what left without a sale, counts, shelves and cards."""

from collections.abc import Iterable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import url_for

from .. import ledger
from ..access.doors import way
from ..catalog import Place, Product
from ..ledger.words import cause_way, cause_words
from ..web.i18n import _, _l
from ..web.listing import PAGE, Column, Listing, Selected, hidden, pieces
from .models import Adjustment, Count
from .reading import Row, Table


def _transfer(row: Any) -> str:
    return way("inventory.transfer", code=row.code)


TRANSFERS = Listing(
    _l("Transfers"),
    Column(
        *("code", _l("Transfer"), "code"),
        way=lambda row: way("inventory.transfer", code=row.code),
        about=lambda row: (f"departure/{row.code}", f"arrival/{row.code}"),
    ),
    Column("on", _l("Sent on"), "day"),
    Column("origin", _l("From"), "code", filled=True),
    Column("destination", _l("To"), "code", filled=True),
    Column("via", _l("By"), "called"),
    Column("lines", _l("Lines"), "count", filled=True),
    Column(
        "waiting",
        _l("State"),
        words=lambda row: _("on the way") if row.waiting else _("arrived"),
        mark=lambda row: "wait" if row.waiting else "yes",
        filled=True,
    ),
    *hidden("entry"),
    key="code",
    day="on",
    search=("code", "origin", "destination"),
    order="-on",
)


ADJUSTMENTS = Listing(
    _l("Shrinkage and samples"),
    Column(
        *("code", _l("Adjustment"), "code"),
        way=lambda row: way("inventory.adjustment", code=row.code),
        about=lambda row: (f"adjustment/{row.code}",),
    ),
    Column("on", _l("Day"), "day"),
    Column("kind", _l("What"), "called", filled=True),
    Column("product", _l("Product"), filled=True),
    Column("place", _l("Place"), filled=True),
    pieces("units", _l("How many"), total=True, filled=True),
    *hidden("sku", "unit", "parts"),
    key="code",
    day="on",
    search=("code", "product", "sku", "place"),
    order="-on",
)


@cache
def adjustments() -> Selected:
    """What went off or was given away."""
    return (
        sa.select(
            *(Adjustment.code, Adjustment.on, Adjustment.kind, Adjustment.units),
            *(Product.sku, Product.unit, Product.parts, Product.name_es.label("product")),
            Place.name.label("place"),
        )
        .join(Product, Product.sku == Adjustment.sku)
        .join(Place, Place.code == Adjustment.place)
    )


COUNTS = Listing(
    _l("Counts"),
    Column(
        *("code", _l("Count"), "code"),
        way=lambda row: way("inventory.count", code=row.code),
        about=lambda row: (f"count/{row.code}",),
    ),
    Column("on", _l("Day"), "day"),
    Column("place", _l("Place"), filled=True),
    Column("products", _l("Products"), "count", filled=True),
    key="code",
    day="on",
    search=("code", "place"),
    order="-on",
)


@cache
def counts() -> Selected:
    """Every count that was handed in."""
    on, place = sa.func.min(Count.on).label("on"), sa.func.min(Place.name).label("place")
    query = sa.select(Count.code, on, place, sa.func.count().label("products"))
    return query.join(Place, Place.code == Count.place).group_by(Count.code)


class Lying(NamedTuple):
    """What lies of one product at one place."""

    sku: str
    product: str
    place: str
    units: int
    unit: str
    parts: int


SHELF = Listing(
    _l("What lies here"),
    Column("product", _l("Product"), way=lambda row: url_for("inventory.product", sku=row.sku)),
    Column("sku", _l("Code"), "code"),
    pieces("units", _l("How many"), total=True),
    Column(
        "card",
        _l("Card"),
        words=lambda _row: _("Card"),
        way=lambda row: url_for("inventory.card", code=row.place, sku=row.sku),
        sort=False,
        written=False,
    ),
    *hidden("place", "unit", "parts"),
    key="sku",
    search=("product", "sku"),
    order="product",
)


def shelf(rows: Iterable[Row], place: str) -> Iterator[Lying]:
    """The rows of one place."""
    for row in rows:
        thing = row.product
        yield Lying(thing.sku, thing.name_es, place, row.total, thing.unit, thing.parts)


def stock(table: Table) -> Listing:
    """The list of everything, with a column for each place that something lies at."""
    places = (
        pieces(f"at_{place.code}", place.code, total=True, quiet=True) for place in table.places
    )
    return Listing(
        _l("Stock"),
        Column("product", _l("Product"), way=lambda row: url_for("inventory.product", sku=row.sku)),
        *places,
        pieces("way", _l("On the way"), total=True, quiet=True),
        pieces("total", _l("Altogether"), total=True, quiet=True),
        *hidden("sku", "unit", "parts"),
        key="sku",
        search=("product", "sku"),
        order="sku",
    )


def stocked(table: Table) -> Iterator[Any]:
    """Its rows."""
    for row in table.rows:
        thing = row.product
        said = {"sku": thing.sku, "product": thing.name_es, "unit": thing.unit}
        held = {
            f"at_{place.code}": units for place, units in zip(table.places, row.places, strict=True)
        }
        yield SimpleNamespace(**said, **held, parts=thing.parts, way=row.way, total=row.total)


CARD = Listing(
    _l("Card"),
    Column(
        "cause",
        _l("Paper"),
        "code",
        words=lambda row: cause_words(row.cause),
        way=lambda row: cause_way(row.cause),
        sort=False,
    ),
    Column(
        "lot", _l("Lot"), "code", way=lambda row: way("production.show", lot=row.lot), sort=False
    ),
    Column("on", _l("Day"), "day", sort=False),
    pieces("came", _l("Came"), total=True, quiet=True, sort=False),
    pieces("went", _l("Went"), total=True, quiet=True, sort=False),
    pieces("left", _l("Left there"), sort=False),
    *hidden("entry", "line", "unit", "parts"),
    key=("entry", "line"),
    day="on",
    search=(ledger.Behind(),),
    order="-entry",
    along=("entry", ledger.span),
    cheap=PAGE,  # one product among all that move at a place
)
