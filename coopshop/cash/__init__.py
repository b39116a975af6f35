"""Money in hand: the tills, their drawers, what comes in, goes out and is counted."""

from .audit import CHECKS
from .carrier_debts import CarrierPayment
from .counting import Counted, accept, count_drawer, open_drawer
from .drawers import DrawerClosed, NoSuchDrawer, any_tills, purse, standing, tills_open
from .forms import AtTill, offer_tills
from .models import CashMove, CashSession, Till
from .moving import move
from .till_book import add_till, change_till, close_till, tills

__all__ = [
    "CHECKS",
    "AtTill",
    "CarrierPayment",
    "CashMove",
    "CashSession",
    "Counted",
    "DrawerClosed",
    "NoSuchDrawer",
    "Till",
    "accept",
    "add_till",
    "any_tills",
    "change_till",
    "close_till",
    "count_drawer",
    "move",
    "offer_tills",
    "open_drawer",
    "purse",
    "standing",
    "tills",
    "tills_open",
]
