"""What of the till waits today: money that nobody has seen come, tickets that were put aside."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from .. import sales
from ..access import Notice, waits
from ..web.i18n import _
from .parking import count_parked


@waits("read_till")
def unseen(session: Session, _today: date) -> Iterator[Notice]:
    """Payments by telephone or bank that nobody has seen in our account."""
    if count := sales.count_awaited(session):
        yield Notice(_("Not yet seen in our account"), count, "till.operations", "phone")


@waits("sell")
def put_aside(session: Session, _today: date) -> Iterator[Notice]:
    """Tickets whose buyers may come back."""
    if count := count_parked(session):
        yield Notice(_("Tickets put aside"), count, "till.parked", "basket")
