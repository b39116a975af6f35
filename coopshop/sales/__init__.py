"""From the shelf to the buyer: sales, collections, returns."""

from .audit import CHECKS
from .basket import Asked, Basket
from .buyer_book import ANONYMOUS, add_buyer, anonymous, buyer, buyers, change_buyer
from .collecting import change_given, collect, due_of, record_payment, refund
from .models import Allocation, Buyer, Draft, Payment, Return, ReturnedLot, Sale, SaleLine
from .note_mistakes import mistaken_notes
from .reading import story
from .returning import Back, GivenBack, give_back, returnable
from .ringing import (
    NoSuchDraft,
    drop_draft,
    find_draft,
    keep_draft,
    kept_basket,
    priced,
    ring_up,
)
from .selling import Sold, sale_of, sell

__all__ = [
    "ANONYMOUS",
    "CHECKS",
    "Allocation",
    "Asked",
    "Back",
    "Basket",
    "Buyer",
    "Draft",
    "GivenBack",
    "NoSuchDraft",
    "Payment",
    "Return",
    "ReturnedLot",
    "Sale",
    "SaleLine",
    "Sold",
    "add_buyer",
    "anonymous",
    "buyer",
    "buyers",
    "change_buyer",
    "change_given",
    "collect",
    "drop_draft",
    "due_of",
    "find_draft",
    "give_back",
    "keep_draft",
    "kept_basket",
    "mistaken_notes",
    "priced",
    "record_payment",
    "refund",
    "returnable",
    "ring_up",
    "sale_of",
    "sell",
    "story",
]
