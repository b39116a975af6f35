"""What of the sales waits today: what buyers should have paid by now."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from .listing import overdue


@waits("read_sales")
def late(session: Session, today: date) -> Iterator[Notice]:
    """Sales on credit whose day has passed."""
    if count := overdue(session, today):
        yield Notice(_("Overdue: to collect"), count, "sales.due", "coin", kind="no")
