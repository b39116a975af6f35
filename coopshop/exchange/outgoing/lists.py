"""The lists that people expect beside the results: documents, deliveries, payments, stock …"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ... import ledger, members
from ...catalog import Product
from ...domain import accounts as acc
from ...domain.at_sunat import ACCEPTED, ANNULLED, NOT_FOUND, OBSERVED, REJECTED, SENT
from ...domain.days import month_of
from ...domain.showing import plain_money
from ...inventory import stock_at
from ...ledger.models import Entry, Move
from ...production import Delivery
from ...reports import counted_in, papers_of
from ...reports.papers import NO_SALE, UNDONE, Line
from ...sales import Payment, Sale
from ...sales.aging import older
from .results import Rows, parts_by_sku, plain_quantity, within

Table = tuple[tuple[str, ...], Rows]

#: How SUNAT's words stand in a file.
_SAID = {
    SENT: "enviado",
    ACCEPTED: "aceptado",
    OBSERVED: "aceptado con observaciones",
    REJECTED: "rechazado",
    ANNULLED: "anulado",
    NOT_FOUND: "no se encuentra",
}


def documents(session: Session, year: int) -> Table:
    """Every document and void number dated in the year, and what each counts in the register.

    A sale of which no document is good stands here without a number, so that a month adds up.
    What counts in another year than its own stands in both, with nothing in its own.
    """
    header = ("kind", "series", "number", "date", "sale_id", "currency", "total", "tax_value",
              "void", "counts_in", "counted_net_pen", "counted_igv_pen", "counted_total_pen",
              "counts_instead", "sunat", "sunat_on")  # fmt: skip
    days = date(year, 1, 1), date(year, 12, 31)
    lines = [counted_in(line, *days) for line in papers_of(session, *days)]
    return header, [
        (
            *(line.kind, line.series, line.number or None, line.on, line.sale, line.currency),
            *(plain_money(line.total), _yes(line.fiscal), _yes(line.why in (UNDONE, NO_SALE))),
            month_of(line.counted_on) if line.counted_on else None,
            *(plain_money(c) for c in (line.sums.net, line.sums.igv, line.sums.total)),
            "-".join(map(str, line.instead)) if line.instead else None,
            *_said(line),
        )
        for line in sorted(lines, key=lambda line: (line.entry, line.kind, line.id))
    ]


def deliveries(session: Session, year: int) -> Table:
    """Every delivery dated in the year that was not undone."""
    header = ("delivery_id", "date", "location", "member_id", "sku",
              "qty_delivered", "qty_rejected", "qty_accepted")  # fmt: skip
    query = (
        sa.select(Delivery, Product.parts)
        .join(Product, Product.sku == Delivery.sku)
        .where(within(Delivery.on, year), ledger.standing(Delivery.entry))
        .order_by(Delivery.entry)
    )
    return header, [
        (
            *(d.lot, d.on, d.place, d.member, d.sku),
            *(plain_quantity(units, parts) for units in (d.brought, d.rejected, d.accepted)),
        )
        for d, parts in session.execute(query)
    ]


def payments(session: Session, year: int) -> Table:
    """Every payment dated in the year."""
    header = ("payment_id", "date", "sale_id", "kind", "method", "currency", "amount", "rounding")
    query = sa.select(Payment).where(within(Payment.on, year), ledger.standing(Payment.entry))
    query = query.order_by(Payment.entry)
    return header, [
        (
            *(p.code, p.on, p.sale, p.kind, p.method, p.currency),
            *(plain_money(p.amount), plain_money(p.rounding)),
        )
        for p in session.scalars(query)
    ]


def receivables(session: Session, year: int) -> Table:
    """What buyers owe now on sales up to the year's end; an old debt is on none of them."""
    header = ("sale_id", "date", "due_on", "buyer_id", "currency", "due")
    owed = ledger.balances(session, acc.due("")) | ledger.balances(session, acc.due(""), "USD")
    query = sa.select(Sale).where(Sale.code.in_(owed)).order_by(Sale.code)
    rows: Rows = [
        (s.code, s.on, s.due_on, s.buyer, s.currency, plain_money(owed[s.code]))
        for s in session.scalars(query)
        if s.on.year <= year
    ]
    rows += [
        (one.sale, one.on, one.due_on, one.buyer, one.currency, plain_money(one.due))
        for one in older(session, date(year, 12, 31))
        if one.on.year <= year
    ]
    return header, rows


def members_owed(session: Session, _year: int) -> Table:
    """What each member can be paid now, and what waits for buyers; no names, no documents."""
    header = ("member_id", "available", "earned_not_collected", "total")
    payable = ledger.balances(session, acc.payable(""))
    earned = ledger.balances(session, acc.earned(""))
    rows: Rows = []
    for member in members.everyone(session):
        free, waiting = -payable.get(member.code, 0), -earned.get(member.code, 0)
        rows.append((member.code, *(plain_money(c) for c in (free, waiting, free + waiting))))
    return header, rows


def stock(session: Session, _year: int) -> Table:
    """What lies where now."""
    parts = parts_by_sku(session)
    rows: list[tuple[Any, ...]] = [
        (s.place, s.sku, plain_quantity(s.units, parts[s.sku])) for s in stock_at(session)
    ]
    return ("location", "sku", "qty"), rows


def book(session: Session, year: int) -> Table:
    """Every move of entries dated in the year; amounts in the unit's smallest parts."""
    header = ("entry", "date", "cause", "kind", "line", "source", "target", "amount", "unit")
    query = (
        sa.select(
            Entry.id,
            Entry.on,
            Entry.cause,
            Entry.kind,
            Move.line,
            Move.source,
            Move.target,
            Move.amount,
            Move.unit,
        )
        .join(Move, Move.entry == Entry.id)
        .where(within(Entry.on, year))
        .order_by(Entry.id, Move.line)
    )
    return header, [tuple(row) for row in session.execute(query)]


def _said(line: Line) -> tuple[str, date] | tuple[None, None]:
    """What SUNAT said of a document, and the day of it."""
    now = line.sunat.now if line.sunat else None
    return (_SAID[now.what], now.on) if now else (None, None)


def _yes(value: bool) -> str:
    return "si" if value else "no"
