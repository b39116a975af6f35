"""What of the papers waits today: those that SUNAT's portal has not numbered yet."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, up_to, waits
from ..web.i18n import _
from .waiting import MANY, left_to_register


@waits("read_sales")
def without_number(session: Session, _today: date) -> Iterator[Notice]:
    """Our own papers whose number of the portal is to be typed back."""
    if count := left_to_register(session):
        told = up_to(count, MANY)
        yield Notice(_("Documents to register"), told, "invoices.to_register", "receipt")
