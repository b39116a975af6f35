"""A delivery is not undone while its shelf is being counted: the count would take it twice."""

from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from ..production import Delivery, also_objects
from .counting import open_sheets


class BeingCounted(Refused):
    """A figure was, or will be, held against a book that this changes."""

    message = N_("%(count)s is going on where %(lot)s lies. Finish it, or give it up, first.")


@also_objects
def being_counted(session: Session, delivery: Delivery) -> Refused | None:
    """The count of the place where a lot was laid down, while it goes on."""
    for sheet in open_sheets(session):
        if sheet.place == delivery.place:
            return BeingCounted(count=sheet.code, lot=delivery.lot)
    return None
