"""Transfers in two steps: what is sent is on the way until it arrives or is lost (R3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown, in_row
from ..domain.lots import Taken, split
from ..domain.money import half_up
from ..domain.showing import quantity
from ..domain.tax import WHOLE
from ..production import queue
from .models import Arrival, Departure, Loss
from .stock import off_the_shelf

#: Reasons that the page offers; an imported one may use another word.
REASONS = ("naufragio", "mojado", "roto", "perdido", "robado", "error_conteo")
BEARERS = ("asociacion", "fondo", "transportista", "socia")


class SamePlace(Refused):
    """From a shelf to itself."""

    message = N_("Choose two different places.")
    field = "destination"


class NothingSent(Refused):
    """A transfer without pieces."""

    message = N_("Nothing to send: write at least one line.")


class UnknownTransfer(Unknown):
    """No such transfer."""

    message = N_("There is no transfer %(transfer)s waiting.")
    field = "transfer"


class DoesNotAddUp(Refused):
    """Received and lost must be what was sent."""

    message = N_("Line %(line)s: %(sent)s were sent; received and lost must add up to that.")
    field = "received"


class ReasonMissing(Refused):
    """A loss without a reason or without somebody who bears it."""

    message = N_("Line %(line)s: say why it was lost and who bears it.")
    field = "reason"


class BeforeDeparture(Refused):
    """A canoe does not arrive before it leaves."""

    message = N_("It left on %(on)s and cannot arrive before.")
    field = "on"


@dataclass(frozen=True, slots=True)
class Landed:
    """What came of one line: units `received` and `lost`, why, and who bears the loss."""

    received: int
    lost: int = 0
    reason: str | None = None
    bearer: str | None = None
    note: str | None = None


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
    transfer: str | None = None,
    first_line: int = 1,
    recorded_at: datetime | None = None,
) -> str:
    """Send `lines` of (sku, units) from one place to another; gives the transfer's code.

    Units leave oldest lot first. `transfer` and `first_line` only for one that comes with its code.
    """
    if origin == destination:
        raise SamePlace
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
    ledger.post(session, entry, (Departure, rows), at=at, by=by, recorded_at=recorded_at)
    return transfer


def waiting(session: Session, transfer: str | None = None) -> list[Departure]:
    """The lines that have left and not arrived, oldest first (or those of one transfer)."""
    if transfer:
        return list(session.scalars(_waiting_of, {"transfer": transfer}))
    return list(session.scalars(_waiting))


_landed = sa.exists().where(Arrival.transfer == Departure.transfer, Arrival.line == Departure.line)
_waiting = sa.select(Departure).where(~_landed).order_by(Departure.entry, Departure.line)
_waiting_of = _waiting.where(Departure.transfer == sa.bindparam("transfer"))


def arrive(
    session: Session,
    *,
    transfer: str,
    landed: Mapping[int, Landed],
    on: date,
    at: datetime,
    by: int,
    recorded_at: datetime | None = None,
    cause: str | None = None,
) -> None:
    """Close lines of a transfer: the first units arrive, the last are lost and made good.

    `landed` maps line numbers to what came of them. The makers of lost pieces are credited the
    assembly's part of the member price, unless they bear the loss themselves.
    """
    open_lines = {departure.line: departure for departure in waiting(session, transfer)}
    if not landed or not landed.keys() <= open_lines.keys():
        raise UnknownTransfer(transfer=transfer)
    arrivals, losses, landings, credits = [], [], [], []
    for row, (line, end) in enumerate(landed.items()):
        sent = open_lines[line]
        if on < sent.on:
            raise BeforeDeparture(on=sent.on.isoformat())
        with in_row(row):
            _refuse_landing(session, sent, end)
        lots = queue(session, acc.transit(transfer, line), sent.sku)
        arrived, lost = split(lots, end.received)
        landings.append(bookings.Landing(line, tuple(arrived), tuple(lost)))
        arrivals.append({"transfer": transfer, "line": line, "on": on, **_said(end)})
        made_good = _made_good(session, sent, lost, end, on)
        losses += made_good
        credits += _credits(session, sent.sku, lost, made_good, end.bearer)
    cause = cause or f"arrival/{transfer}/{'+'.join(str(line) for line in landed)}"
    destination = open_lines[next(iter(landed))].destination
    entry = bookings.arrival(cause, on, destination, transfer, landings, credits)
    facts = [(Arrival, arrivals)] + ([(Loss, losses)] if losses else [])
    ledger.post(session, entry, *facts, at=at, by=by, recorded_at=recorded_at)


def _refuse_landing(session: Session, sent: Departure, end: Landed) -> None:
    if end.received < 0 or end.lost < 0 or end.received + end.lost != sent.units:
        product = catalog.product(session, sent.sku)
        said = quantity(sent.units, product.parts, product.unit)
        raise DoesNotAddUp(line=str(sent.line), sent=said)
    if end.lost and (not end.reason or end.bearer not in BEARERS):
        raise ReasonMissing(line=str(sent.line))


def _said(end: Landed) -> dict[str, object]:
    said: dict[str, object] = {"received": end.received, "lost": end.lost, "note": end.note}
    return said | ({"reason": end.reason, "bearer": end.bearer} if end.lost else {})


def _made_good(
    session: Session, sent: Departure, lost: Sequence[Taken], end: Landed, on: date
) -> list[dict[str, Any]]:
    """A row for each lot that lost units; who bears her own loss is credited nothing."""
    if not lost:
        return []
    part = 0 if end.bearer == "socia" else members.statutes(session, on).loss_compensation_bp
    price = catalog.price_of(session, catalog.MEMBER_LIST, sent.sku, on)
    parts = catalog.product(session, sent.sku).parts
    return [
        {
            "transfer": sent.transfer,
            "line": sent.line,
            "lot": lot.lot,
            "units": lot.units,
            "member_price": price,
            "compensation": half_up(part * price * lot.units, WHOLE * parts),
        }
        for lot in lost
    ]


def _credits(
    session: Session,
    sku: str,
    lost: Sequence[Taken],
    made_good: Sequence[dict[str, Any]],
    bearer: str | None,
) -> list[bookings.Compensation]:
    payers: dict[str | None, str] = {
        "asociacion": acc.LOSSES,
        "transportista": acc.CARRIER,
        "fondo": acc.fund(catalog.product(session, sku).group),
        "socia": acc.LOSSES,
    }
    return [
        bookings.Compensation(lot.member, row["compensation"], payers[bearer])
        for lot, row in zip(lost, made_good, strict=True)
    ]
