"""A paper about pieces of hers that were lost or given away, also one that was undone."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import payouts
from ..catalog import Product
from ..domain import accounts as acc
from ..domain import showing
from ..ledger.models import Entry, Move
from ..production import Delivery
from .account import TERMS


@dataclass(frozen=True, slots=True)
class GoneLot:
    """How much of one lot it was."""

    delivery: Delivery
    product: Product
    units: int

    @property
    def amount(self) -> str:
        """The same as it is said: `3`, `2.5 kg`."""
        return showing.quantity(self.units, self.product.parts, self.product.unit)


@dataclass(frozen=True, slots=True)
class Paper:
    """Her lots in it, and what she got for them, in céntimos; `term` is where that was added."""

    cause: str
    term: str
    on: date
    cents: int
    lots: tuple[GoneLot, ...]


def paper(session: Session, member: str, cause: str) -> Paper | None:
    """The paper of a cause; None where no lot of hers was lost or given away by it."""
    entry = session.scalars(sa.select(Entry).where(Entry.cause == cause)).first()
    if entry is None or entry.kind not in TERMS:
        return None
    units = (
        sa.select(Move.unit, sa.func.sum(Move.amount).label("units"))
        .where(Move.entry == entry.id, Move.target.in_((acc.LOST, acc.SAMPLE)))
        .group_by(Move.unit)
        .subquery()
    )
    query = (
        sa.select(Delivery, Product, units.c.units)
        .join(units, units.c.unit == Delivery.lot)
        .join(Product, Product.sku == Delivery.sku)
        .where(Delivery.member == member)
        .order_by(Delivery.entry)
    )
    lots = tuple(GoneLot(lot, product, int(n)) for lot, product, n in session.execute(query))
    came = payouts.moved(session, member, cause)
    cents = sum(one.change for one in came if one.entry == entry.id)
    return Paper(cause, TERMS[entry.kind], entry.on, cents, lots) if lots else None
