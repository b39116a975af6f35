"""The list of deliveries."""

from functools import cache

import sqlalchemy as sa

from ..access.doors import way
from ..catalog import Place, Product
from ..ledger.models import Entry
from ..members import FULL_NAME, Member
from ..web.i18n import _, _l
from ..web.listing import Coded, Column, Elsewhere, Listing, Selected, hidden, pieces
from .models import Delivery, HandInLot

DELIVERIES = Listing(
    _l("Deliveries"),
    Column(
        *("lot", _l("Lot"), "code"),
        way=lambda row: way("production.show", lot=row.lot),
        about=lambda row: (f"delivery/{row.lot}",),
    ),
    Column("on", _l("Day"), "day"),
    Column("who", _l("Who"), filled=True),
    Column("product", _l("Product"), filled=True),
    Column(
        *("visit", _l("Visit"), "code"),
        way=lambda row: way("production.visit", code=row.visit) if row.visit else "",
    ),
    Column("place", _l("Place"), filled=True),
    pieces("accepted", _l("Taken in"), total=True, filled=True),
    pieces("rejected", _l("Rejected"), total=True, filled=True, quiet=True),
    Column(
        "undone",
        _l("State"),
        words=lambda row: _("Undone") if row.undone else "",
        mark=lambda _row: "no",
        sort=False,
    ),
    *hidden("entry", "member", "sku", "place_code", "unit", "parts"),
    key=("entry", "lot"),
    day="on",
    search=(
        Coded("lot", sa.select(Delivery.lot), "delivery"),
        Coded("lot", sa.select(HandInLot.lot), "hand_in", of=HandInLot.hand_in),
        Elsewhere("member", sa.select(Member.code), FULL_NAME),
        Elsewhere("sku", sa.select(Product.sku), Product.sku, Product.name_es),
        Elsewhere("place_code", sa.select(Place.code), Place.name),
    ),
    order="-on",
    period="month",
    unique=("lot",),
)


@cache
def deliveries() -> Selected:
    """What all members brought. What was undone is listed with its code, and comes to nothing."""
    # Few of very many: asked for once, not with each delivery.
    undone = Delivery.entry.in_(sa.select(Entry.reverses).where(Entry.reverses.is_not(None)))
    return (
        sa.select(
            *(Delivery.entry, Delivery.lot, Delivery.on, Delivery.member),
            sa.case((undone, 0), else_=Delivery.rejected).label("rejected"),
            sa.case((undone, 0), else_=Delivery.brought - Delivery.rejected).label("accepted"),
            undone.label("undone"),
            *(Product.sku, Product.unit, Product.parts, Product.name_es.label("product")),
            *(Place.code.label("place_code"), Place.name.label("place")),
            FULL_NAME.label("who"),
            HandInLot.hand_in.label("visit"),
        )
        .join(HandInLot, HandInLot.lot == Delivery.lot, isouter=True)
        .join(Member, Member.code == Delivery.member)
        .join(Product, Product.sku == Delivery.sku)
        .join(Place, Place.code == Delivery.place)
    )
