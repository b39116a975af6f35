"""Transfers in two steps: what is sent is on the way until it arrives or is lost (R3)."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown, in_row
from ..domain.lots import split
from ..ledger.facts import Rows
from .models import Arrival, Departure, TransferCarrier
from .stock import off_the_shelf


class SamePlace(Refused):
    """From a shelf to itself."""

    message = N_("Choose two different places.")
    field = "destination"


class NothingSent(Refused):
    """A transfer without pieces."""

    message = N_("Nothing to send: write at least one line.")


class ExpectedBefore(Refused):
    """A canoe is not expected before it leaves."""

    message = N_("It cannot be expected before the day it leaves.")
    field = "expected_on"


class UnknownTransfer(Unknown):
    """No such transfer."""

    message = N_("There is no transfer %(transfer)s waiting.")
    field = "transfer"


def send(
    session: Session,
    *,
    origin: str,
    destination: str,
    via: str,
    lines: Sequence[tuple[str, int]],
    on: date,
    at: datetime,
    by: int,
    note: str | None = None,
    carrier: str | None = None,
    phone: str | None = None,
    boat: str | None = None,
    expected_on: date | None = None,
    guide: str | None = None,
    transfer: str | None = None,
    first_line: int = 1,
    recorded_at: datetime | None = None,
) -> str:
    """Send `lines` of (sku, units) from one place to another; gives the transfer's code.

    Units leave oldest lot first. `carrier`, `phone` and `boat` say who carries them, `guide` is the
    number of a guía de remisión. `transfer` and `first_line` only for one that comes with its code.
    """
    if origin == destination:
        raise SamePlace
    if expected_on and expected_on < on:
        raise ExpectedBefore
    if not lines:
        raise NothingSent
    catalog.place(session, origin)
    catalog.place(session, destination)
    cause = f"departure/{transfer}/{first_line}" if transfer else None
    transfer = transfer or ledger.next_code(session, "transfer")
    header = {"transfer": transfer, "on": on, "origin": origin, "destination": destination}
    header |= {"via": via, "note": note}
    rows, travelling = [], {}
    gone: dict[str, int] = {}
    for line, (sku, units) in enumerate(lines, first_line):
        before = gone.get(sku, 0)
        with in_row(line - first_line):
            product = catalog.product(session, sku)
            lots = off_the_shelf(session, origin, product, before + units)
        travelling[line] = split(lots, before)[1] if before else lots
        gone[sku] = before + units
        rows.append({**header, "line": line, "sku": sku, "units": units})
    cause = cause or f"departure/{transfer}"
    entry = bookings.departure(cause, on, origin, transfer, travelling)
    carried = {"name": carrier, "phone": phone, "boat": boat, "guide": guide}
    known = {**carried, "expected_on": expected_on}
    facts: list[Rows] = [(Departure, rows)]
    if any(known.values()):
        facts.append((TransferCarrier, [{"transfer": transfer, **known}]))
    ledger.post(session, entry, *facts, at=at, by=by, recorded_at=recorded_at)
    return transfer


def waiting(session: Session, transfer: str | None = None) -> list[Departure]:
    """The lines that have left and not arrived, oldest first (or those of one transfer)."""
    if transfer:
        return list(session.scalars(_waiting_of, {"transfer": transfer}))
    return list(session.scalars(_waiting))


_landed = sa.exists().where(Arrival.transfer == Departure.transfer, Arrival.line == Departure.line)
_waiting = sa.select(Departure).where(~_landed).order_by(Departure.entry, Departure.line)
_waiting_of = _waiting.where(Departure.transfer == sa.bindparam("transfer"))
