"""Back to her hand: advances, deductions, settlements, disputes."""

from .audit import CHECKS
from .dispute_photos import photo as dispute_photo
from .disputing import (
    NOT_IN_BOOK,
    AnsweredAlready,
    DisputedAlready,
    NotHers,
    Told,
    UnknownDispute,
    answer_dispute,
    answers_since,
    dispute,
    disputes_of,
    every_dispute,
    held,
    open_disputes,
    said_of,
    told,
    waiting_of,
)
from .handing import collected_by, collector, sign, signatures, unsign
from .her_lines import her_line, is_hers, moved, share_of
from .her_pieces import about_her_pieces
from .models import Collector, Debit, Dispute, DisputeAnswer, Payout, Signed
from .proposals import Proposal, available, propose
from .sale_parts import covered, part, part_of, parts
from .service import DEBITS, owe, settle, settle_all
from .settling import Account, before_it, settled, since_last
from .statements import Statement, Step, pieces, statement
from .taken_off import Part as Taken
from .taken_off import TakenOff, taken_off
from .unpaid import left_by, line_of

__all__ = [
    "CHECKS",
    "DEBITS",
    "NOT_IN_BOOK",
    "Account",
    "AnsweredAlready",
    "Collector",
    "Debit",
    "Dispute",
    "DisputeAnswer",
    "DisputedAlready",
    "NotHers",
    "Payout",
    "Proposal",
    "Signed",
    "Statement",
    "Step",
    "Taken",
    "TakenOff",
    "Told",
    "UnknownDispute",
    "about_her_pieces",
    "answer_dispute",
    "answers_since",
    "available",
    "before_it",
    "collected_by",
    "collector",
    "covered",
    "dispute",
    "dispute_photo",
    "disputes_of",
    "every_dispute",
    "held",
    "her_line",
    "is_hers",
    "left_by",
    "line_of",
    "moved",
    "open_disputes",
    "owe",
    "part",
    "part_of",
    "parts",
    "pieces",
    "propose",
    "said_of",
    "settle",
    "settle_all",
    "settled",
    "share_of",
    "sign",
    "signatures",
    "since_last",
    "statement",
    "taken_off",
    "told",
    "unsign",
    "waiting_of",
]
