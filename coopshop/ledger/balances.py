"""What an account holds: one row to read, however old the book is."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.bookings import PEN
from .models import Balance


def balance(session: Session, account: str, unit: str = PEN) -> int:
    """What went into an account less what went out; below zero it is ours to give."""
    return session.connection().scalar(_one, {"account": account, "unit": unit}) or 0


_balance = Balance.__table__
_one = sa.select(_balance.c.amount).where(
    _balance.c.account == sa.bindparam("account"), _balance.c.unit == sa.bindparam("unit")
)


def balances(session: Session, prefix: str, unit: str = PEN) -> dict[str, int]:
    """The balances of every account below a prefix, by the rest of its name; nothings left out.

    `balances(session, "payable/")` gives `{"AW-03": -6400, …}`.
    """
    query = sa.select(Balance.account, Balance.amount).where(
        below(Balance.account, prefix),
        Balance.unit == unit,
        Balance.amount != 0,
    )
    return {account.removeprefix(prefix): amount for account, amount in session.execute(query)}


def below(account: Any, prefix: str) -> sa.ColumnElement[bool]:
    """Accounts below a prefix, as an index finds them: SQLite's LIKE would read them all."""
    return sa.and_(account >= prefix, account < prefix[:-1] + chr(ord(prefix[-1]) + 1))


def total(session: Session, prefix: str, unit: str = PEN) -> int:
    """The sum of the balances below a prefix."""
    return sum(balances(session, prefix, unit).values())
