"""What stands behind a line of her account that is no sale: the lots, or what was written down."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..catalog import Product
from ..domain import accounts as acc
from ..domain import showing
from ..inventory import Off, off_of
from ..ledger.models import Move
from ..payouts import Debit
from ..production import Delivery
from .account import Line


@dataclass(frozen=True, slots=True)
class Gone:
    """A lot of which pieces were lost or given away, and what she got for them."""

    delivery: Delivery
    product: Product
    off: Off

    @property
    def amount(self) -> str:
        """How many of it, as it is said."""
        return showing.quantity(self.off.units, self.product.parts, self.product.unit)


@dataclass(frozen=True, slots=True)
class Behind:
    """By the number of an entry: lots that make up its sum, and the note of an advance."""

    lots: dict[int, list[Gone]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)

    def beside(self, line: Line) -> str:
        """What is told beside an advance, material or dues: its note, and its paper's number."""
        note = self.notes.get(line.entry)
        said = [f"«{note}»"] if note else []
        return ", ".join([*said, line.paper] if line.cause.startswith("debit/") else said)


def behind(session: Session, member: str, lines: Iterable[Line]) -> Behind:
    """What stands behind some lines of a member's account."""
    by_entry = {line.entry: line for line in lines if not line.sale}
    found = _gone(session, member, {line.cause: entry for entry, line in by_entry.items()})
    lots = {
        entry: gone
        for entry, gone in found.items()
        if sum(one.off.cents for one in gone) == by_entry[entry].cents
    }
    debits = sa.select(Debit.entry, Debit.note).where(
        Debit.entry.in_([*by_entry]), Debit.member == member, Debit.note.is_not(None)
    )
    notes = {entry: note for entry, note in session.execute(debits) if note}
    return Behind(lots, notes)


def _gone(session: Session, member: str, entries: dict[str, int]) -> dict[int, list[Gone]]:
    query = (
        sa.select(Delivery, Product)
        .join(Product, Product.sku == Delivery.sku)
        .join(Move, Move.unit == Delivery.lot)
        .where(Move.entry.in_([*entries.values()]), Move.target.in_((acc.LOST, acc.SAMPLE)))
        .where(Delivery.member == member)
        .order_by(Delivery.entry)
    )
    known = {delivery.lot: (delivery, product) for delivery, product in session.execute(query)}
    found: dict[int, list[Gone]] = {}
    for lot, offs in off_of(session, known.keys()).items():
        for off in offs:
            if off.cause in entries:
                found.setdefault(entries[off.cause], []).append(Gone(*known[lot], off))
    return found
