"""What buyers gave back of her pieces: of which sale, when, and what went off for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..sales import Allocation, Return, ReturnedLot

#: Her pieces of one lot in a line of a sale: sale, line, position.
Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class GaveBack:
    """So many pieces that came back by an entry, and what was hers of them."""

    entry: int
    on: date
    units: int
    cents: int


def given_back(
    session: Session, member: str, which: sa.ColumnElement[bool]
) -> dict[Key, list[GaveBack]]:
    """The same of those allocations of a member, the first day first."""
    same = sa.and_(
        ReturnedLot.sale == Allocation.sale,
        ReturnedLot.line == Allocation.line,
        ReturnedLot.position == Allocation.position,
    )
    query = (
        sa.select(Return.entry, Return.on, ReturnedLot)
        .join(Return, Return.code == ReturnedLot.code)
        .join(Allocation, same)
        .where(which, Allocation.member == member)
        .order_by(Return.entry)
    )
    found: dict[Key, list[GaveBack]] = defaultdict(list)
    for entry, on, lot in session.execute(query):
        gave = GaveBack(entry, on, lot.units, lot.amount)
        found[lot.sale, lot.line, lot.position].append(gave)
    return found
