"""What of the papers waits today: numbers of the portal, and papers that are worth nothing."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, up_to, waits
from ..web.i18n import _
from .waiting import MANY, left_to_register
from .worthless import to_put_right


@waits("read_sales")
def without_number(session: Session, _today: date) -> Iterator[Notice]:
    """Our own papers whose number of the portal is to be typed back."""
    if count := left_to_register(session):
        told = up_to(count, MANY)
        yield Notice(_("Documents to register"), told, "invoices.to_register", "receipt")


@waits("read_sales")
def worth_nothing(session: Session, _today: date) -> Iterator[Notice]:
    """Papers in buyers' hands that SUNAT rejected or holds as annulled, while their sale stands."""
    if count := len(to_put_right(session)):
        words = _("Documents that SUNAT does not accept")
        yield Notice(words, count, "invoices.to_put_right", "warning", kind="no")
