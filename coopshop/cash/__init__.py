"""Money in hand: the tills, their drawers, what comes in, goes out and is counted."""

from .audit import CHECKS
from .carriers import CarrierPayment, carrier_debts, settle_carrier
from .counting import Counted, accept, count_drawer, open_drawer
from .drawers import (
    CASH,
    DOLLARS,
    IN_NOTES,
    DrawerClosed,
    NoSuchDrawer,
    NotEnoughCash,
    Standing,
    any_tills,
    purse,
    refuse_short,
    standing,
    tills_open,
    tills_waiting,
)
from .forms import AtTill, ReverseForm, mine, offer_tills, reverse_form
from .models import CashMove, CashSession, OperationLater, Till
from .moving import move
from .operations import tell_later, told_later
from .taking_back import take_back
from .till_book import add_till, change_till, close_till, tills

__all__ = [
    "CASH",
    "CHECKS",
    "DOLLARS",
    "IN_NOTES",
    "AtTill",
    "CarrierPayment",
    "CashMove",
    "CashSession",
    "Counted",
    "DrawerClosed",
    "NoSuchDrawer",
    "NotEnoughCash",
    "OperationLater",
    "ReverseForm",
    "Standing",
    "Till",
    "accept",
    "add_till",
    "any_tills",
    "carrier_debts",
    "change_till",
    "close_till",
    "count_drawer",
    "mine",
    "move",
    "offer_tills",
    "open_drawer",
    "purse",
    "refuse_short",
    "reverse_form",
    "settle_carrier",
    "standing",
    "take_back",
    "tell_later",
    "tills",
    "tills_open",
    "tills_waiting",
    "told_later",
]
