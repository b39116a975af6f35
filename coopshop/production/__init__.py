"""From her hand to the shelf: deliveries, and the lots they become."""

from .fifo import NotEnough, queue, queues
from .models import Delivery
from .service import receive

__all__ = ["Delivery", "NotEnough", "queue", "queues", "receive"]
