"""Pieces that leave a shelf without being sold: shrinkage, samples and gifts (R13)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from .. import catalog, ledger
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..domain.money import half_up
from .models import Adjustment
from .stock import off_the_shelf

KINDS = ("merma", "muestra")


class UnknownKind(Refused):
    """Neither gone off nor given away."""

    message = N_("Choose shrinkage or sample.")
    field = "kind"


def adjust(
    session: Session,
    *,
    place: str,
    sku: str,
    units: int,
    kind: str,
    on: date,
    at: datetime,
    by: int,
    note: str | None = None,
    code: str | None = None,
    recorded_at: datetime | None = None,
) -> str:
    """Take pieces off a shelf, oldest lots first; gives the adjustment's code.

    `merma` pays nobody. For `muestra` each maker is credited the member price of the day, by the
    association. `code` only for one that comes with its own.
    """
    if kind not in KINDS:
        raise UnknownKind
    catalog.place(session, place)
    product = catalog.product(session, sku)
    lots = off_the_shelf(session, place, product, units)
    code = code or ledger.next_code(session, "adjustment")
    price = 0
    if kind == "merma":
        entry = bookings.shrinkage(f"adjustment/{code}", on, place, lots)
    else:
        price = catalog.price_of(session, catalog.MEMBER_LIST, sku, on)
        given: dict[str, int] = {}
        for lot in lots:
            given[lot.member] = given.get(lot.member, 0) + lot.units
        credits = {m: half_up(price * out, product.parts) for m, out in given.items()}
        entry = bookings.sample(f"adjustment/{code}", on, place, lots, credits)
    row = {"code": code, "on": on, "place": place, "sku": sku, "units": units, "kind": kind}
    row |= {"member_price": price, "note": note}
    ledger.post(session, entry, (Adjustment, [row]), at=at, by=by, recorded_at=recorded_at)
    return code
