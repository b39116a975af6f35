"""Counting a shelf: the book's figure and the hand's, and the difference written down for good."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from .. import catalog, ledger
from ..domain import bookings
from ..domain.errors import N_, Confirm, Refused
from .models import Count
from .service import adjust
from .stock import stock_of


class NothingCounted(Refused):
    """A count of nothing."""

    message = N_("Write down at least one figure.")


class LessThanBook(Confirm):
    """A slip of the pen must not write pieces off: asked once more, with the figures."""

    message = N_(
        "Less than the book says: %(what)s. What is missing goes off as shrinkage, and nobody is "
        "paid for it. Was it counted well?"
    )


def missing(
    session: Session, *, place: str, counted: Mapping[str, int]
) -> list[tuple[catalog.Product, int, int]]:
    """What a count would write off: the product, the book's figure, the hand's."""
    found = []
    for sku, units in counted.items():
        in_book = stock_of(session, place, sku)
        if units < in_book:
            found.append((catalog.product(session, sku), in_book, units))
    return found


def count(
    session: Session,
    *,
    place: str,
    counted: Mapping[str, int],
    on: date,
    at: datetime,
    by: int,
    note: str | None = None,
) -> str:
    """Write down what was `counted` (units by SKU) at a place; gives the count's code.

    What is missing leaves the shelf as shrinkage, with the count as its note. What is too much
    stays on the count as a difference: a piece has a maker, so it enters by its delivery.
    """
    if not counted:
        raise NothingCounted
    shelf = catalog.place(session, place)
    code = ledger.next_code(session, "count")
    rows: list[dict[str, Any]] = []
    for sku, units in counted.items():
        catalog.product(session, sku)
        rows.append({"code": code, "sku": sku, "place": shelf.code, "on": on, "note": note})
        rows[-1] |= {"in_book": stock_of(session, place, sku), "counted": units}
    notice = bookings.notice(f"count/{code}", "count", on)
    ledger.post(session, notice, (Count, rows), at=at, by=by)
    for row in rows:
        missing = row["in_book"] - row["counted"]
        if missing > 0:
            adjust(
                session,
                place=place,
                sku=row["sku"],
                units=missing,
                kind="merma",
                on=on,
                at=at,
                by=by,
                note=code,
            )
    return code
