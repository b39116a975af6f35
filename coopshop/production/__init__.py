"""From her hand to the shelf: deliveries, and the lots they become."""

from .models import Delivery
from .fifo import NotEnough, queue, queues
from .service import receive

__all__ = ["Delivery", "NotEnough", "queue", "queues", "receive"]
