"""What each line of a sale is for a member: she may say of one product alone that it is not right.

The money of a sale becomes hers at once, yet what every product of it brought is hers by itself. A
part is named by the sale and the number of its line, `sale/V0002/2`; `sale/V0002` is all of it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..catalog import Product
from ..domain.showing import quantity
from ..sales import Allocation, ReturnedLot, SaleLine
from ..web.names import so_many

#: Of one entry: the member, the sale, the entry's number.
Key = tuple[str, str, int]

_NAMED = re.compile(r"sale/([^/]+)/([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class Part:
    """Her pieces in one line of a sale, and what came of them; below zero it went off."""

    about: str
    units: int
    cents: int
    description: str
    parts: int
    unit: str

    @property
    def words(self) -> str:
        """So many of it, in the reader's language: laws ask for the sums where nobody reads."""
        amount = quantity(abs(self.units), self.parts, self.unit)
        return so_many(amount, self.description, self.parts)


@dataclass(slots=True)
class _Taken:
    """Her pieces in one line: what was sold of them, and by which entries some came back."""

    description: str
    parts: int
    unit: str
    units: int = 0
    cents: int = 0
    back: list[tuple[int, int, int]] = field(default_factory=list)

    def left(self, entry: int) -> tuple[int, int]:
        """Units and céntimos that had not come back by an entry, that one included."""
        return self._less(self.units, self.cents, [b for b in self.back if b[0] <= entry])

    def came(self, entry: int) -> tuple[int, int]:
        """What one entry brought back, below zero."""
        return self._less(0, 0, [b for b in self.back if b[0] == entry])

    @staticmethod
    def _less(units: int, cents: int, gone: list[tuple[int, int, int]]) -> tuple[int, int]:
        return units - sum(b[1] for b in gone), cents - sum(b[2] for b in gone)

    def part(self, about: str, units: int, cents: int) -> Part:
        """So many of it, and what came of them."""
        return Part(about, units, cents, self.description, self.parts, self.unit)


def part(sale: str, line: int) -> str:
    """How one line of a sale is named."""
    return f"sale/{sale}/{line}"


def part_of(about: str) -> tuple[str, int] | None:
    """The sale and the line that a name means; None where it names no part of a sale."""
    found = _NAMED.fullmatch(about)
    return (found[1], int(found[2])) if found else None


def whole(about: str) -> str:
    """The sale of a part; anything else is itself."""
    found = part_of(about)
    return f"sale/{found[0]}" if found else about


def covered(about: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that are meant by one: by a sale all its parts too, by a part the sale where
    its money was not told line by line.
    """
    known = [*names]
    if about.startswith("sale/") and part_of(about) is None:
        return [name for name in known if whole(name) == about]
    return [about] if about in known else [name for name in known if name == whole(about)]


def parts(session: Session, member: str, sales: Collection[str]) -> dict[str, list[Part]]:
    """Her lines of some sales as they were sold, each with what is hers of it now."""
    stands = sa.select(Allocation.sale).where(
        Allocation.sale.in_(sales), ledger.standing(Allocation.entry)
    )
    standing = set(session.scalars(stands))
    return {
        sale: [
            taken.part(part(sale, line), taken.units, taken.left(_FOREVER)[1] * counts)
            for line, taken in lines.items()
        ]
        for (_, sale), lines in _taken(session, {(member, sale) for sale in sales}).items()
        for counts in (int(sale in standing),)
    }


def divided(session: Session, sums: Mapping[Key, int]) -> dict[Key, tuple[Part, ...]]:
    """What each line of a sale has in what an entry moved of it; all together are that sum.

    Where no division comes to the very sum, none is said.
    """
    taken = _taken(session, {(member, sale) for member, sale, _ in sums})
    return {
        key: next((told for told in _told(taken.get(key[:2], {}), key, cents) if told), ())
        for key, cents in sums.items()
    }


_FOREVER = 2**62


def _told(lines: Mapping[int, _Taken], key: Key, cents: int) -> Iterator[tuple[Part, ...]]:
    """It became hers; or some of it came back; or the money for it was taken back."""
    _, sale, entry = key
    left = {line: taken.left(entry) for line, taken in lines.items()}
    came = {line: taken.came(entry) for line, taken in lines.items()}
    lost = {line: (-units, -amount) for line, (units, amount) in left.items()}
    for figures in (left,) if cents > 0 else (came, lost):
        if sum(amount for _, amount in figures.values()) == cents:
            yield tuple(
                lines[line].part(part(sale, line), units, amount)
                for line, (units, amount) in figures.items()
                if units
            )


def _taken(
    session: Session, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], dict[int, _Taken]]:
    """Of some members in some sales: the lines in which each has pieces."""
    sales = {sale for _, sale in wanted}
    back = _came_back(session, sales)
    query = (
        sa.select(Allocation, SaleLine.description, SaleLine.parts, Product.unit)
        .join(SaleLine, (SaleLine.sale == Allocation.sale) & (SaleLine.line == Allocation.line))
        .join(Product, Product.sku == SaleLine.sku)
        .where(Allocation.sale.in_(sales))
        .order_by(Allocation.sale, Allocation.line, Allocation.position)
    )
    found: dict[tuple[str, str], dict[int, _Taken]] = defaultdict(dict)
    for one, description, parts_, unit in session.execute(query):
        if (one.member, one.sale) in wanted:
            known = found[one.member, one.sale]
            taken = known.setdefault(one.line, _Taken(description, parts_, unit))
            taken.units += one.units
            taken.cents += one.amount
            taken.back += back[one.sale, one.line, one.position]
    return found


def _came_back(
    session: Session, sales: Collection[str]
) -> dict[tuple[str, int, int], list[tuple[int, int, int]]]:
    """(entry, units, céntimos) of what came back, by sale, line and position."""
    found: dict[tuple[str, int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for row in session.scalars(sa.select(ReturnedLot).where(ReturnedLot.sale.in_(sales))):
        found[row.sale, row.line, row.position].append((row.entry, row.units, row.amount))
    return found
