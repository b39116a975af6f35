"""The first days: what stood in the notebook, lists from a spreadsheet, practice."""

from .audit import CHECKS
from .evidence import keep
from .models import Agreement, Evidence, OldPayment, Opening
from .old_debts import collect, debts, undo_payment
from .opening import (
    agree,
    on_page,
    open_debt,
    open_fund,
    open_member,
    open_purse,
    open_stock,
    undo,
)
from .reading import begun

__all__ = [
    "CHECKS",
    "Agreement",
    "Evidence",
    "OldPayment",
    "Opening",
    "agree",
    "begun",
    "collect",
    "debts",
    "keep",
    "on_page",
    "open_debt",
    "open_fund",
    "open_member",
    "open_purse",
    "open_stock",
    "undo",
    "undo_payment",
]
