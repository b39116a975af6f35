"""The lists of the room: quotations and orders."""

from ..access.doors import way
from ..web.i18n import _l
from ..web.listing import Column, Listing, hidden

MARKS = {"open": "wait", "part": "wait", "delivered": "yes", "called_off": ""}

#: How an order stands.
STATES = {
    "open": _l("To be made"),
    "part": _l("Partly delivered"),
    "delivered": _l("Delivered"),
    "called_off": _l("Called off"),
}

ORDERS = Listing(
    _l("Orders"),
    Column("code", _l("Order"), "code", way=lambda row: way("orders.show", code=row.code)),
    Column("name", _l("Buyer"), filled=True),
    Column("promised", _l("Promised for"), "day", filled=True),
    Column("total", _l("Total"), "money", total=True, measure="currency", filled=True),
    Column(
        "held", _l("Paid ahead"), "money", total=True, measure="currency", filled=True, quiet=True
    ),
    Column(
        "state",
        _l("State"),
        words=lambda row: str(STATES[row.state]),
        mark=lambda row: "no" if row.late else MARKS[row.state],
    ),
    *hidden("entry", "on", "currency", "late"),
    key="entry",
    day="on",
    search=("code", "name"),
    order="-promised",
)

#: What became of what was asked for by link.
ASKED_STATES = {
    "asked": _l("To be answered"),
    "order": _l("Made an order"),
    "quotation": _l("Quotation made"),
    "declined": _l("Declined"),
}

ASKED_MARKS = {"asked": "wait", "order": "yes", "quotation": "yes", "declined": ""}

ASKED = Listing(
    _l("Asked by link"),
    Column("name", _l("Buyer"), way=lambda row: way("orders.asked", number=row.id), filled=True),
    Column("on", _l("Day"), "day", filled=True),
    Column("wished", _l("Wished for"), "day"),
    Column("lines", _l("Products"), "count", filled=True),
    Column("total", _l("Total"), "money", total=True, measure="currency", filled=True),
    Column(
        "state",
        _l("State"),
        words=lambda row: str(ASKED_STATES[row.state]),
        mark=lambda row: ASKED_MARKS[row.state],
    ),
    *hidden("id", "currency"),
    key="id",
    day="on",
    search=("name",),
    order="-on",
)

QUOTATIONS = Listing(
    _l("Quotations"),
    Column("code", _l("Quotation"), "code", way=lambda row: way("orders.quotation", code=row.code)),
    Column("on", _l("Day"), "day", filled=True),
    Column("buyer_name", _l("Buyer")),
    Column("valid_until", _l("Good until"), "day", filled=True),
    Column("total", _l("Total"), "money", total=True, measure="currency", filled=True),
    *hidden("entry", "currency"),
    key="entry",
    day="on",
    search=("code", "buyer_name"),
    order="-on",
    period="month",
)
