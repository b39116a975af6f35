"""What of the cash waits today: a drawer open since yesterday, a count without a reason."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from .drawers import standings


@waits("work_till")
def drawers_waiting(session: Session, today: date) -> Iterator[Notice]:
    """Drawers that should have been closed, and counts that nobody accepted yet."""
    tills = standings(session, today)
    old = [till for till in tills if till.state == "open" and till.on and till.on < today]
    if old:
        yield Notice(
            _("Cash still open since an earlier day"), len(old), "cash.index", "cash", "no"
        )
    if unsaid := [till for till in tills if till.state in ("opening", "counted")]:
        yield Notice(_("Cash that differs: say why"), len(unsaid), "cash.index", "cash", "no")
