"""One sale as far as it is about her: her pieces in it, and what came of it to her account."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import payouts
from ..ledger.models import Entry, Reversal
from .account import Line
from .sold import Piece, Told, told


@dataclass(frozen=True, slots=True)
class Step:
    """One line of her account about it, and why something was put right, if that is what it is."""

    line: Line
    why: str


@dataclass(frozen=True, slots=True)
class HerSale:
    """Her `pieces` as they were sold, what came back of them, and the steps; sums in céntimos."""

    told: Told
    pieces: tuple[Piece, ...]
    back: tuple[Piece, ...]
    steps: tuple[Step, ...]
    #: Hers when the buyer pays.
    waiting: int

    @property
    def came(self) -> int:
        """What came to her account of it."""
        return sum(step.line.cents for step in self.steps)

    @property
    def hers(self) -> int:
        """What is hers of the pieces that did not come back."""
        return sum(piece.hers for piece in (*self.pieces, *self.back))


def her_sale(session: Session, member: str, code: str) -> HerSale | None:
    """The same of one sale; None where nothing of hers was sold."""
    found = told(session, member, [code]).get(code)
    pieces = found.left(0) if found else ()
    if found is None or not pieces:
        return None
    moved = {one.entry: one for one in payouts.moved(session, member, f"sale/{code}")}
    query = (
        sa.select(Entry, Reversal.note)
        .outerjoin(Reversal, Reversal.entry == Entry.id)
        .where(Entry.id.in_([*moved]))
        .order_by(Entry.id)
    )
    steps = tuple(
        Step(Line(one.id, one.on, one.kind, one.cause, moved[one.id].change, code), why or "")
        for one, why in session.execute(query)
        if moved[one.id].change
    )
    back = tuple(piece for line in found.lines for _on, piece in found.returned(line))
    return HerSale(found, pieces, back, steps, sum(one.waiting for one in moved.values()))
