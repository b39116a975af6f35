"""Taking in pieces from a member."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..ledger.facts import Rows
from .models import Delivery, HandInLot


class RejectedTooMany(Refused):
    """More pieces given back than were brought."""

    message = N_("More pieces were rejected than she brought.")
    field = "rejected"


class NothingBrought(Refused):
    """A delivery of nothing."""

    message = N_("How many pieces did she bring?")
    field = "brought"


class NotDelivered(Refused):
    """A service is sold, not handed in."""

    message = N_("%(sku)s is a service: there is nothing to hand in.")
    field = "sku"


def receive(
    session: Session,
    *,
    member: str,
    sku: str,
    place: str,
    brought: int,
    rejected: int = 0,
    reason: str | None = None,
    on: date,
    at: datetime,
    by: int,
    note: str | None = None,
    lot: str | None = None,
    hand_in: tuple[str, int] | None = None,
    recorded_at: datetime | None = None,
) -> str:
    """Take in pieces from a member: a new lot on the shelf, and the entry that says so.

    `brought` and `rejected` in the product's smallest parts; `lot` only for a delivery that comes
    with its code; `hand_in` is the code of what came at one go, and which line of it this is.
    Gives the lot.
    """
    if brought <= 0:
        raise NothingBrought
    if not 0 <= rejected <= brought:
        raise RejectedTooMany
    maker = members.still_here(session, member, on)
    product = catalog.still_made(session, sku, on)
    if product.is_service:
        raise NotDelivered(sku=sku)
    shelf = catalog.place(session, place)
    lot = lot or ledger.next_code(session, "delivery")
    accepted = brought - rejected
    entry = bookings.delivery(lot, on, maker.code, shelf.code, accepted)
    row = {
        "lot": lot,
        "member": maker.code,
        "sku": product.sku,
        "place": shelf.code,
        "on": on,
        "brought": brought,
        "rejected": rejected,
        "reason": reason,
        "note": note,
    }
    facts: list[Rows] = [(Delivery, [row])]
    if hand_in:
        code, line = hand_in
        facts.append((HandInLot, [{"lot": lot, "hand_in": code, "line": line}]))
    ledger.post(session, entry, *facts, at=at, by=by, recorded_at=recorded_at)
    return lot
