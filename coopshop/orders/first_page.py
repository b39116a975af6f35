"""What of the orders waits today: those promised for the next days, those whose day has passed."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from . import link_reading
from .reading import soon_and_late


@waits("read_sales")
def promised(session: Session, today: date) -> Iterator[Notice]:
    """Orders to be ready within a week, and late ones."""
    soon, late = soon_and_late(session, today)
    if late:
        yield Notice(_("Orders late"), late, "orders.index", "paper", kind="no")
    if soon:
        yield Notice(_("Orders promised for the next days"), soon, "orders.index", "paper")


@waits("read_sales")
def asked_by_link(session: Session, today: date) -> Iterator[Notice]:
    """What hotels and shops asked for, and nobody has answered."""
    del today
    if count := link_reading.waiting(session):
        yield Notice(_("Asked by link, to be answered"), count, "orders.asked_list", "hotel")
