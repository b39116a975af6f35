"""The list of sales, newest first, and how each of them stands."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.balances import below
from ..ledger.models import Balance, Entry
from .models import Buyer, Sale

#: Sales on one page of the list.
PAGE = 30

#: So many sales back somebody's last one is looked for.
LATELY = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One sale of the list; `entry` is the key for the next page."""

    entry: int
    code: str
    on: date
    buyer: str
    total: int
    currency: str
    due: int
    due_on: date | None

    def state(self, today: date) -> str:
        """`paid`, `late`, `open`, or `back` when it is us who owe the buyer."""
        return state_of(self.due, self.due_on, today)


def state_of(due: int, due_on: date | None, today: date) -> str:
    """How a sale stands by what is due on it.

    >>> day = date(2025, 6, 30)
    >>> [state_of(due, day, date(2025, 7, 1)) for due in (0, -5, 5)]
    ['paid', 'back', 'late']
    >>> state_of(5, None, day), state_of(5, day, day)
    ('open', 'open')
    """
    if due <= 0:
        return "back" if due else "paid"
    return "late" if due_on and due_on < today else "open"


def newest(
    session: Session,
    *,
    before: int | None = None,
    to_collect: bool = False,
    buyer: str | None = None,
    most: int = PAGE,
) -> list[Listed]:
    """Sales, the last recorded first, from an entry on; only those to collect, or of one buyer."""
    due = sa.func.coalesce(Balance.amount, 0)
    query = (
        sa.select(
            Sale.entry, Sale.code, Sale.on, Buyer.name, Sale.total, Sale.currency, due, Sale.due_on
        )
        .join(Buyer, Buyer.code == Sale.buyer)
        .join(
            Balance,
            sa.and_(Balance.account == acc.due("") + Sale.code, Balance.unit == Sale.currency),
            isouter=True,
        )
        .order_by(Sale.entry.desc())
        .limit(most)
    )
    if before:
        query = query.where(Sale.entry < before)
    if to_collect:
        query = query.where(Sale.code.in_(_open))
    if buyer:
        query = query.where(Sale.buyer == buyer)
    return [Listed(*row) for row in session.execute(query)]


#: Sales on which something is due, from the index of live balances: few, however old the book is.
_open = sa.select(sa.func.substr(Balance.account, len(acc.due("")) + 1)).where(
    below(Balance.account, acc.due("")), sa.text("balance.amount > 0")
)


def last_of(session: Session, by: int) -> Sale | None:
    """The last sale that somebody recorded lately: the next one is probably like it."""
    lately = sa.select(Sale.entry).order_by(Sale.entry.desc()).limit(LATELY)
    query = (
        sa.select(Sale)
        .join(Entry, Entry.id == Sale.entry)
        .where(Entry.by == by, Sale.entry.in_(lately))
        .order_by(Sale.entry.desc())
    )
    return session.scalars(query.limit(1)).first()
