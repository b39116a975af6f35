"""Dated prices: what a list asks for one unit on a day."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..db import remembered
from ..domain.errors import N_, Confirm, Refused
from .models import Price, PriceList

#: What the assembly agreed that a member gets for a piece: base of compensations and samples.
MEMBER_LIST = "SOCIA"

#: The list of our own shop, where there is one of that name.
SHOP_LIST = "MINORISTA"


class NoPrice(Refused):
    """A product that a list does not price on that day."""

    message = N_("%(sku)s has no price in list %(list)s on %(on)s.")
    field = "sku"


class OtherTerms(Refused):
    """A list has one currency, and one way with IGV, for good."""

    message = N_("List %(list)s has prices in %(currency)s already; open another list.")
    field = "price_list"


class ListTaken(Refused):
    """A list by that name is there already."""

    message = N_("There is a list %(list)s already.")
    field = "price_list"


class PriceExists(Refused):
    """A price is not overwritten: tomorrow's is a new one."""

    message = N_("List %(list)s prices %(sku)s from %(since)s or later already.")
    field = "since"


class WasItWrong(Confirm):
    """A price that has only begun may be a slip of the pen."""

    message = N_("From %(since)s on it is %(price)s already. Was that a mistake?")


def price_lists(session: Session) -> list[PriceList]:
    """Every list, those in soles first, in order of code."""
    return list(session.scalars(sa.select(PriceList).order_by(PriceList.currency, PriceList.code)))


def usual_list(session: Session) -> PriceList | None:
    """The list that a piece is usually sold by: the shop's, or else the first one in soles."""
    lists = [each for each in price_lists(session) if each.code != MEMBER_LIST]
    named = [each for each in lists if each.code == SHOP_LIST]
    return next((each for each in named + lists if each.currency == "PEN"), None)


def price_of(session: Session, price_list: str, sku: str, on: date) -> int:
    """Céntimos for one whole unit of a product on a list on a day."""
    found = remembered(
        session, ("price", price_list, sku, on), lambda: _price_of(session, price_list, sku, on)
    )
    if found is None:
        raise NoPrice(sku=sku, list=price_list, on=on.isoformat())
    return found


def _price_of(session: Session, price_list: str, sku: str, on: date) -> int | None:
    query = sa.select(Price.cents).where(
        Price.price_list == price_list, Price.sku == sku, Price.since <= on, _lasts(on)
    )
    return session.scalar(query.order_by(Price.since.desc()).limit(1))


def prices_on(session: Session, price_list: str, on: date) -> dict[str, int]:
    """Every price of a list on a day, by SKU."""
    query = sa.select(Price.sku, Price.cents).where(
        Price.price_list == price_list, Price.since <= on, _lasts(on)
    )
    return dict(session.execute(query.order_by(Price.since)).all())


def price_story(session: Session, sku: str) -> list[Price]:
    """Every price a product ever had, by list, newest first."""
    query = sa.select(Price).where(Price.sku == sku)
    return list(session.scalars(query.order_by(Price.price_list, Price.since.desc())))


def set_price(
    session: Session,
    *,
    price_list: str,
    sku: str,
    since: date,
    cents: int,
    until: date | None = None,
    currency: str = "PEN",
    includes_igv: bool = False,
) -> Price:
    """A new price from a day on; the one before it ends the day before."""
    _open_list(session, price_list, currency, includes_igv)
    query = sa.select(Price).where(Price.price_list == price_list, Price.sku == sku)
    for other in session.scalars(query):
        if other.since >= since:
            raise PriceExists(list=price_list, sku=sku, since=other.since.isoformat())
        if other.until is None or other.until >= since:
            other.until = since - timedelta(days=1)
    price = Price(price_list=price_list, sku=sku, since=since, until=until, cents=cents)
    session.add(price)
    session.flush()
    session.info.clear()
    return price


def correct_price(
    session: Session,
    *,
    price_list: str,
    sku: str,
    since: date,
    cents: int,
    until: date | None = None,
) -> Price:
    """Put right a price that begins on a day; what was sold keeps the price it was sold at."""
    price = session.get_one(Price, (price_list, sku, since))
    price.cents, price.until = cents, until
    session.flush()
    session.info.clear()
    return price


def _open_list(session: Session, code: str, currency: str, includes_igv: bool) -> None:
    found = session.get(PriceList, code)
    if found is None:
        session.add(PriceList(code=code, currency=currency, includes_igv=includes_igv))
        session.flush()
    elif (found.currency, found.includes_igv) != (currency, includes_igv):
        raise OtherTerms(list=code, currency=found.currency)


def _lasts(on: date) -> sa.ColumnElement[bool]:
    return sa.or_(Price.until.is_(None), Price.until >= on)
