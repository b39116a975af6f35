"""Quotations: prices for a buyer, good until a day, under a number of their own series."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger, sales
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown
from ..domain.numbering import QUOTATIONS
from .models import Quotation, QuotedLine

#: So many days a quotation is good for, unless somebody writes another day.
USUAL_DAYS = 15


class UnknownQuotation(Unknown):
    """No such quotation."""

    message = N_("There is no quotation %(code)s.")


class OverBefore(Refused):
    """Prices that are no longer good when they are given."""

    message = N_("The quotation must be good for a day at least.")
    field = "valid_until"


class NoPlaceYet(Refused):
    """Prices and tax are those of a place."""

    message = N_("First open a place where pieces lie.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks the price of; a line's price of 0 takes the list's."""

    buyer: str
    price_list: str
    used: str
    lines: tuple[sales.Asked, ...]
    note: str | None = None


def priced(session: Session, wanted: Wanted, *, on: date, at: datetime) -> sales.Basket:
    """What it would cost on a day, whether the pieces are there or not."""
    places = catalog.places(session, on=on)
    if not places:
        raise NoPlaceYet
    return sales.price_up(
        session,
        place=places[0].code,
        channel="tienda",
        price_list=wanted.price_list,
        used=wanted.used,
        lines=wanted.lines,
        on=on,
        at=at,
        buyer=wanted.buyer,
        # The rate that counts is the one of the day of the sale.
        fx_micros=1_000_000,
        note=wanted.note,
    )


def quote(
    session: Session, wanted: Wanted, *, valid_until: date, on: date, at: datetime, by: int
) -> str:
    """Give prices until a day; gives the quotation's code (`PF01-12`)."""
    if valid_until < on:
        raise OverBefore
    basket = priced(session, wanted, on=on, at=at)
    moneys = sales.priced(session, basket)
    code = f"{QUOTATIONS}-{ledger.draw(session, 'proforma', QUOTATIONS)}"
    copied = ("buyer", "price_list", "includes_igv", "used", "treatment", "igv_bp", "currency")
    row: dict[str, Any] = {name: getattr(basket, name) for name in (*copied, "note", "on")}
    row |= {"code": code, "valid_until": valid_until}
    row |= {"buyer_name": sales.buyer(session, basket.buyer).name}
    row |= {"total": sum(money.total for money in moneys)}
    lines = [
        line_row(session, asked, number)
        | {"quotation": code, "net": money.net, "igv": money.igv, "total": money.total}
        for number, (asked, money) in enumerate(zip(basket.lines, moneys, strict=True), 1)
    ]
    entry = bookings.notice(f"quotation/{code}", "quotation", on)
    ledger.post(session, entry, (Quotation, [row]), (QuotedLine, lines), at=at, by=by)
    return code


def line_row(session: Session, asked: sales.Asked, number: int) -> dict[str, Any]:
    """What a line of a quotation or an order says of its product."""
    product = catalog.product(session, asked.sku)
    row: dict[str, Any] = {"line": number, "sku": asked.sku, "description": product.name_es}
    return row | {"units": asked.units, "parts": product.parts, "price": asked.price}


def quotation_of(session: Session, code: str) -> Quotation:
    """One quotation, refused when there is none of that code."""
    found = session.get(Quotation, code)
    if found is None:
        raise UnknownQuotation(code=code)
    return found


def quoted_lines(session: Session, code: str) -> list[QuotedLine]:
    """The lines of a quotation, in order."""
    query = sa.select(QuotedLine).where(QuotedLine.quotation == code).order_by(QuotedLine.line)
    return list(session.scalars(query))
