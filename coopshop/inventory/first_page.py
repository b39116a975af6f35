"""What of the stock waits today: whatever is still on the water or on the road."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from . import logbook


@waits("read_stock")
def on_the_way(session: Session, _today: date) -> Iterator[Notice]:
    """Transfers that have not arrived in full."""
    if journeys := logbook.journeys(session, under_way=True):
        yield Notice(_("Still on the way"), len(journeys), "inventory.transfers", "canoe")
