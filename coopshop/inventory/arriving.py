"""The end of a transfer: what came, what was lost, why, and at whose cost (R3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.errors import N_, Refused, in_row
from ..domain.lots import Taken, split
from ..domain.money import half_up
from ..domain.showing import quantity
from ..domain.tax import WHOLE
from ..production import queue
from .models import Arrival, Departure, Loss, LossPart
from .transfers import UnknownTransfer, waiting

#: Reasons that the page offers; an imported one may use another word (naufragio).
REASONS = ("mojado", "roto", "perdido", "robado", "error_conteo")
BEARERS = ("asociacion", "fondo", "transportista", "socia")


class NothingSaid(Refused):
    """An arrival of nothing."""

    message = N_("Say of at least one line that it arrived, or what happened to it.")


class DoesNotAddUp(Refused):
    """Received and lost must be what was sent."""

    message = N_(
        "Line %(line)s: %(sent)s were sent, %(received)s came and for %(lost)s it is said what "
        "happened. Say it for every piece that is missing."
    )
    field = "received"


class MoreThanSent(Refused):
    """A piece has a maker, so none can come out of nowhere."""

    message = N_(
        "Line %(line)s: only %(sent)s were sent. Each piece has its maker: what is too many enters "
        "as her delivery, once it is known whose it is."
    )
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
class Missing:
    """Units of a line that were lost for one reason, at one bearer's cost."""

    units: int
    reason: str | None
    bearer: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Landed:
    """What came of one line: units `received`, and those `lost` for one reason or in several parts.

    With `parts`, what was lost is their sum and the other columns are left out.
    """

    received: int
    lost: int = 0
    reason: str | None = None
    bearer: str | None = None
    note: str | None = None
    parts: tuple[Missing, ...] = ()

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The parts of the loss, in the order in which the lots are lost."""
        alone = Missing(self.lost, self.reason, self.bearer)
        return self.parts or ((alone,) if self.lost else ())


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
    assembly's part of the member price by whoever bears that part of the loss, unless it is they.
    """
    open_lines = {departure.line: departure for departure in waiting(session, transfer)}
    if not landed or not landed.keys() <= open_lines.keys():
        raise UnknownTransfer(transfer=transfer)
    arrivals, landings = [], []
    lost = _Lost()
    for row, (line, end) in enumerate(landed.items()):
        sent = open_lines[line]
        if on < sent.on:
            raise BeforeDeparture(on=sent.on.isoformat())
        with in_row(row):
            _refuse_landing(session, sent, end)
        lots = queue(session, acc.transit(transfer, line), sent.sku)
        arrived, gone = split(lots, end.received)
        landings.append(bookings.Landing(line, tuple(arrived), tuple(gone)))
        arrivals.append({"transfer": transfer, "line": line, "on": on, **_said(end)})
        if gone:
            lost.add(session, sent, gone, end.missing, on)
    cause = cause or f"arrival/{transfer}/{'+'.join(str(line) for line in landed)}"
    destination = open_lines[next(iter(landed))].destination
    entry = bookings.arrival(cause, on, destination, transfer, landings, lost.credits)
    facts = [(Arrival, arrivals), *lost.facts()]
    ledger.post(session, entry, *facts, at=at, by=by, recorded_at=recorded_at)


def _refuse_landing(session: Session, sent: Departure, end: Landed) -> None:
    lost = sum(part.units for part in end.missing)
    if end.received < 0 or lost < 0 or end.received + lost != sent.units:
        product = catalog.product(session, sent.sku)
        said = {
            name: quantity(units, product.parts, product.unit)
            for name, units in (("sent", sent.units), ("received", end.received), ("lost", lost))
        }
        if end.received > sent.units:
            raise MoreThanSent(line=sent.line, sent=said["sent"])
        raise DoesNotAddUp(line=sent.line, **said)
    for number, part in enumerate(end.missing, 1):
        if part.units <= 0 or not part.reason or part.bearer not in BEARERS:
            field = "reason" if number == 1 else f"reason_{number}"
            raise ReasonMissing(line=sent.line, field=field)


def _said(end: Landed) -> dict[str, object]:
    lost = sum(part.units for part in end.missing)
    said: dict[str, object] = {"received": end.received, "lost": lost, "note": end.note}
    first = end.missing[0] if end.missing else None
    return said | ({"reason": first.reason, "bearer": first.bearer} if first else {})


class _Lost:
    """Gathers what an arrival lost: by lot for its maker, by part for whoever bears it."""

    def __init__(self) -> None:
        self.credits: list[bookings.Compensation] = []
        self._lots: list[dict[str, Any]] = []
        self._parts: list[dict[str, Any]] = []

    def facts(self) -> list[tuple[Any, list[dict[str, Any]]]]:
        """The rows behind the entry; none when nothing was lost."""
        return [(Loss, self._lots), (LossPart, self._parts)] if self._parts else []

    def add(
        self,
        session: Session,
        sent: Departure,
        gone: Sequence[Taken],
        parts: Sequence[Missing],
        on: date,
    ) -> None:
        """One line: its parts take the lost lots one after the other, in their order."""
        product = catalog.product(session, sent.sku)
        price = catalog.price_of(session, catalog.MEMBER_LIST, sent.sku, on)
        made_good_bp = members.statutes(session, on).loss_compensation_bp
        payers = {
            "asociacion": acc.LOSSES,
            "transportista": acc.CARRIER,
            "fondo": acc.fund(product.group),
            "socia": acc.LOSSES,
        }
        line = {"transfer": sent.transfer, "line": sent.line}
        credited = dict.fromkeys((lot.lot for lot in gone), 0)
        left = list(gone)
        for position, part in enumerate(parts, 1):
            lots, left = split(left, part.units)
            rate = 0 if part.bearer == "socia" else made_good_bp
            sums = [half_up(rate * price * lot.units, WHOLE * product.parts) for lot in lots]
            for lot, cents in zip(lots, sums, strict=True):
                credited[lot.lot] += cents
                payer = payers[str(part.bearer)]
                self.credits.append(bookings.Compensation(lot.member, cents, payer))
            row = {"units": part.units, "reason": part.reason, "bearer": part.bearer}
            row |= {"compensation": sum(sums), "note": part.note}
            self._parts.append({**line, "position": position, **row})
        self._lots += [
            {
                **line,
                "lot": lot.lot,
                "units": lot.units,
                "member_price": price,
                "compensation": credited[lot.lot],
            }
            for lot in gone
        ]
