"""A delivery is not undone once its shelf was counted: the same pieces would go off twice."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain.errors import N_, Refused
from ..production import Delivery, also_objects
from .counting import open_sheets
from .models import Adjustment, Count


class BeingCounted(Refused):
    """A figure was, or will be, held against a book that this changes."""

    message = N_("%(count)s is going on where %(lot)s lies. Finish it, or give it up, first.")


class CountedSince(Refused):
    """What a count found missing went off the oldest lots, whosever they are."""

    message = N_(
        "%(count)s counted that shelf since, and what was missing went off (%(paper)s). Undo that "
        "first, then %(lot)s."
    )


@also_objects
def being_counted(session: Session, delivery: Delivery) -> Refused | None:
    """The count of the place where a lot was laid down, while it goes on."""
    for sheet in open_sheets(session):
        if sheet.place == delivery.place:
            return BeingCounted(count=sheet.code, lot=delivery.lot)
    return None


@also_objects
def counted_since(session: Session, delivery: Delivery) -> Refused | None:
    """What a later count of the same product wrote off there, and stands."""
    query = sa.select(Adjustment).where(
        Adjustment.place == delivery.place,
        Adjustment.sku == delivery.sku,
        Adjustment.entry > delivery.entry,
        Adjustment.note.in_(sa.select(Count.code)),
        ledger.standing(Adjustment.entry),
    )
    if off := session.scalars(query.order_by(Adjustment.entry).limit(1)).first():
        return CountedSince(count=off.note, paper=off.code, lot=delivery.lot)
    return None
