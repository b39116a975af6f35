"""The stock card of a product at a place: every move, with what lay there afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..catalog import Product
from ..domain import accounts as acc
from ..ledger.models import Entry, Move
from ..production import Delivery
from ..web.listing import Selected
from .stock import stock_of


def carded(place: str, product: Product) -> Selected:
    """Every move of a product at a place, for the list of its card."""
    moved = ledger.moved(acc.shelf(place)).subquery("shelf")
    measure = (sa.literal(product.unit).label("unit"), sa.literal(product.parts).label("parts"))
    said = (moved.c[name] for name in ("entry", "line", "on", "cause", "came", "went"))
    query = sa.select(*said, moved.c.unit.label("lot"), *measure).join(
        Delivery, Delivery.lot == moved.c.unit
    )
    return query.where(Delivery.sku == product.sku)


class Line(NamedTuple):
    """One line of the list, and what lay there after its entry."""

    entry: int
    line: int
    on: date
    cause: str
    came: int
    went: int
    lot: str
    unit: str
    parts: int
    left: int


def with_rest(place: str, product: Product) -> Callable[[Session, Sequence[Any]], list[Line]]:
    """Adds what was left after each line: what lies there now, less what has moved since."""

    def finish(session: Session, rows: Sequence[Any]) -> list[Line]:
        oldest = min(row.entry for row in rows)
        moved = carded(place, product).subquery()
        change = sa.func.sum(moved.c.came - moved.c.went)
        query = sa.select(moved.c.entry, change).where(moved.c.entry >= oldest)
        query = query.group_by(moved.c.entry).order_by(moved.c.entry.desc())
        left, after = stock_of(session, place, product.sku), {}
        for entry, units in session.execute(query):
            after[entry] = left
            left -= int(units)
        return [Line._make((*row, after[row.entry])) for row in rows]

    return finish


@dataclass(frozen=True, slots=True)
class Moved:
    """What one entry did to a product at a place: `units` came (or went, below zero)."""

    sku: str
    entry: int
    on: date
    at: datetime
    cause: str
    units: int


def moved_since(session: Session, place: str, entry: int) -> list[Moved]:
    """What moved at a place after an entry, in order of recording."""
    shelf = acc.shelf(place)
    change = sa.func.sum(sa.case((Move.target == shelf, Move.amount), else_=-Move.amount))
    query = (
        sa.select(Delivery.sku, Entry.id, Entry.on, Entry.at, Entry.cause, change)
        .join(Move, Move.entry == Entry.id)
        .join(Delivery, Delivery.lot == Move.unit)
        .where(sa.or_(Move.source == shelf, Move.target == shelf), Move.entry > entry)
        .group_by(Delivery.sku, Entry.id, Entry.on, Entry.at, Entry.cause)
        .order_by(Entry.id, Delivery.sku)
    )
    return [
        Moved(sku, number, on, at, cause, int(units))
        for sku, number, on, at, cause, units in session.execute(query)
    ]
