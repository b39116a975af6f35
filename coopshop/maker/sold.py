"""Her pieces in sales: how many, what was paid for them, what was kept back, what is hers.

A line of a sale may hold pieces of several makers. Each sum of the line is shared out by units, as
her own part was, and the association's part is what is left: so all parts of all makers together
are the line, to the céntimo.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..catalog import Product
from ..domain import showing
from ..domain.sharing import share
from ..sales import Allocation, Return, ReturnedLot, Sale, SaleLine

#: After every entry.
FOREVER = 2**62

_Row = TypeVar("_Row", Sale, Allocation, Return, ReturnedLot)


@dataclass(frozen=True, slots=True)
class Piece:
    """Her units in one line of a sale, all sums in céntimos of soles; below zero they came back."""

    sale: str
    line: int
    sku: str
    name: str
    name_en: str | None
    category: str | None
    units: int
    parts: int
    unit: str
    price: int
    igv: int
    fund: int
    hers: int
    lots: tuple[str, ...]

    @property
    def association(self) -> int:
        """What the association kept of the price."""
        return self.price - self.igv - self.fund - self.hers

    @property
    def amount(self) -> str:
        """How many, as it is said: `3`, `2.5 kg`."""
        return showing.quantity(abs(self.units), self.parts, self.unit)


@dataclass(slots=True)
class _Back:
    """What came back of one line by one return."""

    entry: int
    row: Return
    lots: dict[int, ReturnedLot] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """One sale, as far as it is about her."""

    sale: Sale
    member: str
    lines: dict[int, tuple[SaleLine, Product]] = field(default_factory=dict)
    served: dict[int, list[Allocation]] = field(default_factory=lambda: defaultdict(list))
    backs: dict[str, _Back] = field(default_factory=dict)

    def left(self, entry: int = FOREVER) -> tuple[Piece, ...]:
        """Her pieces less what had come back when an entry was written (that one included)."""
        return tuple(
            piece
            for line in self.lines
            if (piece := self._left(line, [b for b in self._of(line) if b.entry <= entry]))
        )

    def back(self, entry: int) -> tuple[Piece, ...]:
        """Her pieces that came back by one entry, below zero."""
        found = (self._came(back) for back in self.backs.values() if back.entry == entry)
        return tuple(piece for piece in found if piece)

    def of(self, line: int) -> Piece | None:
        """Her pieces of one line as they were sold, whatever came back later."""
        return self._left(line, []) if line in self.lines else None

    def returned(self, line: int) -> list[tuple[date, Piece]]:
        """Her pieces of one line that came back, each time with its day."""
        found = ((back.row.on, self._came(back)) for back in self._of(line))
        return [(on, piece) for on, piece in found if piece]

    def _of(self, line: int) -> list[_Back]:
        return [back for back in self.backs.values() if back.row.line == line]

    def _left(self, line: int, backs: list[_Back]) -> Piece | None:
        """Each sum of the line less what went back, shared out over the units that are left."""
        row, _ = self.lines[line]
        served = self.served[line]
        units = [a.units - sum(_units(b, a) for b in backs) for a in served]
        hers = [a.amount - sum(_amount(b, a) for b in backs) for a in served]
        gone = [b.row for b in backs]
        return self._piece(
            line,
            served,
            units,
            hers,
            row.net_pen + row.igv_pen - sum(b.net_pen + b.igv_pen for b in gone),
            row.igv_pen - sum(b.igv_pen for b in gone),
            row.fund - sum(b.fund for b in gone),
        )

    def _came(self, back: _Back) -> Piece | None:
        served = self.served[back.row.line]
        units = [_units(back, a) for a in served]
        hers = [_amount(back, a) for a in served]
        row = back.row
        price = row.net_pen + row.igv_pen
        return self._piece(row.line, served, units, hers, price, row.igv_pen, row.fund, sign=-1)

    def _piece(
        self,
        line: int,
        served: list[Allocation],
        units: list[int],
        hers: list[int],
        price: int,
        igv: int,
        fund: int,
        *,
        sign: int = 1,
    ) -> Piece | None:
        own = [place for place, a in enumerate(served) if a.member == self.member]
        if not sum(units[place] for place in own):
            return None
        row, product = self.lines[line]

        def part(whole: int) -> int:
            shares = share(whole, units)
            return sign * sum(shares[place] for place in own)

        return Piece(
            sale=row.sale,
            line=line,
            sku=row.sku,
            name=row.description,
            name_en=product.name_en,
            category=product.category,
            units=sign * sum(units[place] for place in own),
            parts=row.parts,
            unit=product.unit,
            price=part(price),
            igv=part(igv),
            fund=part(fund),
            hers=sign * sum(hers[place] for place in own),
            lots=tuple(lot for place in own if units[place] and (lot := served[place].lot)),
        )


def told(session: Session, member: str, codes: Collection[str]) -> dict[str, Told]:
    """What sales were about a member, by the code of each."""
    found: dict[str, Told] = {}
    for sale in _all(session, Sale, Sale.code, codes):
        found[sale.code] = Told(sale, member)
    query = sa.select(SaleLine, Product).join(Product, Product.sku == SaleLine.sku)
    lines = query.where(SaleLine.sale.in_(codes)).order_by(SaleLine.sale, SaleLine.line)
    for line, product in session.execute(lines):
        found[line.sale].lines[line.line] = (line, product)
    for served in _all(session, Allocation, Allocation.sale, codes):
        found[served.sale].served[served.line].append(served)
    for row in _all(session, Return, Return.sale, codes):
        found[row.sale].backs[row.code] = _Back(row.entry, row)
    for lot in _all(session, ReturnedLot, ReturnedLot.sale, codes):
        found[lot.sale].backs[lot.code].lots[lot.position] = lot
    return found


def _all(
    session: Session,
    model: type[_Row],
    column: sa.orm.InstrumentedAttribute[str],
    codes: Collection[str],
) -> Iterator[_Row]:
    query = sa.select(model).where(column.in_(codes)).order_by(*model.__table__.primary_key)
    yield from session.scalars(query)


def _units(back: _Back, served: Allocation) -> int:
    lot = back.lots.get(served.position)
    return lot.units if lot else 0


def _amount(back: _Back, served: Allocation) -> int:
    lot = back.lots.get(served.position)
    return lot.amount if lot else 0
