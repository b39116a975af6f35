"""The cash book: what moved in one drawer or the box between two days, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..domain.bookings import PEN
from ..domain.running import Running
from ..ledger.balances import below
from ..ledger.models import Entry, Move

#: Soles that leave a drawer because somebody paid in dollars.
CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry's effect: `came` in or `went` out, `after` it so much lies there.

    `other` is the account on the other side: whom the money came from or went to.
    """

    entry: int
    on: date
    at: datetime
    kind: str
    cause: str
    other: str
    came: int
    went: int
    after: int


@dataclass(frozen=True, slots=True)
class CashBook(Running):
    """What an account held before the day `since`, each move up to `until`, what it held then."""

    account: str
    unit: str
    since: date
    until: date
    opening: int
    lines: tuple[Line, ...]


def cash_book(
    session: Session, account: str, since: date, until: date, currency: str = PEN
) -> CashBook:
    """The book of an account by business days, both days among them."""
    later = _moves(account, currency).where(Entry.on > until)
    moved = session.execute(_moves(account, currency).where(Entry.on.between(since, until)))
    rows = moved.all()
    closing = ledger.balance(session, account, currency) - sum(
        row.came - row.went for row in session.execute(later)
    )
    opening = closing - sum(row.came - row.went for row in rows)
    first = max(since, rows[0].on) if rows and since == date.min else since
    return CashBook(account, currency, first, until, opening, tuple(_running(rows, opening)))


def currencies(session: Session, account: str) -> list[str]:
    """The currencies that ever lay there; soles always."""
    units = sa.union(
        sa.select(Move.unit).where(Move.target == account),
        sa.select(Move.unit).where(Move.source == account),
    )
    return sorted({PEN, *session.scalars(units)})


def _running(rows: Iterable[Any], after: int) -> Iterable[Line]:
    for row in rows:
        after += row.came - row.went
        line = Line(**row._mapping, after=after)
        yield replace(line, kind=CHANGE) if line.kind == "collection" and line.went else line


def _whose() -> Any:
    """The sale that an entry paid with dollars: the exchange account stands between."""
    paid = sa.orm.aliased(Move)
    due = sa.case((below(paid.source, acc.due("")), paid.source), else_=paid.target)
    found = sa.or_(below(paid.source, acc.due("")), below(paid.target, acc.due("")))
    query = sa.select(sa.func.min(due)).where(paid.entry == Entry.id, found)
    return sa.func.coalesce(query.correlate(Entry).scalar_subquery(), acc.EXCHANGE)


def _moves(account: str, currency: str) -> Any:
    """An account's part of each entry, in the order of business days and then of the book."""
    came = sa.func.sum(sa.case((Move.target == account, Move.amount), else_=0))
    went = sa.func.sum(sa.case((Move.source == account, Move.amount), else_=0))
    side = sa.case((Move.target == account, Move.source), else_=Move.target)
    other = sa.func.min(sa.case((side == acc.EXCHANGE, _whose()), else_=side))
    columns = (Entry.id, Entry.on, Entry.at, Entry.kind, Entry.cause)
    sums = (other.label("other"), came.label("came"), went.label("went"))
    return (
        sa.select(Entry.id.label("entry"), *columns[1:], *sums)
        .join(Move, Move.entry == Entry.id)
        .where(sa.or_(Move.source == account, Move.target == account), Move.unit == currency)
        .group_by(*columns)
        .order_by(Entry.on, Entry.id)
    )
