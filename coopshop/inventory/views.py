"""Stock on the page: everything by place, one place, one product, and its card."""

from flask import render_template
from sqlalchemy.orm import Session

from ..access import allowed
from ..catalog import Place, Product
from ..db import db
from ..domain import showing
from ..ledger.reading import LEAF
from ..web import asked_number
from . import (
    adjustment_views,
    count_views,
    find_views,
    first_page,
    logbook,
    reading,
    transfer_views,
)
from .blueprint import bp
from .stock_card import Step, kardex

__all__ = ["adjustment_views", "bp", "count_views", "find_views", "first_page", "transfer_views"]


@bp.get("/")
@allowed("read_stock")
def index() -> str:
    """Every product at every place, with sums both ways."""
    session = db.session()
    return render_template(
        "inventory/index.html",
        table=reading.table(session),
        waiting=len(logbook.journeys(session, under_way=True)),
    )


@bp.get("/places/<code>")
@allowed("read_stock")
def place(code: str) -> str:
    """What lies at one place."""
    session, found = db.session(), db.get_or_404(Place, code)
    rows = reading.shelf(session, code)
    return render_template(
        "inventory/place.html",
        place=found,
        rows=rows,
        total=reading.summed((row.product, row.total) for row in rows),
    )


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
def card(code: str, sku: str) -> str:
    """The stock card of a product at a place, newest line first."""
    session = db.session()
    found, thing = db.get_or_404(Place, code), db.get_or_404(Product, sku)
    steps, older = _leaf(session, code, sku)
    return render_template(
        "inventory/card.html",
        place=found,
        product=thing,
        steps=steps,
        older=older,
        newest=asked_number("before") is None,
        shown=lambda units: showing.quantity(units, thing.parts, thing.unit),
    )


def _leaf(session: Session, code: str, sku: str) -> tuple[list[Step], int | None]:
    before = asked_number("before")
    steps = kardex(session, code, sku)[::-1]
    if before is not None:
        steps = [step for step in steps if step.entry < before]
    return steps[:LEAF], steps[LEAF - 1].entry if len(steps) > LEAF else None
