"""The stock card of a product at a place: every move, with what lay there afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..catalog import Product
from ..domain import accounts as acc
from ..ledger.models import Entry, Move
from ..production import Delivery
from ..web.listing import Selected
from .lying import lay_after


def carded(place: str, product: Product) -> Selected:
    """Every move of a product at a place, for the list of its card."""
    return _carded(place, product.sku, product.unit, product.parts)


@lru_cache(maxsize=32)
def _carded(place: str, sku: str, unit: str, parts: int) -> Selected:
    moved = ledger.moved(acc.shelf(place)).subquery("shelf")
    measure = (sa.literal(unit).label("unit"), sa.literal(parts).label("parts"))
    said = (moved.c[name] for name in ("entry", "line", "on", "cause", "came", "went"))
    query = sa.select(*said, moved.c.unit.label("lot"), *measure).join(
        Delivery, Delivery.lot == moved.c.unit
    )
    return query.where(Delivery.sku == sku)


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
        oldest, newest = (end(row.entry for row in rows) for end in (min, max))
        left, after = lay_after(session, place, product.sku, newest), {}
        between = {"oldest": oldest, "newest": newest}
        for entry, units in session.execute(_changes(carded(place, product)), between):
            after[entry] = left
            left -= int(units)
        return [Line._make((*row, after[row.entry])) for row in rows]

    return finish


@lru_cache(maxsize=32)
def _changes(card: Selected) -> Selected:
    """What each entry from the `oldest` to the `newest` one changed, the last of them first."""
    moved = card.subquery()
    some = moved.c.entry.between(sa.bindparam("oldest"), sa.bindparam("newest"))
    query = sa.select(moved.c.entry, sa.func.sum(moved.c.came - moved.c.went)).where(some)
    return query.group_by(moved.c.entry).order_by(moved.c.entry.desc())


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
