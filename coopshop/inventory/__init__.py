"""From shelf to shelf: transfers, losses, shrinkage, samples, counts."""

from .arriving import BEARERS, REASONS, Landed, Missing, arrive
from .audit import CHECKS
from .being_counted import being_counted
from .counting import Figure, begin_count, differences, give_up_count, hand_in, jot, open_sheets
from .losses import LostPart, LostSum, losses_between, losses_of, lost_by_carriers, summed_losses
from .models import (
    Adjustment,
    Arrival,
    Count,
    CountReason,
    CountSheet,
    Departure,
    Loss,
    LossPart,
    TransferCarrier,
)
from .off import Off, off_of
from .owning import Owned, owned
from .service import adjust
from .stock import Stock, on_the_way, stock_at, stock_of
from .transfers import send, waiting

__all__ = [
    "BEARERS",
    "CHECKS",
    "REASONS",
    "Adjustment",
    "Arrival",
    "Count",
    "CountReason",
    "CountSheet",
    "Departure",
    "Figure",
    "Landed",
    "Loss",
    "LossPart",
    "LostPart",
    "LostSum",
    "Missing",
    "Off",
    "Owned",
    "Stock",
    "TransferCarrier",
    "adjust",
    "arrive",
    "begin_count",
    "being_counted",
    "differences",
    "give_up_count",
    "hand_in",
    "jot",
    "losses_between",
    "losses_of",
    "lost_by_carriers",
    "off_of",
    "on_the_way",
    "open_sheets",
    "owned",
    "send",
    "stock_at",
    "stock_of",
    "summed_losses",
    "waiting",
]
