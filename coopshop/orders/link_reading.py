"""Looking at what was asked for by link: by its buyer, and at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, members, sales
from ..domain.errors import N_, Unknown
from ..domain.money import half_up
from ..domain.showing import day, money, one_stop, quantity
from ..sales import Buyer
from ..web.i18n import in_spanish
from ..web.names import so_many
from .link_asking import OutcomeKnown
from .link_models import LinkOrder, LinkOrderLine, LinkOutcome, OrderLink
from .models import Order


class UnknownAsked(Unknown):
    """Nothing was asked under that number."""

    message = N_("Nothing was asked for under this number.")


class LineAsked(NamedTuple):
    """One line: what it is called, how many, the price that was seen, and today's (None: none)."""

    row: LinkOrderLine
    product: catalog.Product
    now: int | None

    @property
    def total(self) -> int:
        """What the line came to at the price that was seen."""
        return line_total(self.row, self.product.parts)


def line_total(row: LinkOrderLine, parts: int) -> int:
    """Units at the price of one whole unit, in céntimos."""
    return half_up(row.units * row.price, parts)


@dataclass(frozen=True, slots=True)
class AskedTold:
    """What a buyer asked for, and what became of it."""

    row: LinkOrder
    link: OrderLink
    buyer: Buyer
    currency: str
    includes_igv: bool
    lines: tuple[LineAsked, ...]
    outcome: LinkOutcome | None
    #: The order that was made of it, with the day promised.
    order: Order | None

    @property
    def total(self) -> int:
        """At the prices that were seen."""
        return sum(line.total for line in self.lines)

    @property
    def changed(self) -> bool:
        """Whether a price is another one today."""
        return any(line.now != line.row.price for line in self.lines)

    @property
    def state(self) -> str:
        """`asked`, `order`, `quotation` or `declined`."""
        return self.outcome.kind if self.outcome else "asked"


@dataclass(frozen=True, slots=True)
class Like:
    """What was asked, as the slip of an order or a quotation takes it over."""

    buyer: str
    price_list: str
    note: str | None
    wished: date | None
    used: str = "here"


class LikeLine(NamedTuple):
    """A line of it; without a price, that of the list on the day of the order counts."""

    sku: str
    units: int
    parts: int
    price: int | None = None


class Listed(NamedTuple):
    """One of the list at the desk."""

    id: int
    on: date
    name: str
    wished: date | None
    lines: int
    total: int
    currency: str
    state: str


def told(session: Session, asked: int, today: date) -> AskedTold:
    """One order that was asked for, refused when there is none."""
    row = session.get(LinkOrder, asked)
    if row is None:
        raise UnknownAsked
    link = session.get_one(OrderLink, row.link)
    price_list = session.get_one(catalog.PriceList, link.price_list)
    prices = catalog.prices_on(session, link.price_list, today)
    query = sa.select(LinkOrderLine).where(LinkOrderLine.asked == asked)
    lines = session.scalars(query.order_by(LinkOrderLine.line))
    outcome = session.get(LinkOutcome, asked)
    made = outcome.code if outcome and outcome.kind == "order" else None
    return AskedTold(
        row,
        link,
        sales.buyer(session, link.buyer),
        price_list.currency,
        price_list.includes_igv,
        tuple(
            LineAsked(line, catalog.product(session, line.sku), prices.get(line.sku))
            for line in lines
        ),
        outcome,
        session.get(Order, made) if made else None,
    )


def of_link(session: Session, link: OrderLink, number: int, today: date) -> AskedTold:
    """The order of a number that was asked for by one link, and by no other."""
    query = sa.select(LinkOrder.id).where(LinkOrder.link == link.id, LinkOrder.number == number)
    found = session.scalar(query)
    if found is None:
        raise UnknownAsked
    return told(session, found, today)


def by_link(session: Session, link: OrderLink) -> list[tuple[LinkOrder, str]]:
    """(order, state) of what was asked for by one link, the last one first."""
    query = (
        sa.select(LinkOrder, LinkOutcome.kind)
        .outerjoin(LinkOutcome, LinkOutcome.asked == LinkOrder.id)
        .where(LinkOrder.link == link.id)
        .order_by(LinkOrder.number.desc())
        .limit(20)
    )
    return [(row, kind or "asked") for row, kind in session.execute(query)]


def listed(session: Session) -> list[Listed]:
    """Everything that was asked for, in the order it came."""
    query = (
        sa.select(
            LinkOrder, Buyer.name, catalog.PriceList.currency, LinkOutcome.kind, LinkOrderLine,
            catalog.Product.parts,
        )
        .join(OrderLink, OrderLink.id == LinkOrder.link)
        .join(Buyer, Buyer.code == OrderLink.buyer)
        .join(catalog.PriceList, catalog.PriceList.code == OrderLink.price_list)
        .join(LinkOrderLine, LinkOrderLine.asked == LinkOrder.id)
        .join(catalog.Product, catalog.Product.sku == LinkOrderLine.sku)
        .outerjoin(LinkOutcome, LinkOutcome.asked == LinkOrder.id)
        .order_by(LinkOrder.id)
    )  # fmt: skip
    found: dict[int, Listed] = {}
    for row, name, currency, kind, line, parts in session.execute(query):
        before = found.get(row.id)
        start = before or Listed(row.id, row.on, name, row.wished, 0, 0, currency, kind or "asked")
        total = start.total + line_total(line, parts)
        found[row.id] = start._replace(lines=start.lines + 1, total=total)
    return list(found.values())


def waiting(session: Session) -> int:
    """So many wait for an answer."""
    done = sa.select(LinkOutcome.asked)
    return session.scalar(sa.select(sa.func.count()).where(LinkOrder.id.not_in(done))) or 0


def like(one: AskedTold) -> tuple[Like, Sequence[LikeLine]]:
    """What the slip of an order or a quotation is filled in with."""
    row = one.row
    lines = [LikeLine(line.row.sku, line.row.units, line.product.parts) for line in one.lines]
    return Like(one.buyer.code, one.link.price_list, row.note, row.wished), lines


def words(one: AskedTold) -> str:
    """The order as a message that the buyer sends us; in Spanish, as we read it."""
    with in_spanish():
        counted = [f"• {_so_many(line.row, line.product)} ({line.row.sku})" for line in one.lines]
    said = [
        f"Pedido N.º {one.row.number} de {one.buyer.name}, {day(one.row.on)}:",
        *counted,
        f"Total a precios de ese día: {money(one.total, one.currency)}",
    ]
    if one.row.wished:
        said.append(f"Para el {day(one.row.wished)}")
    if one.row.note:
        said.append(one.row.note)
    return "\n".join(said)


def _so_many(row: LinkOrderLine, product: catalog.Product) -> str:
    amount = quantity(row.units, product.parts, product.unit)
    return so_many(amount, product.name_es, product.parts)


def invitation(session: Session, buyer: Buyer, address: str, today: date) -> str:
    """The message that gives a buyer his link; in Spanish, drafted for whoever sends it."""
    issuer = members.issuer(session, today)
    return "\n".join(
        [
            one_stop(f"Buenos días, {buyer.name}."),
            one_stop(f"Le escribe {issuer.trade_name or issuer.name}."),
            "Aquí está su lista de precios, con fotos; desde ahí puede pedir sin registrarse:",
            address,
            "El enlace es solo para usted.",
        ]
    )


def asked_for(session: Session, number: int | None, today: date) -> AskedTold | None:
    """What `?asked=7` means: what waits under that number, or nothing."""
    if number is None:
        return None
    found = told(session, number, today)
    if found.outcome:
        raise OutcomeKnown
    return found
