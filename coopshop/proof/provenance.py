"""Where a lot comes from, as anybody may know it: who, of what, by which way.

Nothing that counts: how many there were, are left or were sold is nobody's business but hers.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, members
from ..domain import accounts as acc
from ..domain import tax
from ..domain.sharing import Parts, parts_of
from ..inventory import Departure
from ..members import portraits
from ..production import reading
from ..production.reading import Listed

#: What goes by water; whatever else carries things goes by land.
BOATS = {"canoa", "bote", "peque peque", "lancha"}

#: A place that is not ours is named by what it is: who holds our things is their business too.
OURS = "propia"


#: Among fewer than so many makers of a group, its name, a place and a day tell who she is.
FEW = 5


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the way; without a last day some of it is still going on."""

    origin: catalog.Place
    destination: catalog.Place
    via: str
    #: When some of the lot went this way: the day it left, and the day it arrived.
    days: tuple[tuple[date, date | None], ...]

    @property
    def afloat(self) -> bool:
        """Whether a river carried it."""
        return self.via.lower() in BOATS


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one piece costs today, all of it divided."""

    price: int
    currency: str
    igv: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Provenance:
    """A lot for everybody. `maker` and `face` only with her word of this moment.

    `hidden`: so few could have made it that `group` is left out, as are place and day.
    """

    found: Listed
    group: str
    hidden: bool
    maker: str
    face: bytes | None
    way: tuple[Leg, ...]
    shelf: Shelf | None


def provenance(session: Session, found: Listed, on: date) -> Provenance:
    """All that the page of a lot tells on a day."""
    member = found.member
    named = members.agreed(session, member.code, members.NAME)
    shown = members.agreed(session, member.code, members.PHOTO)
    portrait = portraits.face(session, member.code) if shown else None
    groups = {group.code: group.name for group in members.groups(session)}
    group, day = found.product.group, found.delivery.on
    hidden = not named and len(members.makers_of(session, group, day)) < FEW
    return Provenance(
        found=found,
        group="" if hidden else groups[group],
        hidden=hidden,
        maker=member.name if named else "",
        face=portrait.jpeg if portrait else None,
        way=tuple(_legs(session, found)),
        shelf=_shelf(session, found.product, on),
    )


def _legs(session: Session, found: Listed) -> list[Leg]:
    """Each transfer that carried some of it, in order."""
    left: dict[str, date] = {}
    arrived: dict[str, date] = {}
    for moved in reading.journey(session, found.delivery):
        if moved.target.startswith(acc.ON_THE_WAY):
            left.setdefault(_transfer(moved.target), moved.on)
        elif moved.source.startswith(acc.ON_THE_WAY) and moved.target.startswith(acc.SHELVES):
            arrived.setdefault(_transfer(moved.source), moved.on)
    query = sa.select(Departure).where(Departure.transfer.in_(left)).order_by(Departure.line)
    sent = {departure.transfer: departure for departure in session.scalars(query)}
    ways: dict[tuple[str, str, str], list[tuple[date, date | None]]] = {}
    for code, day in left.items():
        if travelled := sent.get(code):
            way = (travelled.origin, travelled.destination, travelled.via)
            ways.setdefault(way, []).append((day, arrived.get(code)))
    return [
        Leg(catalog.place(session, origin), catalog.place(session, end), via, tuple(days))
        for (origin, end, via), days in ways.items()
    ]


def _transfer(account: str) -> str:
    return account.removeprefix(acc.ON_THE_WAY).partition("/")[0]


def _shelf(session: Session, product: catalog.Product, on: date) -> Shelf | None:
    """The shop's price of today for one, divided as a sale of today would be; None without one."""
    usual = catalog.usual_list(session)
    cents = catalog.prices_on(session, usual.code, on).get(product.sku) if usual else None
    if usual is None or cents is None:
        return None
    rules = members.statutes(session, on)
    treatment = tax.treatment_for("here", amazonia=rules.amazonia)
    money = tax.line_money(
        product.parts, product.parts, cents, 0, treatment, usual.includes_igv, rules.igv_bp
    )
    share = members.share_of(session, product.group, on)
    parts = parts_of(money.net, share.share_bp, share.fund_bp)
    return Shelf(money.total, usual.currency, money.igv, parts)
