"""What leads where: the menu and the large links of the first page, as far as they are open.

Later rooms are named by their addresses only. A page that is not there yet, or that the person at
the desk may not open, is left out.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import current_app, g, request, url_for

from ..domain.errors import N_
from ..web.i18n import _

#: What the menu calls each room; its order is the order of the journey.
ROOMS = {
    "access": N_("Start"),
    "ledger": N_("The book"),
    "members": N_("Members"),
    "catalog": N_("Products"),
    "production": N_("Deliveries"),
    "inventory": N_("Stock"),
    "cash": N_("Tills and cash"),
    "sales": N_("Sales"),
    "invoices": N_("Documents"),
    "payouts": N_("Payouts"),
    "reports": N_("Reports"),
    "exchange": N_("Files"),
}


class Door(NamedTuple):
    """A way from the first page: what it is called, why one would go there, and to which page.

    `right`, when reading that page is not enough to do there what the door says.
    """

    words: str
    why: str
    endpoint: str
    right: str = "come_in"


#: What is done, in the order of the trade.
TRADE = (
    Door(
        N_("Open or close the cash"),
        N_("Count the drawer, in the morning and at night."),
        "cash.index",
        "work_till",
    ),
    Door(N_("Take in pieces"), N_("A member brings what she made."), "production.new"),
    Door(N_("Send pieces"), N_("By canoe, combi or bus to another place."), "inventory.send"),
    Door(
        N_("Pieces arrived"),
        N_("Say what came and what was lost."),
        "inventory.transfers",
        "move_stock",
    ),
    Door(N_("Sell"), N_("Ring up a sale and hand over its paper."), "sales.new"),
    Door(N_("Collect"), N_("A buyer pays what is still due."), "sales.due", "collect"),
    Door(N_("Give an advance"), N_("Money, materials or dues of a member."), "payouts.new_debit"),
    Door(N_("Pay the members"), N_("Propose, look, confirm."), "payouts.index", "pay_out"),
)

#: What is kept in order.
KEEPING = (
    Door(N_("Count a shelf"), N_("Compare the hand with the book."), "inventory.new_count"),
    Door(N_("Prices"), N_("New prices from a day on."), "catalog.prices", "keep_catalog"),
    Door(N_("Close a month"), N_("Nothing more is dated in it."), "ledger.months"),
    Door(N_("Rules"), N_("Shares, IGV, the data on our papers."), "members.rules"),
    Door(N_("Users"), N_("Who may sign in, and for what."), "access.users"),
)

#: What is read.
READING = (
    Door(N_("My account"), N_("What is mine, and where it comes from."), "payouts.mine"),
    Door(N_("Members"), N_("Who makes, and what is hers."), "members.index"),
    Door(N_("Products"), N_("What is made, with photo and prices."), "catalog.index"),
    Door(N_("Stock"), N_("What lies where."), "inventory.index"),
    Door(N_("Sales"), N_("Who bought what, and what is due."), "sales.index"),
    Door(N_("Reports"), N_("Sales book, stock, debts, the fund."), "reports.index"),
    Door(N_("The book"), N_("Every entry, and the paper behind it."), "ledger.index"),
    Door(N_("Practise"), N_("The same pages, and nothing counts."), "beginning.practice"),
)


def leads(endpoint: str) -> bool:
    """Whether a page is there and the person at the desk may open it."""
    view = current_app.view_functions.get(endpoint)
    right = getattr(view, "right", None)
    return view is not None and (right is None or (g.user is not None and g.user.may(right)))


def open_doors(doors: tuple[Door, ...]) -> list[Door]:
    """Those that lead somewhere for the person at the desk."""
    return [door for door in doors if leads(door.endpoint) and g.user.may(door.right)]


def way(endpoint: str, **values: Any) -> str:
    """The address of a page, or nothing where it would only be refused."""
    return url_for(endpoint, **values) if leads(endpoint) else ""


def menu() -> Iterator[tuple[str, str, bool]]:
    """(words, address, whether it is this room) for the rooms that are open, in their order."""
    for room in current_app.blueprints:
        endpoint = "access.home" if room == "access" else f"{room}.index"
        if room in ROOMS and leads(endpoint):
            yield _(ROOMS[room]), url_for(endpoint), request.blueprint == room
