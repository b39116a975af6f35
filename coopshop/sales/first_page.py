"""What of the sales waits today: what buyers should have paid by now."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, up_to, waits
from ..web.i18n import _
from .listing import MANY_LATE, overdue


@waits("read_sales")
def late(session: Session, today: date) -> Iterator[Notice]:
    """Sales on credit whose day has passed."""
    if count := overdue(session, today):
        told = up_to(count, MANY_LATE)
        yield Notice(_("Overdue: to collect"), told, "sales.due", "coin", kind="no")
