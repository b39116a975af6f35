"""From her hand to the shelf: deliveries, and the lots they become."""

from .audit import CHECKS
from .fifo import NotEnough, product_of, queue, queues
from .handing_in import Brought, hand_in
from .models import Delivery
from .service import receive
from .undoing import also_objects, undo_lot, undo_visit

__all__ = [
    "CHECKS",
    "Brought",
    "Delivery",
    "NotEnough",
    "also_objects",
    "hand_in",
    "product_of",
    "queue",
    "queues",
    "receive",
    "undo_lot",
    "undo_visit",
]
