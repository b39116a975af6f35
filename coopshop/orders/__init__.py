"""Pieces that are still to be made: quotations, orders, what was paid ahead."""

from .audit import CHECKS
from .deposits import give_back, held, keep, pay_ahead, undo
from .models import CalledOff, Deposit, Order, OrderedLine, Quotation, QuotedLine
from .ordering import call_off, deliver, order, order_of, remaining
from .quoting import Wanted, quotation_of, quote

__all__ = [
    "CHECKS",
    "CalledOff",
    "Deposit",
    "Order",
    "OrderedLine",
    "Quotation",
    "QuotedLine",
    "Wanted",
    "call_off",
    "deliver",
    "give_back",
    "held",
    "keep",
    "order",
    "order_of",
    "pay_ahead",
    "quotation_of",
    "quote",
    "remaining",
    "undo",
]
