"""The stock card of a product at a place: every move in order, with the running balance."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.models import Entry, Move
from ..production import Delivery


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's effect on the card: units in and out, and what lay there afterwards."""

    entry: int
    on: date
    cause: str
    kind: str
    came: int
    went: int
    left: int


def kardex(session: Session, place: str, sku: str) -> list[Step]:
    """The card, in order of recording."""
    shelf = acc.shelf(place)
    came = sa.func.sum(sa.case((Move.target == shelf, Move.amount), else_=0))
    went = sa.func.sum(sa.case((Move.source == shelf, Move.amount), else_=0))
    query = (
        sa.select(Entry.id, Entry.on, Entry.cause, Entry.kind, came, went)
        .join(Move, Move.entry == Entry.id)
        .join(Delivery, Delivery.lot == Move.unit)
        .where(sa.or_(Move.source == shelf, Move.target == shelf), Delivery.sku == sku)
        .group_by(Entry.id, Entry.on, Entry.cause, Entry.kind)
        .order_by(Entry.id)
    )
    steps, left = [], 0
    for number, on, cause, kind, plus, minus in session.execute(query):
        left += int(plus) - int(minus)
        steps.append(Step(number, on, cause, kind, int(plus), int(minus), left))
    return steps


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
