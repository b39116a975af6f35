"""What of the beginning waits today: old debts that buyers have not paid."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from .. import ledger
from ..access import Notice, waits
from ..domain import accounts as acc
from ..domain.showing import money
from ..web.i18n import _


@waits("read_sales")
def old_debts_wait(session: Session, _today: date) -> Iterator[Notice]:
    """What buyers owe since before the book began."""
    if left := ledger.total(session, acc.old_debt("")):
        yield Notice(_("Old debts of buyers"), money(left), "sales.owing", "coin")
