"""The lists of the sales room: what was sold, what is due, who buys."""

from typing import Any

import sqlalchemy as sa

from ..access.doors import way
from ..web.i18n import _, _l
from ..web.listing import Coded, Column, Elsewhere, Listing, hidden
from ..web.names import called
from .listing import state_of
from .models import Buyer, Sale

MARKS = {
    "paid": "yes",
    "open": "wait",
    "late": "no",
    "back": "no",
    "returned": "no",
    "undone": "no",
}


def _state(row: Any) -> str:
    if row.undone:
        return "undone"
    if row.due == 0 and row.came_back == row.rung:
        return "returned"
    return state_of(row.due, row.due_on, row.today)


_SALE = (
    Column(
        *("code", _l("Sale"), "code"),
        way=lambda row: way("sales.show", code=row.code),
        about=lambda row: (f"sale/{row.code}",),
    ),
    Column("on", _l("Day"), "day"),
    Column("buyer", _l("Buyer"), filled=True),
    # An undone sale stands where it was, and says nothing there.
    Column(
        "total",
        _l("Total"),
        "money",
        total=True,
        measure="currency",
        filled=True,
        quiet=True,
        by="rung",
    ),
    Column("due", _l("Due"), "money", total=True, measure="currency", filled=True, quiet=True),
    Column(
        "state",
        _l("State"),
        words=lambda row: called(_state(row)),
        mark=lambda row: MARKS[_state(row)],
        sort=False,
    ),
    *hidden("entry", "currency", "buyer_code", "rung", "came_back"),
)

_SEARCH = (
    Coded("code", sa.select(Sale.code), "sale"),
    Elsewhere("buyer_code", sa.select(Buyer.code), Buyer.name),
)

_KEPT: Any = {
    "key": "entry",
    "day": "on",
    "search": _SEARCH,
    "order": "-on",
    "indexed": ("total",),
    "unique": ("code",),
}

SALES = Listing(_l("Sales"), *_SALE, **_KEPT, period="month")

#: Those of one buyer; for its other orders there is no index.
OF_BUYER = Listing(_l("Sales"), *_SALE, **(_KEPT | {"indexed": (), "unique": ()}), period="month")

#: What is due is short, and all of it matters.
TO_COLLECT = Listing(_l("To collect"), *_SALE, **_KEPT)

BUYERS = Listing(
    _l("Buyers"),
    Column("name", _l("Name"), way=lambda row: way("sales.buyer", code=row.code), filled=True),
    Column("code", _l("Code"), "code"),
    Column("kind", _l("Kind"), "called", filled=True),
    Column("document_number", _l("Identity document"), "code"),
    Column("city", _l("City")),
    key="code",
    search=("name", "code", "document_number", "city"),
    order="name",
)

#: How each age of what is due looks.
_AGED = ("", "wait", "wait", "no", "no")

OWED = Listing(
    _l("Sales to collect, by age"),
    Column(
        "sale",
        _l("Sale"),
        "code",
        way=lambda row: way("beginning.opening" if row.old else "sales.show", code=row.sale),
        words=lambda row: _("Old debt %(rest)s", rest=row.sale) if row.old else row.sale,
    ),
    Column("name", _l("Buyer"), way=lambda row: way("sales.remind", buyer=row.buyer), filled=True),
    Column("on", _l("Day"), "day", filled=True),
    Column("due_on", _l("Due on"), "day"),
    Column("late", _l("Days overdue"), "count", words=lambda row: str(max(row.late, 0))),
    Column("age", _l("Age"), words=lambda row: _(row.words), mark=lambda row: _AGED[row.age]),
    Column("due", _l("Due"), "money", total=True, measure="currency", filled=True),
    *hidden("entry", "currency", "buyer", "old"),
    key="entry",
    day="on",
    search=("sale", "name"),
    order="-late",
)
