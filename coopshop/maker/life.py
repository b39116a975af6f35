"""Where her pieces are: the life of a lot in five pictures, each with its day and its number.

made → on the canoe → in the shop → sold → paid. A lot may stand at several of them at once; what
left the way (lost, gone off, given away, come back unfit) is told beside it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger
from ..catalog import Product
from ..domain import accounts as acc
from ..domain import showing
from ..inventory import Arrival, Departure, Off, off_of
from ..ledger.balances import below
from ..ledger.models import Balance
from ..production import Delivery
from ..sales import Allocation, Sale
from .given_back import GaveBack, given_back
from .paying import paid_by, released

MADE, CANOE, SHOP, SOLD, PAID = STAGES = ("made", "canoe", "shop", "sold", "paid")

#: What a picture says of its pieces: some are there now, all went on, none came yet, none will.
HERE, PASSED, NOT_YET, NEVER = "here", "passed", "not-yet", "never"


@dataclass(frozen=True, slots=True)
class Stage:
    """One picture: how many pieces stand there now, since when, and by what they travel."""

    name: str
    state: str
    units: int = 0
    on: date | None = None
    via: str = ""


@dataclass(frozen=True, slots=True)
class Sold:
    """Her pieces in one line of a sale, less what came back; `collected` once the buyer paid.

    Of what came back whole no units are left.
    """

    sale: str
    line: int
    on: date
    units: int
    collected: bool
    payout: str | None
    paid_on: date | None
    #: What is hers of them.
    cents: int
    back: tuple[GaveBack, ...] = ()

    @property
    def sold(self) -> int:
        """How many were sold."""
        return self.units + sum(one.units for one in self.back)

    @property
    def earned(self) -> int:
        """What was hers when they were sold."""
        return self.cents + sum(one.cents for one in self.back)


@dataclass(frozen=True, slots=True)
class Life:
    """One lot: its five pictures, where its pieces lie, who bought them, what left the way."""

    delivery: Delivery
    product: Product
    stages: tuple[Stage, ...]
    lying: tuple[tuple[str, int], ...]
    sold: tuple[Sold, ...]
    off: tuple[Off, ...]

    @property
    def earned(self) -> int:
        """What is hers of all that was sold of it."""
        return sum(one.cents for one in self.sold)

    @property
    def lot(self) -> str:
        """Its code."""
        return self.delivery.lot

    def shown(self, units: int) -> str:
        """So many of it, as it is said."""
        return showing.quantity(units, self.product.parts, self.product.unit)

    @property
    def waits(self) -> bool:
        """Whether some of it can still be sold."""
        return any(stage.units for stage in self.stages[:3])


@dataclass(slots=True)
class _Found:
    """What is known of one lot, gathered from the book."""

    held: dict[str, int]
    trips: list[tuple[Departure, Arrival | None]]
    sold: list[Sold]
    off: list[Off]


def lives(session: Session, member: str, deliveries: Sequence[Delivery]) -> list[Life]:
    """The life of some lots of a member, in their order."""
    lots = [delivery.lot for delivery in deliveries]
    skus = {delivery.sku for delivery in deliveries}
    products = session.scalars(sa.select(Product).where(Product.sku.in_(skus)))
    by_sku = {product.sku: product for product in products}
    places = {place.code: place for place in catalog.places(session)}
    held = _held(session, lots, places.keys())
    trips, sold, off = _trips(session, lots), _sold(session, member, lots), off_of(session, lots)
    stores = {code for code, place in places.items() if place.kind == "almacen"}
    told = []
    for delivery in deliveries:
        lot = delivery.lot
        found = _Found(held[lot], trips[lot], sold[lot], off[lot])
        shelves = {a.removeprefix(acc.SHELVES): n for a, n in found.held.items() if n}
        lying = tuple((places[c].name, n) for c, n in shelves.items() if c in places)
        stages = _stages(delivery, found, stores)
        product = by_sku[delivery.sku]
        told.append(Life(delivery, product, stages, lying, tuple(found.sold), tuple(found.off)))
    return told


def _stages(delivery: Delivery, found: _Found, stores: set[str]) -> tuple[Stage, ...]:
    """The five pictures. What lies in a store has not come to a shop yet."""
    shelves = {a: n for a, n in found.held.items() if a.startswith(acc.SHELVES)}
    stored = sum(n for a, n in shelves.items() if a.removeprefix(acc.SHELVES) in stores)
    sold = [one for one in found.sold if one.units]
    paid = [one for one in sold if one.paid_on]
    unpaid = [one for one in sold if not one.paid_on]
    now = {
        MADE: stored,
        CANOE: sum(n for a, n in found.held.items() if a.startswith(acc.ON_THE_WAY)),
        SHOP: sum(shelves.values()) - stored,
        SOLD: sum(one.units for one in unpaid),
        PAID: sum(one.units for one in paid),
    }
    since = {
        MADE: delivery.on,
        CANOE: max((trip.on for trip, _ in found.trips), default=None),
        SHOP: _in_shop(delivery, found, stores),
        SOLD: max((one.on for one in unpaid or sold), default=None),
        PAID: max((one.paid_on for one in paid if one.paid_on), default=None),
    }
    via = next((trip.via for trip, _ in reversed(found.trips)), "canoa")
    last = max((n for n, name in enumerate(STAGES) if now[name] or since[name]), default=0)
    waits = any(now[name] for name in STAGES[:-1])
    stages = []
    for number, name in enumerate(STAGES):
        units, on = now[name], since[name]
        if units:
            state = HERE
        elif on:
            state = PASSED
        else:
            state = NEVER if number < last or not waits else NOT_YET
        stages.append(Stage(name, state, units, on, via if name == CANOE else ""))
    return tuple(stages)


def _in_shop(delivery: Delivery, found: _Found, stores: set[str]) -> date | None:
    """The last day on which some of it came to where it is sold."""
    came = [
        arrived.on
        for trip, arrived in found.trips
        if arrived and arrived.received and trip.destination not in stores
    ]
    if delivery.place not in stores:
        came.append(delivery.on)
    return max(came, default=None)


def _held(
    session: Session, lots: Collection[str], places: Collection[str]
) -> dict[str, dict[str, int]]:
    """How much of each lot lies on each shelf and on each way."""
    shelves = [acc.shelf(place) for place in places]
    on_shelf = sa.and_(Balance.account.in_(shelves), Balance.unit.in_(lots))
    on_way = sa.and_(
        below(Balance.account, acc.ON_THE_WAY),
        sa.text("balance.amount > 0"),
        Balance.unit.in_(lots),
    )
    found: dict[str, dict[str, int]] = {lot: {} for lot in lots}
    for where in (on_shelf, on_way):
        query = sa.select(Balance.unit, Balance.account, Balance.amount).where(where)
        for lot, account, units in session.execute(query.order_by(Balance.account)):
            found[lot][account] = units
    return found


def _trips(
    session: Session, lots: Collection[str]
) -> dict[str, list[tuple[Departure, Arrival | None]]]:
    """On which lines of transfers a lot went, in order, and how each of them ended."""
    query = sa.select(Balance.unit, Balance.account).where(
        below(Balance.account, acc.ON_THE_WAY), Balance.unit.in_(lots)
    )
    keys = {
        (lot, *_line_of(account)): None for lot, account in session.execute(query)
    }  # a transfer that was reversed leaves its account behind too
    lines = {(transfer, line) for _, transfer, line in keys}
    both = sa.and_(Arrival.transfer == Departure.transfer, Arrival.line == Departure.line)
    ended = (
        sa.select(Departure, Arrival)
        .outerjoin(Arrival, sa.and_(both, ledger.standing(Arrival.entry)))
        .where(
            sa.tuple_(Departure.transfer, Departure.line).in_(lines),
            ledger.standing(Departure.entry),
        )
        .order_by(Departure.entry)
    )
    found: dict[str, list[tuple[Departure, Arrival | None]]] = {lot: [] for lot in lots}
    for departure, arrival in session.execute(ended) if lines else ():
        for lot in lots:
            if (lot, departure.transfer, departure.line) in keys:
                found[lot].append((departure, arrival))
    return found


def _line_of(account: str) -> tuple[str, int]:
    transfer, _, line = account.removeprefix(acc.ON_THE_WAY).rpartition("/")
    return transfer, int(line)


def _sold(session: Session, member: str, lots: Collection[str]) -> dict[str, list[Sold]]:
    """Each lot's pieces in sales that stand, and what came back of them."""
    return by_lot(session, member, Allocation.lot.in_(lots), lots)


