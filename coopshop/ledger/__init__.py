"""The book of goods and money: one pen, kept balances, sealed pages, numbers without gaps."""

from . import forgetting
from .audit import CHECKS as _BOOK
from .balances import balance, balances, total
from .lists import moved, span
from .models import Fact
from .months import close_month, closed_until
from .pads import on_paper
from .reading import first_day, holdings, standing, why_reversed
from .seals import Seal, seal, seal_of, true_seal
from .series import advance, draw, follow, legal_series, next_code
from .service import AlreadyDifferent, ClosedMonth, FutureDay, post, reverse
from .sought import Behind
from .walking import Walked, look_over, walk

CHECKS = (*_BOOK, on_paper)

__all__ = [
    "CHECKS",
    "AlreadyDifferent",
    "Behind",
    "ClosedMonth",
    "Fact",
    "FutureDay",
    "Seal",
    "Walked",
    "advance",
    "balance",
    "balances",
    "close_month",
    "closed_until",
    "draw",
    "first_day",
    "follow",
    "forgetting",
    "holdings",
    "legal_series",
    "look_over",
    "moved",
    "next_code",
    "post",
    "reverse",
    "seal",
    "seal_of",
    "span",
    "standing",
    "total",
    "true_seal",
    "walk",
    "why_reversed",
]
