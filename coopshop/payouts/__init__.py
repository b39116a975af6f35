"""Back to her hand: advances, deductions, settlements, disputes."""

from .audit import CHECKS
from .disputing import answer_dispute, dispute, every_dispute, held, open_disputes
from .handing import collected_by, collector, sign, signatures, unsign
from .models import Collector, Debit, Dispute, DisputeAnswer, Payout, Signed
from .proposals import Proposal, available, propose
from .service import DEBITS, owe, settle, settle_all
from .settling import Account, settled, since_last
from .statements import Statement, Step, pieces, statement

__all__ = [
    "CHECKS",
    "DEBITS",
    "Account",
    "Collector",
    "Debit",
    "Dispute",
    "DisputeAnswer",
    "Payout",
    "Proposal",
    "Signed",
    "Statement",
    "Step",
    "answer_dispute",
    "available",
    "collected_by",
    "collector",
    "dispute",
    "every_dispute",
    "held",
    "open_disputes",
    "owe",
    "pieces",
    "propose",
    "settle",
    "settle_all",
    "settled",
    "sign",
    "signatures",
    "since_last",
    "statement",
    "unsign",
]
