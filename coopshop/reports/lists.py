"""The lists that the assembly reads: debts both ways, stock at its value, the book, the fund."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from .. import ledger, sales
from ..access.doors import way
from ..ledger.words import cause_way, cause_words
from ..web.i18n import _, _l
from ..web.listing import Coded, Column, Elsewhere, Listing, hidden, pieces
from ..web.names import called
from .stock import Shelf

MEMBERS = Listing(
    _l("Owed to the members"),
    Column("name", _l("Member"), way=lambda row: way("payouts.statement_of", member=row.member)),
    Column("payable", _l("Can be paid now"), "money", total=True),
    Column("earned", _l("When the buyers pay"), "money", total=True),
    Column("total", _l("In all"), "money", total=True),
    *hidden("member"),
    key="member",
    search=("name", "member"),
    order="name",
)


def _overdue(row: Any) -> str:
    state = sales.state_of(row.due, row.due_on, row.today)
    return called(state) if state in ("late", "back") else ""


BUYERS = Listing(
    _l("Owed by buyers"),
    Column("buyer", _l("Buyer"), way=lambda row: way("sales.buyer", code=row.buyer_code)),
    Column("code", _l("Sale"), "code", way=lambda row: way("sales.show", code=row.code)),
    Column("on", _l("Day"), "day"),
    Column("days", _l("Days ago"), "count", value=lambda row: (row.today - row.on).days),
    Column("due_on", _l("Due on"), "day"),
    Column("due", _l("Due"), "money", total=True, measure="currency", filled=True),
    Column("state", _l("State"), words=_overdue, mark=lambda _row: "no", sort=False),
    *hidden("entry", "currency", "buyer_code"),
    key="entry",
    day="on",
    search=(
        Coded("code", sa.select(sales.Sale.code), "sale"),
        Elsewhere("buyer_code", sa.select(sales.Buyer.code), sales.Buyer.name),
    ),
    order="on",
    unique=("code",),
)


class Valued(NamedTuple):
    """What lies of a product at a place or travels, and what its makers would get for it."""

    place: str
    code: str
    sku: str
    product: str
    units: int
    parts: int
    unit: str
    price: int | None
    value: int | None


STOCK = Listing(
    _l("Stock by place"),
    Column("product", _l("Product"), way=lambda row: way("inventory.product", sku=row.sku)),
    Column("place", _l("Place")),
    pieces("units", _l("Quantity"), total=True),
    Column("price", _l("Member price"), "money"),
    Column("value", _l("Value"), "money", total=True),
    *hidden("code", "sku", "parts", "unit"),
    key=("code", "sku"),
    search=("product", "sku", "place"),
    order="place",
)


def valued(shelves: Iterable[Shelf]) -> Iterator[Valued]:
    """Every shelf and transfer, product by product."""
    for shelf in shelves:
        travelling = _("On the way: %(transfer)s", transfer=shelf.code)
        name = travelling if shelf.travelling else shelf.name
        for row in shelf.lying:
            measure = (row.units, row.parts, row.unit)
            yield Valued(name, shelf.code, row.sku, row.name, *measure, row.price, row.value)


FUND = Listing(
    _l("The communal fund"),
    Column(
        "cause",
        _l("Paper"),
        "code",
        words=lambda row: cause_words(row.cause),
        way=lambda row: cause_way(row.cause),
        filled=True,
    ),
    Column("on", _l("Day"), "day"),
    # What goes out of the account is what the association owes the fund: it came in.
    Column("went", _l("In"), "money", total=True, quiet=True, filled=True),
    Column("came", _l("Out"), "money", total=True, quiet=True, filled=True),
    *hidden("entry", "line"),
    key=("entry", "line"),
    day="on",
    search=(ledger.Behind(),),
    order="-entry",
    along=("entry", ledger.span),
)
