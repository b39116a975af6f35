"""The stock card of a product at a place: every move in order, with the running balance."""

from dataclasses import dataclass
from datetime import date

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
