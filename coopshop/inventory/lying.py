"""What lay of a product at a place after some entry of the book.

What lies there now is kept; what lay there earlier is summed from the moves, and in the middle of a
long book that takes a while. But the book only grows, and the hash of an entry stands for all that
was written up to it: so a sum up to an entry is remembered under that hash, in this process, and
holds for ever. Who leafs through a card goes from one remembered sum to the next.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.models import Entry, Move
from ..production import Delivery
from .stock import stock_of

#: A sum is remembered at every so many entries.
STEP = 1_000

#: So many are remembered, then they are begun anew.
MOST = 20_000

#: What lay there by the hash of the entry, the place and the product.
_remembered: dict[tuple[str, str, str], int] = {}


def lay_after(session: Session, place: str, sku: str, entry: int) -> int:
    """The units that lay there once an entry was written."""
    step = entry // STEP * STEP
    before = _up_to(session, place, sku, step) if step else 0
    return before + _moved(session, place, sku, step, entry)


def _up_to(session: Session, place: str, sku: str, step: int) -> int:
    steps = (step, step - STEP, step + STEP)
    query = sa.select(Entry.id, Entry.hash).where(Entry.id.in_(steps))
    names = {number: (seal, place, sku) for number, seal in session.execute(query)}
    known = [number for number in steps if names.get(number) in _remembered]
    if known:
        near = known[0]
        low, high = sorted((near, step))
        change = _moved(session, place, sku, low, high) if near != step else 0
        units = _remembered[names[near]] + (change if near < step else -change)
    else:
        units = _summed(session, place, sku, step)
    if len(_remembered) >= MOST:
        _remembered.clear()
    _remembered[names[step]] = units
    return units


def _summed(session: Session, place: str, sku: str, step: int) -> int:
    """The same from the end of the book that is nearer."""
    last = session.scalar(sa.select(sa.func.max(Entry.id))) or 0
    if step * 2 < last:
        return _moved(session, place, sku, 0, step)
    return stock_of(session, place, sku) - _moved(session, place, sku, step, last)


def _moved(session: Session, place: str, sku: str, after: int, upto: int) -> int:
    """What the entries after one up to another brought, less what they took away."""
    lots = sa.select(Delivery.lot).where(Delivery.sku == sku)
    # Of many moves, whether each is of the product is told from all of its lots, read once.
    many = upto - after > STEP
    of_it = Move.unit.in_(lots) if many else lots.where(Delivery.lot == Move.unit).exists()
    some = (Move.entry > after, Move.entry <= upto, of_it)
    sums = (
        sa.select(sa.func.sum(Move.amount)).where(side == acc.shelf(place), *some).scalar_subquery()
        for side in (Move.target, Move.source)
    )
    came, went = session.execute(sa.select(*sums)).one()
    return int(came or 0) - int(went or 0)
