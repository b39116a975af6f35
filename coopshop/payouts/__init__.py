"""Back to her hand: advances, deductions, settlements."""

from .audit import CHECKS
from .models import Debit, Payout
from .service import DEBITS, Proposal, available, owe, propose, settle, settle_all
from .statements import Statement, Step, pieces, statement

__all__ = [
    "CHECKS",
    "DEBITS",
    "Debit",
    "Payout",
    "Proposal",
    "Statement",
    "Step",
    "available",
    "owe",
    "pieces",
    "propose",
    "settle",
    "settle_all",
    "statement",
]
