"""Ringing up: prices and rules of the day are looked up, nothing is in the book yet."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..domain import accounts as acc
from ..domain.days import day_of, month_of
from ..domain.errors import N_, Refused, in_row
from ..domain.tax import WHOLE, LineMoney, line_money, treatment_for
from ..inventory.stock import enough
from ..ledger.service import ClosedMonth, FutureDay
from ..production import queues
from .basket import Asked, Basket
from .buyer_book import ANONYMOUS, anonymous
from .buyer_book import buyer as buyer_of
from .models import Draft

#: Drafts that nobody issued are swept away after this long.
DRAFTS_KEPT = timedelta(days=7)


class EmptySale(Refused):
    """A sale of nothing."""

    message = N_("The sale has no lines yet.")


class Given(Refused):
    """A discount of everything is a gift, and a gift has its own paper."""

    message = N_("A discount must be below 100 %%; what is given away is recorded as a sample.")
    field = "discount"


class RateMissing(Refused):
    """Dollars without a rate cannot be shared in soles."""

    message = N_("Write the exchange rate of the day for a sale in dollars.")
    field = "fx_rate"


class WhoServed(Refused):
    """A service line must say who gave it."""

    message = N_("%(sku)s is a service: say which member gives it.")
    field = "member"


class NothingAsked(Refused):
    """Zero pieces, or fewer."""

    message = N_("The quantity must be above zero.")
    field = "quantity"


class NoSuchDraft(Refused):
    """It was issued already, or swept away."""

    message = N_("This draft is no longer there; it may have been issued already.")


def ring_up(
    session: Session,
    *,
    place: str,
    channel: str,
    price_list: str,
    used: str,
    lines: Sequence[Asked],
    on: date,
    at: datetime,
    buyer: str = ANONYMOUS,
    fx_micros: int | None = None,
    note: str | None = None,
    order: str | None = None,
) -> Basket:
    """Price a sale by a list's prices of the day, refused when it cannot be made.

    A line's `price` of 0 takes the list's. Stock is looked at, not taken.
    """
    basket = price_up(
        session,
        place=place,
        channel=channel,
        price_list=price_list,
        used=used,
        lines=lines,
        on=on,
        at=at,
        buyer=buyer,
        fx_micros=fx_micros,
        note=note,
        order=order,
    )
    _refuse_too_few(session, basket)
    return basket


def price_up(
    session: Session,
    *,
    place: str,
    channel: str,
    price_list: str,
    used: str,
    lines: Sequence[Asked],
    on: date,
    at: datetime,
    buyer: str = ANONYMOUS,
    fx_micros: int | None = None,
    note: str | None = None,
    order: str | None = None,
) -> Basket:
    """The same for pieces that need not be there yet: what they would cost."""
    if not lines:
        raise EmptySale
    _refuse_day(session, on, at)
    catalog.place(session, place)
    if buyer == ANONYMOUS:
        anonymous(session)
    known = next((p for p in catalog.price_lists(session) if p.code == price_list), None)
    if known is None:
        raise catalog.NoPrice(sku=lines[0].sku, list=price_list, on=on.isoformat())
    if known.currency != "PEN" and not fx_micros:
        raise RateMissing
    rules = members.statutes(session, on)
    return Basket(
        on=on,
        place=place,
        channel=channel,
        buyer=buyer_of(session, buyer).code,
        price_list=price_list,
        includes_igv=known.includes_igv,
        used=used,
        treatment=treatment_for(used, amazonia=rules.amazonia),
        igv_bp=rules.igv_bp,
        currency=known.currency,
        fx_micros=fx_micros if known.currency != "PEN" else None,
        lines=_priced_lines(session, lines, price_list, on),
        note=note,
        order=order,
    )


def priced(session: Session, basket: Basket) -> list[LineMoney]:
    """The money of each line of a basket."""
    catalog.look_up(session, (line.sku for line in basket.lines))
    return [
        line_money(
            line.units,
            catalog.product(session, line.sku).parts,
            line.price,
            line.discount_bp,
            basket.treatment,
            basket.includes_igv,
            basket.igv_bp,
        )
        for line in basket.lines
    ]


def keep_draft(session: Session, basket: Basket, *, at: datetime, by: int) -> str:
    """Lay a basket aside until its paper is chosen; gives the draft's id."""
    session.execute(sa.delete(Draft).where(Draft.at < at - DRAFTS_KEPT))
    draft = Draft(id=secrets.token_urlsafe(9), at=at, by=by, basket=basket.to_json())
    session.add(draft)
    session.flush()
    return draft.id


def kept_basket(session: Session, draft: str) -> Basket | None:
    """A basket that was laid aside, if it is still there."""
    kept = session.get(Draft, draft)
    return Basket.from_json(kept.basket) if kept else None


def find_draft(session: Session, draft: str) -> Basket:
    """A basket that was laid aside, refused when it was issued already or swept away."""
    basket = kept_basket(session, draft)
    if basket is None:
        raise NoSuchDraft
    return basket


def drop_draft(session: Session, draft: str) -> None:
    """Forget a draft: it was issued, or the buyer went away."""
    session.execute(sa.delete(Draft).where(Draft.id == draft))


def _refuse_day(session: Session, on: date, at: datetime) -> None:
    """The same two rules as the pen's, told before the clerk has filled in everything."""
    closed = ledger.closed_until(session)
    if on > day_of(at):
        raise FutureDay(on=on.isoformat())
    if closed and month_of(on) <= closed:
        raise ClosedMonth(month=month_of(on))


def _priced_lines(
    session: Session, lines: Sequence[Asked], price_list: str, on: date
) -> tuple[Asked, ...]:
    priced_lines = []
    for row, line in enumerate(lines):
        with in_row(row):
            priced_lines.append(_priced_line(session, line, price_list, on))
    return tuple(priced_lines)


def _priced_line(session: Session, line: Asked, price_list: str, on: date) -> Asked:
    product = catalog.still_made(session, line.sku, on)
    if line.units <= 0:
        raise NothingAsked
    if not 0 <= line.discount_bp < WHOLE:
        raise Given
    if product.is_service:
        if not line.member:
            raise WhoServed(sku=line.sku)
        members.still_here(session, line.member, on)
    price = line.price or catalog.price_of(session, price_list, line.sku, on)
    member = line.member if product.is_service else None
    return Asked(line.sku, line.units, price, line.discount_bp, line.price_source, member)


def _refuse_too_few(session: Session, basket: Basket) -> None:
    """The row that asks for more than is left by then is to blame."""
    skus = {line.sku for line in basket.lines if line.member is None}
    lots = queues(session, acc.shelf(basket.place), skus) if skus else {}
    wanted: dict[str, int] = {}
    for row, line in enumerate(basket.lines):
        if line.member is None:
            wanted[line.sku] = wanted.get(line.sku, 0) + line.units
            product = catalog.product(session, line.sku)
            with in_row(row):
                enough(lots.get(line.sku, []), basket.place, product, wanted[line.sku])
