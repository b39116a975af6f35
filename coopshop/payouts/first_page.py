"""What of the payouts waits today: disputes without an answer, receipts without a signature."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from . import disputing, payday

#: After so many days a receipt is looked for in the folder, not on the first page.
FRESH = timedelta(days=31)


@waits("read_payouts")
def disputed(session: Session, today: date) -> Iterator[Notice]:
    """Members who wait for an answer."""
    del today
    if count := len(disputing.open_disputes(session)):
        yield Notice(_("Disputes without an answer"), count, "payouts.disputes", "dispute", "no")


@waits("read_payouts")
def to_sign(session: Session, today: date) -> Iterator[Notice]:
    """Receipts of the last payout day that did not come back signed."""
    for on, count in payday.unsigned_days(session)[:1]:
        if on > today - FRESH:
            days = {"on": on.isoformat()}
            yield Notice(_("Receipts to sign"), count, "payouts.day", "receipt", values=days)
