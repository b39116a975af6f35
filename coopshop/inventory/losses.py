"""What the river took: every part of every loss, by reason and by whoever bears it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..catalog import Product
from ..domain import showing
from ..domain.money import half_up
from .models import Arrival, Departure, Loss, LossPart, TransferCarrier


@dataclass(frozen=True, slots=True)
class LostPart:
    """Units of one line that were lost for one reason, at one bearer's cost; sums in céntimos.

    `value` is what they were worth at the member price, `compensation` what their makers got.
    """

    transfer: str
    line: int
    on: date
    product: Product
    units: int
    reason: str
    bearer: str
    value: int
    compensation: int
    note: str | None

    def shown(self) -> str:
        """Its units, as they are said."""
        return showing.quantity(self.units, self.product.parts, self.product.unit)


@dataclass(slots=True)
class LostSum:
    """Several parts together: pieces (kilos count as one each), their value, what was made good."""

    parts: int = 0
    value: int = 0
    compensation: int = 0

    def add(self, part: LostPart) -> None:
        """One more part."""
        self.parts += 1
        self.value += part.value
        self.compensation += part.compensation


def losses_between(session: Session, since: date, until: date) -> list[LostPart]:
    """Every part of what arrivals of these days lost, oldest first."""
    return _parts(session, Arrival.on.between(since, until))


def losses_of(session: Session, transfer: str) -> list[LostPart]:
    """The same for one transfer, line by line."""
    return _parts(session, Arrival.transfer == transfer)


def summed_losses(
    parts: Iterable[LostPart],
) -> tuple[dict[str, LostSum], dict[str, LostSum]]:
    """The sums by reason, and by bearer."""
    reasons: dict[str, LostSum] = defaultdict(LostSum)
    bearers: dict[str, LostSum] = defaultdict(LostSum)
    for part in parts:
        reasons[part.reason].add(part)
        bearers[part.bearer].add(part)
    return dict(reasons), dict(bearers)


def lost_by_carriers(session: Session) -> list[tuple[str, date, str, int]]:
    """(transfer, day, who carried it, céntimos) of all that was lost at a carrier's cost."""
    owed: dict[str, int] = defaultdict(int)
    days: dict[str, date] = {}
    for part in _parts(session, sa.true()):
        if part.bearer == "transportista" and part.compensation:
            owed[part.transfer] += part.compensation
            days[part.transfer] = min(part.on, days.get(part.transfer, part.on))
    query = sa.select(TransferCarrier.transfer, TransferCarrier.name)
    names = dict(session.execute(query.where(TransferCarrier.transfer.in_(owed))).all())
    return [
        (transfer, on, names.get(transfer) or "", owed[transfer])
        for transfer, on in sorted(days.items(), key=lambda day: (day[1], day[0]), reverse=True)
    ]


def _parts(session: Session, which: sa.ColumnElement[bool]) -> list[LostPart]:
    """An arrival of before there were parts counts as one."""
    lots = (
        sa.select(
            Loss.transfer,
            Loss.line,
            sa.func.min(Loss.member_price).label("price"),
            sa.func.sum(Loss.compensation).label("compensation"),
        )
        .group_by(Loss.transfer, Loss.line)
        .subquery()
    )
    query = (
        sa.select(Arrival, Product, lots.c.price, lots.c.compensation, LossPart)
        .join(Departure, _same_line(Departure))
        .join(Product, Product.sku == Departure.sku)
        .join(lots, sa.and_(lots.c.transfer == Arrival.transfer, lots.c.line == Arrival.line))
        .join(LossPart, _same_line(LossPart), isouter=True)
        .where(Arrival.lost > 0, which)
        .order_by(Arrival.on, Arrival.transfer, Arrival.line, LossPart.position)
    )
    return [_part(*row) for row in session.execute(query)]


def _part(
    arrival: Arrival, product: Product, price: int, compensation: int, part: LossPart | None
) -> LostPart:
    units = part.units if part else arrival.lost
    return LostPart(
        transfer=arrival.transfer,
        line=arrival.line,
        on=arrival.on,
        product=product,
        units=units,
        reason=(part.reason if part else arrival.reason) or "perdido",
        bearer=(part.bearer if part else arrival.bearer) or "asociacion",
        value=half_up(units * int(price), product.parts),
        compensation=part.compensation if part else int(compensation),
        note=part.note if part else None,
    )


def _same_line(other: type[Departure] | type[LossPart]) -> sa.ColumnElement[bool]:
    return sa.and_(other.transfer == Arrival.transfer, other.line == Arrival.line)
