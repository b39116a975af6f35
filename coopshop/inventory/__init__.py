"""From shelf to shelf: transfers, losses, shrinkage, samples, counts."""

from .audit import CHECKS
from .counting import count
from .models import Adjustment, Arrival, Count, Departure, Loss
from .service import adjust
from .stock import Stock, on_the_way, stock_at, stock_of
from .stock_card import Step, kardex
from .transfers import BEARERS, REASONS, Landed, arrive, send, waiting

__all__ = [
    "BEARERS",
    "CHECKS",
    "REASONS",
    "Adjustment",
    "Arrival",
    "Count",
    "Departure",
    "Landed",
    "Loss",
    "Step",
    "Stock",
    "adjust",
    "arrive",
    "count",
    "kardex",
    "on_the_way",
    "send",
    "stock_at",
    "stock_of",
    "waiting",
]
