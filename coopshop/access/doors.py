"""What leads where: the menu, the bar of a phone, and the large links of the first page.

Later rooms are named by their addresses only. A page that is not there yet, or that the person at
the desk may not open, is left out. What waits in a room is told by the room: waiting.py.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import current_app, g, request, url_for

from ..domain.errors import N_
from ..web.i18n import _

#: What the menu calls each room: what is done every day first, what is looked up after it.
ROOMS = {
    "access": N_("Start"),
    "till": N_("Sell"),
    "production": N_("Deliveries"),
    "inventory": N_("Stock"),
    "cash": N_("Tills and cash"),
    "sales": N_("Sales"),
    "orders": N_("Orders"),
    "invoices": N_("Documents"),
    "payouts": N_("Payouts"),
    "members": N_("Members"),
    "catalog": N_("Products"),
    "reports": N_("Reports"),
    "ledger": N_("The book"),
    "complaints": N_("Complaints book"),
    "exchange": N_("Files"),
    "beginning": N_("Beginning"),
}

#: The drawing before each of these words.
ICONS = {
    "access": "home",
    "ledger": "book",
    "members": "people",
    "catalog": "tag",
    "production": "hand-basket",
    "inventory": "store",
    "cash": "cash",
    "sales": "basket",
    "invoices": "receipt",
    "orders": "paper",
    "till": "shop",
    "payouts": "hand-coins",
    "reports": "chart",
    "exchange": "sheet",
    "beginning": "sun",
    "help": "help",
    "complaints": "complaint",
}


#: The drawing of a door that names none itself, by where it leads.
DRAWN = {
    "production.new": "hand-basket",
    "cash.index": "cash",
    "exchange.print_pad": "print",
    "beginning.practice": "play",
    "inventory.send": "canoe",
    "inventory.transfers": "arrive",
    "inventory.new_count": "count",
    "inventory.index": "store",
    "sales.new": "basket",
    "sales.due": "coin",
    "orders.new": "paper",
    "sales.index": "receipt",
    "sales.consignments": "hotel",
    "inventory.find": "qr",
    "payouts.new_debit": "note",
    "payouts.index": "hand-coins",
    "payouts.mine": "pot",
    "catalog.prices": "tag",
    "catalog.index": "bag",
    "ledger.months": "calendar",
    "ledger.index": "book",
    "members.rules": "settings",
    "members.index": "people",
    "reports.index": "chart",
    "access.users": "key",
}


class Door(NamedTuple):
    """A way from the first page: what it is called, why one would go there, and to which page.

    `right`, when reading that page is not enough to do there what the door says.
    """

    words: str
    why: str
    endpoint: str
    right: str = "come_in"
    icon: str = ""

    @property
    def drawing(self) -> str:
        """The icon beside its words."""
        return self.icon or DRAWN.get(self.endpoint, "forward")


class Way(NamedTuple):
    """A line of the menu: what it is called, its address, whether one is there, its drawing."""

    words: str
    address: str
    current: bool
    icon: str


#: The commonest things, at the foot of a phone. Of those with one drawing the first that is there.
BAR = (
    Door(N_("Start"), "", "access.home", icon="home"),
    Door(N_("Sell"), "", "till.index", "sell", icon="basket"),
    Door(N_("Sell"), "", "sales.new", "sell", icon="basket"),
    Door(N_("Take in"), "", "production.new", icon="hand-basket"),
    Door(N_("Canoe"), "", "inventory.transfers", icon="canoe"),
    Door(N_("Cash box"), "", "cash.index", icon="cash"),
)

#: A bar of fewer would only take room.
FEWEST = 3

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
    Door(N_("Sell"), N_("Ring up a sale and hand over its paper."), "till.index", icon="basket"),
    Door(
        N_("Take an order"),
        N_("Pieces to be made, a day promised, money ahead."),
        "orders.new",
        icon="paper",
    ),
    Door(N_("Collect"), N_("A buyer pays what is still due."), "sales.due", "collect"),
    Door(N_("Give an advance"), N_("Money, materials or dues of a member."), "payouts.new_debit"),
    Door(N_("Pay the members"), N_("Propose, look, confirm."), "payouts.index", "pay_out"),
)

#: What is kept in order.
KEEPING = (
    Door(
        N_("Write down a sale"),
        N_("From the pad, of another day or place."),
        "sales.new",
        "sell",
        icon="pencil",
    ),
    Door(
        N_("Operations to see"),
        N_("Yape, Plin and bank, ticked against our account."),
        "till.operations",
        icon="phone",
    ),
    Door(
        N_("Our QR of Yape and Plin"),
        N_("The picture that buyers read at the till."),
        "till.wallets_",
        "keep_tills",
        icon="qr",
    ),
    Door(N_("Count a shelf"), N_("Compare the hand with the book."), "inventory.new_count"),
    Door(N_("Prices"), N_("New prices from a day on."), "catalog.prices", "keep_catalog"),
    Door(
        N_("Pads for days without power"),
        N_("Sheets to fill in by hand, and to type in later."),
        "exchange.print_pad",
    ),
    Door(
        N_("Cards for telephones"),
        N_("Each member's own way to what is hers."),
        "maker.cards",
        "keep_members",
        icon="phone",
    ),
    Door(N_("Close a month"), N_("Nothing more is dated in it."), "ledger.months"),
    Door(N_("Rules"), N_("Shares, IGV, the data on our papers."), "members.rules"),
    Door(N_("Users"), N_("Who may sign in, and for what."), "access.users"),
)

GUIDE = N_("For those who build pages: every part, every drawing.")

#: What is read.
READING = (
    Door(N_("My account"), N_("What is mine, and where it comes from."), "payouts.mine"),
    Door(N_("Members"), N_("Who makes, and what is hers."), "members.index"),
    Door(N_("Products"), N_("What is made, with photo and prices."), "catalog.index"),
    Door(N_("Stock"), N_("What lies where."), "inventory.index"),
    Door(N_("Sales"), N_("Who bought what, and what is due."), "sales.index"),
    Door(N_("Consignment"), N_("What hotels hold, and what they sold."), "sales.consignments"),
    Door(
        N_("Find by code"), N_("A label, a sheet or a card, by camera or typed."), "inventory.find"
    ),
    Door(N_("Reports"), N_("Sales book, stock, debts, the fund."), "reports.index"),
    Door(N_("The book"), N_("Every entry, and the paper behind it."), "ledger.index"),
    Door(N_("Guide to the parts"), GUIDE, "access.guide", "manage_users", icon="eye"),
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


def menu() -> Iterator[Way]:
    """The rooms that are open, in their order."""
    for room, words in ROOMS.items():
        endpoint = "access.home" if room == "access" else f"{room}.index"
        if leads(endpoint):
            here = request.blueprint == room
            yield Way(_(words), url_for(endpoint), here, ICONS.get(room, "box"))


def bar() -> list[Way]:
    """The commonest few at the foot of a phone; nobody gets a bar of one or two."""
    found = [
        Way(_(door.words), url_for(door.endpoint), request.endpoint == door.endpoint, door.icon)
        for door in open_doors(_first_that_leads())
    ]
    return found if len(found) >= FEWEST else []


def _first_that_leads() -> tuple[Door, ...]:
    """Of doors with the same drawing, the first that is there: the till before the sales form."""
    chosen: dict[str, Door] = {}
    for door in BAR:
        if leads(door.endpoint):
            chosen.setdefault(door.icon, door)
    return tuple(chosen.values())