def by_lot(
    session: Session, member: str, which: sa.ColumnElement[bool], lots: Collection[str]
) -> dict[str, list[Sold]]:
    """The same for any of her pieces; a service stands under no lot, the empty word."""
    query = (
        sa.select(Allocation, Sale.on)
        .join(Sale, Sale.code == Allocation.sale)
        .where(which, Allocation.member == member, ledger.standing(Allocation.entry))
        .order_by(Allocation.entry, Allocation.line, Allocation.position)
    )
    rows = session.execute(query).all()
    releases = released(session, member, {row.sale for row, _ in rows})
    lines = {(row.sale, row.line): releases[row.sale] for row, _ in rows if row.sale in releases}
    payouts = paid_by(session, member, lines)
    backs = given_back(session, member, which)
    found: dict[str, list[Sold]] = defaultdict(list, {lot: [] for lot in lots})
    for row, on in rows:
        back = tuple(backs.get((row.sale, row.line, row.position), ()))
        units = row.units - sum(one.units for one in back)
        payout = payouts.get((row.sale, row.line))
        if payout and not units and payout.entry > back[-1].entry:
            payout = None  # all of it had come back before, so there was nothing to pay
        code, paid_on = (payout.code, payout.on) if payout else (None, None)
        cents = row.amount - sum(one.cents for one in back)
        collected = row.sale in releases
        one = Sold(row.sale, row.line, on, units, collected, code, paid_on, cents, back)
        found[row.lot or ""].append(one)
    return found
