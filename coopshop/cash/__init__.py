"""Money in hand: the tills, their drawers, what comes in, goes out and is counted."""

from .drawers import purse

__all__ = ["purse"]
