"""The three files of results: every line's money, whose lots served it, what was paid out."""

from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...catalog import Product
from ...domain.days import local_of
from ...domain.showing import plain_money
from ...ledger import standing
from ...ledger.models import Entry
from ...payouts import Payout
from ...sales import Allocation, Return, ReturnedLot, Sale, SaleLine

Rows = list[tuple[Any, ...]]


def plain_quantity(units: int, parts: int) -> str:
    """A quantity in the product's unit, as a spreadsheet counts it.

    >>> plain_quantity(11500, 1000), plain_quantity(3, 1), plain_quantity(0, 1000)
    ('11.5', '3', '0')
    """
    whole, rest = divmod(units, parts)
    return f"{whole}.{str(rest).zfill(len(str(parts)) - 1).rstrip('0')}" if rest else str(whole)


def within(column: Any, year: int) -> Any:
    """Only business days of a year."""
    return column.between(date(year, 1, 1), date(year, 12, 31))


def lines(session: Session, year: int) -> tuple[tuple[str, ...], Rows]:
    """`expected_lines.csv`: the money of every line of sales dated in the year."""
    header = (
        "sale_id", "line", "sku", "qty", "currency", "line_net", "line_igv", "line_total",
        "net_pen", "igv_pen", "member_pool", "fondo_comunal", "asociacion",
        "returned_qty", "returned_net_pen",
    )  # fmt: skip
    back: dict[tuple[str, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    returned = sa.select(
        Return.sale, Return.line, sa.func.sum(Return.units), sa.func.sum(Return.net_pen)
    ).group_by(Return.sale, Return.line)
    for sale, number, units, net_pen in session.execute(returned):
        back[sale, number] = (int(units), int(net_pen))
    query = (
        sa.select(SaleLine, Sale.currency)
        .join(Sale, Sale.code == SaleLine.sale)
        .where(within(Sale.on, year), standing(Sale.entry))
        .order_by(SaleLine.sale, SaleLine.line)
    )
    rows = []
    for line, currency in session.execute(query):
        units, net_pen = back[line.sale, line.line]
        money = (line.net, line.igv, line.total, line.net_pen, line.igv_pen)
        parts = (line.pool, line.fund, line.association)
        rows.append(
            (
                line.sale,
                line.line,
                line.sku,
                plain_quantity(line.units, line.parts),
                currency,
                *(plain_money(cents) for cents in (*money, *parts)),
                plain_quantity(units, line.parts),
                plain_money(net_pen),
            )
        )
    return header, rows


def allocations(session: Session, year: int) -> tuple[tuple[str, ...], Rows]:
    """`expected_allocations.csv`: which lot and member served each line, and what came back."""
    header = (
        "sale_id", "line", "position", "delivery_id", "member_id", "qty", "amount",
        "returned_qty", "returned_amount",
    )  # fmt: skip
    back: dict[tuple[str, int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    key = (ReturnedLot.sale, ReturnedLot.line, ReturnedLot.position)
    returned = sa.select(*key, sa.func.sum(ReturnedLot.units), sa.func.sum(ReturnedLot.amount))
    for sale, line, position, units, amount in session.execute(returned.group_by(*key)):
        back[sale, line, position] = (int(units), int(amount))
    query = (
        sa.select(Allocation, SaleLine.parts)
        .join(
            SaleLine,
            sa.and_(SaleLine.sale == Allocation.sale, SaleLine.line == Allocation.line),
        )
        .join(Sale, Sale.code == Allocation.sale)
        .where(within(Sale.on, year), standing(Sale.entry))
        .order_by(Allocation.sale, Allocation.line, Allocation.position)
    )
    rows = []
    for a, parts in session.execute(query):
        units, amount = back[a.sale, a.line, a.position]
        quantities = (plain_quantity(a.units, parts), plain_money(a.amount))
        given_back = (plain_quantity(units, parts), plain_money(amount))
        rows.append((a.sale, a.line, a.position, a.lot, a.member, *quantities, *given_back))
    return header, rows


def payouts(session: Session, year: int) -> tuple[tuple[str, ...], Rows]:
    """`payouts.csv`: every settlement of the year that stands, in the order made."""
    header = (
        "payout_id", "recorded_at", "date", "member_id", "method", "available_before", "amount",
        "carried",
    )  # fmt: skip
    query = (
        sa.select(Payout, Entry.recorded_at)
        .join(Entry, Entry.id == Payout.entry)
        .where(within(Payout.on, year), standing(Payout.entry))
        .order_by(Payout.entry)
    )
    rows = [
        (
            payout.code,
            local_of(recorded_at).replace(microsecond=0).isoformat(),
            payout.on.isoformat(),
            payout.member,
            payout.method,
            plain_money(payout.available),
            plain_money(payout.amount),
            plain_money(payout.available - payout.amount),
        )
        for payout, recorded_at in session.execute(query)
    ]
    return header, rows


def parts_by_sku(session: Session) -> dict[str, int]:
    """How finely each product is counted."""
    return dict(session.execute(sa.select(Product.sku, Product.parts)).all())
