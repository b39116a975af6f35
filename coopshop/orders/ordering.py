"""Orders: what was asked for and promised; delivered by sales, or called off."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, sales
from ..domain import bookings
from ..domain.errors import N_, Confirm, Refused, Unknown, in_row
from ..sales import SaleLine
from ..sales.selling import NoLongerOpen, looks_before_sale
from .models import CalledOff, Order, OrderedLine
from .quoting import Wanted, line_row, priced, quotation_of


class UnknownOrder(Unknown):
    """No such order."""

    message = N_("There is no order %(code)s.")


class NobodyOrdered(Refused):
    """Pieces are made for somebody."""

    message = N_("An order needs a name: choose the buyer, or write who it is.")
    field = "buyer"


class PromisedBefore(Refused):
    """Nothing is promised for yesterday."""

    message = N_("The day promised cannot be before the order.")
    field = "promised"


class PricesOver(Confirm):
    """The buyer says yes after the quotation was over."""

    message = N_("The prices of %(code)s were good until %(day)s. Take the order at them anyway?")


class MoreThanOrdered(Refused):
    """More than what is still open."""

    message = N_("Only %(left)s of it are still to be delivered.")
    field = "quantity"


class NothingChosen(Refused):
    """A delivery of nothing."""

    message = N_("Write how many pieces go out.")


class OrderOver(Refused):
    """Nothing more comes of it."""

    message = N_("Order %(code)s is over: it was delivered or called off.")


def order(
    session: Session,
    wanted: Wanted,
    *,
    promised: date,
    on: date,
    at: datetime,
    by: int,
    quotation: str | None = None,
    confirmed: bool = False,
) -> str:
    """Write down an order for a named buyer; gives its code."""
    if wanted.buyer == sales.ANONYMOUS:
        raise NobodyOrdered
    if promised < on:
        raise PromisedBefore
    if quotation:
        offered = quotation_of(session, quotation)
        if offered.valid_until < on and not confirmed:
            raise PricesOver(code=quotation, day=offered.valid_until.isoformat())
    basket = priced(session, wanted, on=on, at=at)
    moneys = sales.priced(session, basket)
    code = ledger.next_code(session, "order")
    copied = ("buyer", "price_list", "used", "currency", "note", "on")
    row: dict[str, Any] = {name: getattr(basket, name) for name in copied}
    row |= {"code": code, "promised": promised, "quotation": quotation}
    row |= {"total": sum(money.total for money in moneys)}
    lines = [
        line_row(session, asked, number) | {"order": code, "total": money.total}
        for number, (asked, money) in enumerate(zip(basket.lines, moneys, strict=True), 1)
    ]
    entry = bookings.notice(f"order/{code}", "order", on)
    ledger.post(session, entry, (Order, [row]), (OrderedLine, lines), at=at, by=by)
    return code


def order_of(session: Session, code: str) -> Order:
    """One order, refused when there is none of that code."""
    found = session.get(Order, code)
    if found is None:
        raise UnknownOrder(code=code)
    return found


def ordered_lines(session: Session, code: str) -> list[OrderedLine]:
    """The lines of an order, in number order."""
    query = sa.select(OrderedLine).where(OrderedLine.order == code).order_by(OrderedLine.line)
    return list(session.scalars(query))


def deliver(
    session: Session,
    *,
    code: str,
    place: str,
    channel: str,
    units: Mapping[int, int],
    on: date,
    at: datetime,
    fx_micros: int | None = None,
) -> sales.Basket:
    """A sale of some of what was ordered (`units` by line), at the prices agreed, from a place.

    Nothing is recorded: the basket is laid aside as any other, and its paper comes next.
    """
    found = order_of(session, code)
    refuse_over(session, code)
    left = remaining(session, code)
    asked: list[sales.Asked] = []
    for line in ordered_lines(session, code):
        many = units.get(line.line, 0)
        with in_row(len(asked)):
            if many > left[line.line]:
                raise MoreThanOrdered(left=left[line.line])
        if many:
            asked.append(
                sales.Asked(line.sku, many, line.price, price_source=source(code, line.line))
            )
    if not asked:
        raise NothingChosen
    return sales.ring_up(
        session,
        place=place,
        channel=channel,
        price_list=found.price_list,
        used=found.used,
        lines=asked,
        on=on,
        at=at,
        buyer=found.buyer,
        fx_micros=fx_micros,
        note=found.note,
        order=code,
    )


@looks_before_sale
def still_open(session: Session, basket: sales.Basket) -> None:
    """No more is sold on an order than is left of it, however many baskets were laid aside."""
    if not basket.order:
        return
    refuse_over(session, basket.order)
    left = remaining(session, basket.order)
    open_ = {source(basket.order, line): units for line, units in left.items()}
    if any(line.units > open_.get(line.price_source, 0) for line in basket.lines):
        raise NoLongerOpen(code=basket.order)


def call_off(
    session: Session, code: str, *, note: str | None, on: date, at: datetime, by: int
) -> None:
    """What was not delivered will not be; why. What was paid ahead is settled apart."""
    order_of(session, code)
    refuse_over(session, code)
    entry = bookings.notice(f"called-off/{code}", "called_off", on)
    row = {"order": code, "note": note}
    ledger.post(session, entry, (CalledOff, [row]), at=at, by=by)


def refuse_over(session: Session, code: str) -> None:
    """Nothing more can be done with an order that is delivered or called off."""
    if is_called_off(session, code) or not any(remaining(session, code).values()):
        raise OrderOver(code=code)


def is_called_off(session: Session, code: str) -> bool:
    """Whether it was called off."""
    return session.get(CalledOff, code) is not None


def source(order: str, line: int) -> str:
    """What a line of a sale says of its price: agreed with an order. It is how we find it again."""
    return f"pedido {order}/{line}"


def remaining(session: Session, code: str) -> dict[int, int]:
    """What is still to be delivered of each line, whatever came back."""
    done = delivered(session)
    return {
        line.line: line.units - done.get(source(code, line.line), 0)
        for line in ordered_lines(session, code)
    }


def delivered(session: Session) -> dict[str, int]:
    """Units sold of every line of every order, undone sales left out, by `source`."""
    query = (
        sa.select(SaleLine.price_source, sa.func.sum(SaleLine.units))
        .where(agreed(), ledger.standing(SaleLine.entry))
        .group_by(SaleLine.price_source)
    )
    return {found: int(units) for found, units in session.execute(query)}


def agreed() -> sa.ColumnElement[bool]:
    """Lines of sales that deliver an order; the first half is what their index is made for."""
    by_list: sa.ColumnElement[str] = sa.literal_column("'lista'")
    return sa.and_(SaleLine.price_source != by_list, SaleLine.price_source.like("pedido %"))
