"""What of the complaints book waits today: sheets to answer, and how many days are left."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from .limiting import MOST_IN_A_DAY
from .reading import SOON, came_lately, waiting


@waits("read_complaints")
def to_answer(session: Session, today: date) -> Iterator[Notice]:
    """A flood; those overdue; then those that wait, with the days that the oldest has left."""
    many = came_lately(session, today)
    if many >= MOST_IN_A_DAY:
        words = _("Complaints book: very many sheets since yesterday, perhaps to do harm")
        yield Notice(words, many, "complaints.index", "warning", kind="no")
    found = waiting(session, today)
    late = sum(over for _left, over in found)
    left = [days for days, over in found if not over]
    if late:
        words = _("Complaints book: answer overdue")
        yield Notice(words, late, "complaints.index", "warning", kind="no")
    if left:
        words = _("Complaints book: to answer, working days left: %(days)s", days=min(left))
        if not min(left):
            words = _("Complaints book: today is the last day to answer")
        kind = "no" if min(left) <= SOON else ""
        yield Notice(words, len(left), "complaints.index", "complaint", kind=kind)
