"""Links that show a buyer his price list, and what he asks for by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, inventory, sales
from ..catalog import PriceList, Product
from ..domain.errors import N_, Refused, Unknown
from .link_models import LinkOrder, LinkOrderLine, LinkOutcome, OrderLink

#: So many orders may be sent by one link in a day, with so many products in each.
MOST_IN_A_DAY, MOST_LINES = 20, 60

#: Nobody asks for more of one piece, or for a day farther away.
MOST_OF_ONE, FARTHEST = 9_999, timedelta(days=366)

#: Where pieces lie that can be sent at once: what a hotel holds is not there for another one.
NOT_OURS = "consignacion"


class UnknownLink(Unknown):
    """Guessed, mistyped, or closed."""

    message = N_("This link opens nothing. Ask us for a new one.")


class NobodysLink(Refused):
    """A link is somebody's."""

    message = N_("A link needs a buyer with a name.")


class NoSuchList(Refused):
    """No list of ours, or that of the members."""

    message = N_("Please choose one of the list.")
    field = "price_list"


class NothingAsked(Refused):
    """An order of nothing."""

    message = N_("Write how many you want of something.")


class NotOnTheList(Refused):
    """It was on the page when it was opened, or never."""

    message = N_("%(sku)s is not on your list now. Look at the page anew.")


class TooManyLines(Refused):
    """Nobody fills in so many."""

    message = N_("At most %(most)s products fit into one order; send the others in another one.")


class TooManyOfOne(Refused):
    """More than hands can make."""

    message = N_("At most %(most)s of one piece can be asked for here.")


class TooManyOrders(Refused):
    """One after the other."""

    message = N_("%(most)s orders were sent by this link today. Please write to us.")


class WishedTooEarly(Refused):
    """Nothing is wished for yesterday."""

    message = N_("The day cannot be in the past.")
    field = "wished"


class WishedTooLate(Refused):
    """A slip of the finger."""

    message = N_("The day is more than a year away.")
    field = "wished"


class OutcomeKnown(Refused):
    """It was made an order, or declined, before."""

    message = N_("What was asked for was dealt with before.")


@dataclass(frozen=True, slots=True)
class Offer:
    """One product of a list on a day; `there` whether some of it lies on a shelf of ours."""

    product: Product
    price: int
    there: bool
    photo: datetime | None


def make_link(
    session: Session, *, buyer: str, price_list: str, token_hash: str, at: datetime, by: int
) -> None:
    """Open a price list to a buyer; the link ends when it is closed."""
    found = sales.buyer(session, buyer)
    if found.code == sales.ANONYMOUS:
        raise NobodysLink
    if price_list not in {known.code for known in offered_lists(session)}:
        raise NoSuchList
    row = {"buyer": buyer, "price_list": price_list, "made_at": at, "made_by": by}
    session.add(OrderLink(token_hash=token_hash, **row))
    session.flush()


def revoke_link(session: Session, number: int, *, at: datetime, by: int) -> OrderLink:
    """Close a link at once; closing it again changes nothing."""
    found = session.get(OrderLink, number)
    if found is None:
        raise UnknownLink
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by = at, by
        session.flush()
    return found


def open_link(session: Session, token_hash: str) -> OrderLink:
    """The link of a token; what is not known, or no longer, opens nothing."""
    query = sa.select(OrderLink).where(OrderLink.token_hash == token_hash)
    found = session.scalars(query).first()
    if found is None or found.revoked_at is not None:
        raise UnknownLink
    return found


def links_of(session: Session, buyer: str) -> list[OrderLink]:
    """The links that a buyer was given, the last one first."""
    query = sa.select(OrderLink).where(OrderLink.buyer == buyer)
    return list(session.scalars(query.order_by(OrderLink.id.desc())))


def offered_lists(session: Session) -> list[PriceList]:
    """The lists that may be shown to a buyer."""
    return [known for known in catalog.price_lists(session) if known.code != catalog.MEMBER_LIST]


def list_of(session: Session, link: OrderLink) -> PriceList:
    """The price list of a link."""
    return session.get_one(PriceList, link.price_list)


def offers(session: Session, link: OrderLink, on: date) -> dict[str, Offer]:
    """What stands on a link's list on a day, by SKU: what is made and has a price."""
    prices = catalog.prices_on(session, link.price_list, on)
    photos = catalog.photos_taken(session)
    there = _lying(session)
    return {
        product.sku: Offer(
            product, prices[product.sku], product.sku in there, photos.get(product.sku)
        )
        for product in catalog.products(session, on=on)
        if product.sku in prices and not product.is_service
    }


def _lying(session: Session) -> set[str]:
    """What lies where we can take it from."""
    held = {place.code for place in catalog.places(session) if place.kind == NOT_OURS}
    return {
        stock.sku
        for stock in inventory.stock_at(session)
        if stock.units > 0 and stock.place not in held
    }


def ask(
    session: Session,
    link: OrderLink,
    *,
    wanted: Mapping[str, int],
    wished: date | None,
    note: str | None,
    on: date,
    at: datetime,
) -> int:
    """Lay down what a buyer asks for (`wanted`: thousandths of a unit by SKU); gives its number."""
    _refuse_days(wished, on)
    if not wanted:
        raise NothingAsked
    if len(wanted) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    number = _next_number(session, link, at)
    known = offers(session, link, on)
    lines = [
        LinkOrderLine(line=line, sku=sku, units=_units(session, known, sku, milli), price=price)
        for line, (sku, milli) in enumerate(wanted.items(), 1)
        for price in [known[sku].price if sku in known else 0]
    ]
    asked = LinkOrder(link=link.id, number=number, on=on, at=at, wished=wished, note=note)
    session.add(asked)
    session.flush()
    for row in lines:
        row.asked = asked.id
    session.add_all(lines)
    session.flush()
    return number


def _refuse_days(wished: date | None, on: date) -> None:
    if wished and wished < on:
        raise WishedTooEarly
    if wished and wished > on + FARTHEST:
        raise WishedTooLate


def _next_number(session: Session, link: OrderLink, at: datetime) -> int:
    lately = sa.func.count().filter(LinkOrder.at > at - timedelta(days=1))
    query = sa.select(sa.func.max(LinkOrder.number), lately).where(LinkOrder.link == link.id)
    last, today = session.execute(query).one()
    if today >= MOST_IN_A_DAY:
        raise TooManyOrders(most=MOST_IN_A_DAY)
    return (last or 0) + 1


def _units(session: Session, known: Mapping[str, Offer], sku: str, milli: int) -> int:
    if sku not in known:
        raise NotOnTheList(sku=sku[:30])
    if milli > MOST_OF_ONE * 1000:
        raise TooManyOfOne(field=box(sku), most=MOST_OF_ONE)
    return catalog.units(session, sku, milli, field=box(sku))


def box(sku: str) -> str:
    """What the box for a product is called on the page."""
    return f"q-{sku}"


def settle(
    session: Session,
    asked: int,
    kind: str,
    *,
    code: str | None = None,
    reason: str | None = None,
    at: datetime,
    by: int,
) -> None:
    """Say what became of what was asked: an `order` or a `quotation`, or `declined` and why."""
    if session.get(LinkOutcome, asked):
        raise OutcomeKnown
    row = {"asked": asked, "kind": kind, "code": code, "reason": reason, "at": at, "by": by}
    session.add(LinkOutcome(**row))
    session.flush()
