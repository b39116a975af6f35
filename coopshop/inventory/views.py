"""Stock on the page: everything by place, one place, one product, and its card."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..catalog import Place, Product
from ..db import db, today
from . import (
    adjustment_views,
    count_views,
    find_views,
    first_page,
    lists,
    logbook,
    reading,
    transfer_views,
    where_views,
)
from .blueprint import bp
from .stock_card import carded, with_rest

__all__ = [
    "adjustment_views",
    "bp",
    "count_views",
    "find_views",
    "first_page",
    "transfer_views",
    "where_views",
]


@bp.get("/")
@allowed("read_stock")
def index() -> ResponseReturnValue:
    """Every product at every place, with sums both ways."""
    session = db.session()
    table = reading.table(session)
    return lists.stock(table).answer(
        "inventory/index.html",
        lists.stocked(table),
        today=today(),
        table=table,
        waiting=len(logbook.journeys(session, under_way=True)),
    )


@bp.get("/places/<code>")
@allowed("read_stock")
def place(code: str) -> ResponseReturnValue:
    """What lies at one place."""
    session, found = db.session(), db.get_or_404(Place, code)
    rows = lists.shelf(reading.shelf(session, code), code)
    return lists.SHELF.answer("inventory/place.html", rows, today=today(), place=found)


@bp.get("/products/<sku>")
@allowed("read_stock")
def product(sku: str) -> str:
    """Where one product lies, and whose pieces they are, in the order in which they will leave."""
    session, found = db.session(), db.get_or_404(Product, sku)
    table = reading.table(session)
    row = next((row for row in table.rows if row.product.sku == sku), None)
    shelves = zip(table.places, row.places, strict=True) if row else ()
    return render_template(
        "inventory/product.html",
        product=found,
        row=row,
        shelves=[(place, units) for place, units in shelves if units],
        lying=reading.lying(session, sku),
    )


@bp.get("/places/<code>/<sku>")
@allowed("read_stock")
def card(code: str, sku: str) -> ResponseReturnValue:
    """The stock card of a product at a place, newest line first."""
    found, thing = db.get_or_404(Place, code), db.get_or_404(Product, sku)
    return lists.CARD.answer(
        "inventory/card.html",
        carded(code, thing),
        today=today(),
        finish=with_rest(code, thing),
        place=found,
        product=thing,
    )
