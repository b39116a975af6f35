"""What of the stock waits today: whatever is still on the water or on the road."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from . import logbook
from .counting import open_sheets


@waits("read_stock")
def on_the_way(session: Session, today: date) -> Iterator[Notice]:
    """Transfers that have not arrived in full, and for how long the oldest of them travels."""
    if journeys := logbook.journeys(session, under_way=True):
        days = max(journey.days(today) for journey in journeys)
        late = "no" if any(journey.is_late(today) for journey in journeys) else ""
        words = _("Still on the way, for %(days)s days at most", days=days)
        yield Notice(words, len(journeys), "inventory.transfers", "canoe", kind=late)


@waits("adjust_stock")
def counts_going_on(session: Session, _today: date) -> Iterator[Notice]:
    """Counts that somebody began and nobody handed in."""
    if sheets := open_sheets(session):
        yield Notice(_("Counts going on"), len(sheets), "inventory.counts", "count")
