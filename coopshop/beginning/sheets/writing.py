"""Writing a list: every row of it, or none."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from ...domain.errors import N_, Refused
from ..opening import NO_PAGE, Seen
from .files import Sheet
from .planning import Kind, plan


class Faulty(Refused):
    """A list with a mistake in it is not written, not even the good part."""

    message = N_("The list has faults: %(count)s. Nothing was recorded.")


Told = Callable[[int, int], None]


def write(
    session: Session,
    kind: Kind,
    sheet: Sheet,
    *,
    on: date,
    at: datetime,
    by: int,
    told: Told = lambda _done, _whole: None,
) -> int:
    """Write what a list says, looked at once more by the register of now; gives how many rows."""
    found = plan(session, kind, sheet, on)
    if found.faults:
        raise Faulty(count=len(found.faults))
    seen = Seen(NO_PAGE, sheet.digest, on, at, by)
    steps = [row.write for row in found.rows if row.write]
    for number, step in enumerate(steps, 1):
        step(session, seen)
        told(number, len(steps))
    return len(steps)
