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
from .models import CashMove, CashSession, OperationCorrected, OperationLater, Till
from .moving import move
from .numbers import Number, numbers_of, put_number_right, tell_later
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
    "Number",
    "OperationCorrected",
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
    "numbers_of",
    "offer_tills",
    "open_drawer",
    "purse",
    "put_number_right",
    "refuse_short",
    "reverse_form",
    "settle_carrier",
    "standing",
    "take_back",
    "tell_later",
    "tills",
    "tills_open",
    "tills_waiting",
]
