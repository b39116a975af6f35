"""What the lists of sales are made of, and how each sale stands."""

from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..db import Day
from ..domain import accounts as acc
from ..ledger.balances import below
from ..ledger.models import Balance, Entry
from ..web.listing import Selected
from .models import Buyer, Return, Sale, Undone

#: More sales than this are many.
MANY = 2_000

#: So many that are overdue are counted for the first page.
MANY_LATE = 500

#: So many sales back somebody's last one is looked for.
LATELY = 200


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


def listed(today: date, *, only: sa.ColumnElement[bool] | None = None) -> Selected:
    """Every sale with what is due on it, or only those `to_collect`.

    An undone sale is listed with its number, and comes to nothing.
    """
    every = _listed(today)
    return every if only is None else every.where(only)


#: What the buyer brought back of a sale, in its currency.
_came_back = (
    sa.select(sa.func.coalesce(sa.func.sum(Return.total), 0))
    .where(Return.sale == Sale.code)
    .correlate(Sale)
    .scalar_subquery()
)


@lru_cache(maxsize=1)
def _listed(today: date) -> Selected:
    return (
        sa.select(
            Sale.entry,
            Sale.code,
            Sale.on,
            Sale.buyer.label("buyer_code"),
            Buyer.name.label("buyer"),
            sa.case((Undone.sale.is_(None), Sale.total), else_=0).label("total"),
            *(Sale.total.label("rung"), Sale.currency),
            sa.func.coalesce(Balance.amount, 0).label("due"),
            Sale.due_on,
            Undone.sale.is_not(None).label("undone"),
            _came_back.label("came_back"),
            sa.literal(today, Day()).label("today"),
        )
        .join(Buyer, Buyer.code == Sale.buyer)
        .join(Undone, Undone.sale == Sale.code, isouter=True)
        .join(
            Balance,
            sa.and_(Balance.account == acc.due("") + Sale.code, Balance.unit == Sale.currency),
            isouter=True,
        )
    )


#: Sales on which something is due, from the index of live balances: few, however old the book is.
_open = sa.select(sa.func.substr(Balance.account, len(acc.due("")) + 1)).where(
    below(Balance.account, acc.due("")), sa.text("balance.amount > 0")
)


def to_collect(session: Session) -> sa.ColumnElement[bool]:
    """Which sales of `listed` are to be collected, asked in the way that is the quicker one.

    As a rule a few of very many: then the live balances name them. Are they many, the newest of
    them are found sooner by looking at each sale's balance.
    """
    some = _open.limit(MANY + 1).subquery()
    count = session.scalar(sa.select(sa.func.count()).select_from(some)) or 0
    return Balance.amount > 0 if count > MANY else Sale.code.in_(_open)


def unsettled(session: Session) -> sa.ColumnElement[bool]:
    """Which sales of `listed` are to be collected, or have us owe the buyer after a return."""
    came_back = Sale.code.in_(sa.select(Return.sale))
    return sa.or_(to_collect(session), sa.and_(came_back, Balance.amount < 0))


def overdue(session: Session, today: date) -> int:
    """How many sales should have been paid before today; of very many, only that there are more."""
    late = (
        sa.select(sa.true())
        .select_from(Balance)
        .join(Sale, Sale.code == sa.func.substr(Balance.account, len(acc.due("")) + 1))
        .where(below(Balance.account, acc.due("")), sa.text("balance.amount > 0"))
        .where(Sale.due_on < today)
        .limit(MANY_LATE + 1)
        .subquery()
    )
    return session.scalar(sa.select(sa.func.count()).select_from(late)) or 0


def last_of(session: Session, by: int, *only: sa.ColumnElement[bool]) -> Sale | None:
    """The last sale of a kind that somebody recorded lately: the next one is probably like it."""
    lately = sa.select(Sale.entry).order_by(Sale.entry.desc()).limit(LATELY)
    query = (
        sa.select(Sale)
        .join(Entry, Entry.id == Sale.entry)
        .where(Entry.by == by, Sale.entry.in_(lately), *only)
        .order_by(Sale.entry.desc())
    )
    return session.scalars(query.limit(1)).first()
