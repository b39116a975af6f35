"""Money in hand: the tills, their drawers, what comes in, goes out and is counted."""

from .carrier_debts import CarrierPayment
from .drawers import purse

__all__ = ["CarrierPayment", "purse"]
