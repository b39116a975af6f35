"""From the shelf to the buyer: sales, collections, returns."""

from ..cash import DOLLARS, IN_NOTES
from ..cash.operations import OperationTwice
from ..ledger import standing
from .audit import CHECKS
from .basket import Asked, Basket
from .buyer_book import (
    ANONYMOUS,
    add_buyer,
    anonymous,
    buyer,
    buyers,
    change_buyer,
    find_buyers,
)
from .collecting import change_given, collect, due_of, record_payment, refund
from .consignment import CHANNEL as CONSIGNED
from .consignment import Said, agree, basket_for_report, report_sales, reports, undo_report
from .contacts import BuyerContact, Reminder, contact_of
from .dollars import (
    DollarRate,
    DollarsTaken,
    Taken,
    dollar_today,
    fix_rate,
    handed_over,
    last_rate,
    rate_of,
    taken,
)
from .honest import honest_receipt
from .listing import last_of, listed, state_of, unsettled
from .models import (
    Allocation,
    Buyer,
    Draft,
    Payment,
    Return,
    ReturnedLot,
    Sale,
    SaleLine,
    Sighting,
    Undone,
)
from .note_mistakes import mistaken_notes
from .operations import awaited, count_awaited, see
from .reading import story
from .returning import Back, GivenBack, give_back, returnable
from .ringing import (
    NoSuchDraft,
    drop_draft,
    find_draft,
    keep_draft,
    kept_basket,
    price_up,
    priced,
    ring_up,
)
from .selling import SaleUndone, Sold, sale_of, sell, standing_sale
from .undoing import change_method, payment, payments_of, undo, undone, undone_among

__all__ = [
    "ANONYMOUS",
    "CHECKS",
    "CONSIGNED",
    "DOLLARS",
    "IN_NOTES",
    "Allocation",
    "Asked",
    "Back",
    "Basket",
    "Buyer",
    "BuyerContact",
    "DollarRate",
    "DollarsTaken",
    "Draft",
    "GivenBack",
    "NoSuchDraft",
    "OperationTwice",
    "Payment",
    "Reminder",
    "Return",
    "ReturnedLot",
    "Said",
    "Sale",
    "SaleLine",
    "SaleUndone",
    "Sighting",
    "Sold",
    "Taken",
    "Undone",
    "add_buyer",
    "agree",
    "anonymous",
    "awaited",
    "basket_for_report",
    "buyer",
    "buyers",
    "change_buyer",
    "change_given",
    "change_method",
    "collect",
    "contact_of",
    "count_awaited",
    "dollar_today",
    "drop_draft",
    "due_of",
    "find_buyers",
    "find_draft",
    "fix_rate",
    "give_back",
    "handed_over",
    "honest_receipt",
    "keep_draft",
    "kept_basket",
    "last_of",
    "last_rate",
    "listed",
    "mistaken_notes",
    "payment",
    "payments_of",
    "price_up",
    "priced",
    "rate_of",
    "record_payment",
    "refund",
    "report_sales",
    "reports",
    "returnable",
    "ring_up",
    "sale_of",
    "see",
    "sell",
    "standing",
    "standing_sale",
    "state_of",
    "story",
    "taken",
    "undo",
    "undo_report",
    "undone",
    "undone_among",
    "unsettled",
]
