"""Her pages."""

from . import (
    account_views,
    consent_views,
    desk_views,
    desk_voice_views,
    door_views,
    everything_views,
    leaving,
    listen_views,
    mark_views,
    missing_views,
    paper_views,
    payment_views,
    piece_views,
    say_views,
    statement_views,
    telling_views,
)
from .blueprint import bp

__all__ = [
    "account_views",
    "bp",
    "consent_views",
    "desk_views",
    "desk_voice_views",
    "door_views",
    "everything_views",
    "leaving",
    "listen_views",
    "mark_views",
    "missing_views",
    "paper_views",
    "payment_views",
    "piece_views",
    "say_views",
    "statement_views",
    "telling_views",
]
