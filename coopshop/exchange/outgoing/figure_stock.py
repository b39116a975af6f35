"""Figures of stock: what lies where at the year's end, and what became of each product."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...catalog import products
from ...domain import accounts as acc
from ...domain.showing import plain_money
from ...inventory import Adjustment, Arrival, Loss
from ...ledger import standing
from ...production import Delivery
from ...sales import Return, SaleLine
from .results import plain_quantity
from .span import Figure, Span, balances_at


def units_at(session: Session, last: int) -> dict[tuple[str, str], int]:
    """Units by (account, lot) on shelves and on the way after entry `last`."""
    shelves = balances_at(session, last, acc.SHELVES)
    return shelves | balances_at(session, last, acc.ON_THE_WAY)


def stock_figures(session: Session, span: Span) -> Iterator[Figure]:
    """Units by place and by transfer."""
    known = {product.sku: product for product in products(session)}
    skus = dict(session.execute(sa.select(Delivery.lot, Delivery.sku)).all())
    held: dict[tuple[str, str, str], int] = defaultdict(int)
    for (account, lot), units in units_at(session, span.last).items():
        _, kind, place, *_ = account.split("/")
        metric = "stock_qty" if kind == "shelf" else "in_transit_qty"
        held[metric, place, skus[lot]] += units
    for (metric, place, sku), units in sorted(held.items()):
        product = known[sku]
        yield metric, place, sku, plain_quantity(units, product.parts), product.unit


def loss_figures(session: Session, span: Span) -> Iterator[Figure]:
    """Every lot that a transfer lost units of, with what its maker was credited."""
    query = (
        sa.select(Loss, Delivery.sku, Delivery.member, Arrival.reason)
        .join(Delivery, Delivery.lot == Loss.lot)
        .join(Arrival, sa.and_(Arrival.transfer == Loss.transfer, Arrival.line == Loss.line))
        .where(span.recorded(Loss.entry))
        .order_by(Loss.entry, Loss.line, Loss.lot)
    )
    parts = {product.sku: product.parts for product in products(session)}
    for loss, sku, member, reason in session.execute(query):
        key = f"{sku}|{loss.lot}|{member}"
        said = f"comp {plain_money(loss.compensation)} PEN, {reason}"
        yield "lost_units", loss.transfer, key, plain_quantity(loss.units, parts[sku]), said


def product_figures(session: Session, span: Span) -> Iterator[Figure]:
    """What became of each product in the year, and what is left at its end."""
    flows = {
        "sku_delivered": _sums(
            session,
            Delivery.sku,
            Delivery.brought - Delivery.rejected,
            sa.and_(span.recorded(Delivery.entry), standing(Delivery.entry)),
        ),
        "sku_sold": _sums(
            session,
            SaleLine.sku,
            SaleLine.units,
            sa.and_(span.recorded(SaleLine.entry), standing(SaleLine.entry)),
        ),
        "sku_restocked": _restocked(session, span),
        "sku_lost": _lost(session, span),
        "sku_adjusted": _sums(
            session, Adjustment.sku, Adjustment.units, span.recorded(Adjustment.entry)
        ),
        "sku_closing": _closing(session, span),
    }
    for product in products(session):
        for metric, units in flows.items():
            value = plain_quantity(units.get(product.sku, 0), product.parts)
            yield metric, product.sku, "", value, product.unit


def _sums(session: Session, sku, units, where) -> dict[str, int]:
    query = sa.select(sku, sa.func.sum(units)).where(where).group_by(sku)
    return {code: int(total) for code, total in session.execute(query)}


def _restocked(session: Session, span: Span) -> dict[str, int]:
    query = (
        sa.select(SaleLine.sku, sa.func.sum(Return.units))
        .join(SaleLine, sa.and_(SaleLine.sale == Return.sale, SaleLine.line == Return.line))
        .where(span.recorded(Return.entry), Return.restock.is_not(None))
        .group_by(SaleLine.sku)
    )
    return {sku: int(units) for sku, units in session.execute(query)}


def _lost(session: Session, span: Span) -> dict[str, int]:
    query = (
        sa.select(Delivery.sku, sa.func.sum(Loss.units))
        .join(Delivery, Delivery.lot == Loss.lot)
        .where(span.recorded(Loss.entry))
        .group_by(Delivery.sku)
    )
    return {sku: int(units) for sku, units in session.execute(query)}


def _closing(session: Session, span: Span) -> dict[str, int]:
    skus = dict(session.execute(sa.select(Delivery.lot, Delivery.sku)).all())
    closing: dict[str, int] = defaultdict(int)
    for (_, lot), units in units_at(session, span.last).items():
        closing[skus[lot]] += units
    return closing
