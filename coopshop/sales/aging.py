"""What buyers owe, by how long it is overdue: sale by sale, and buyer by buyer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..domain.errors import N_
from ..domain.folding import alphabetical
from ..domain.money import CURRENCIES
from ..ledger.models import Balance
from .models import Buyer, Sale

#: Days overdue: the last day of each age and what it is called; the first is not due yet.
AGES = {
    0: N_("Not due yet"),
    30: N_("1 to 30 days"),
    60: N_("31 to 60 days"),
    90: N_("61 to 90 days"),
}
OLDER = N_("More than 90 days")

WORDS = (*AGES.values(), OLDER)


class Owed(NamedTuple):
    """What is due on one sale; `late` counts the days since it should have been paid."""

    entry: int
    sale: str
    on: date
    buyer: str
    name: str
    due: int
    currency: str
    due_on: date | None
    late: int
    age: int
    #: On no sale: it stood in the notebook before the book began, and `sale` is its opening.
    old: bool = False

    @property
    def words(self) -> str:
        """How old it is."""
        return WORDS[self.age]


@dataclass(frozen=True, slots=True)
class OwedByBuyer:
    """What one buyer owes in one currency, by age."""

    buyer: str
    name: str
    currency: str
    by_age: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.by_age)


def age_of(late: int) -> int:
    """Which of the ages so many days overdue belong to.

    >>> [age_of(late) for late in (-5, 0, 1, 30, 31, 60, 61, 90, 91, 400)]
    [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    """
    return sum(late > most for most in AGES)


#: Tells what buyers owe that is on no sale.
Elsewhere = Callable[[Session, date], Iterable[Owed]]

_elsewhere: list[Elsewhere] = []


def also_owed(reader: Elsewhere) -> Elsewhere:
    """A later room that knows of debts of buyers is asked too."""
    _elsewhere.append(reader)
    return reader


def owed(session: Session, today: date, *, buyer: str | None = None) -> list[Owed]:
    """Every sale and old debt on which something is due to us, the oldest day of payment first.

    A sale without such a day should have been paid when it was made.
    """
    query = (
        sa.select(
            *(Sale.entry, Sale.code, Sale.on, Sale.buyer, Buyer.name, Balance.amount),
            *(Sale.currency, Sale.due_on),
        )
        .join(
            Balance,
            sa.and_(Balance.account == acc.due("") + Sale.code, Balance.unit == Sale.currency),
        )
        .join(Buyer, Buyer.code == Sale.buyer)
        .where(Balance.amount > 0)
    )
    if buyer:
        query = query.where(Sale.buyer == buyer)
    found = [_owed(today, row) for row in session.execute(query)]
    found += [one for one in older(session, today) if buyer in (None, one.buyer)]
    return sorted(found, key=lambda one: (-one.late, one.entry))


def older(session: Session, today: date) -> list[Owed]:
    """What is owed on no sale."""
    return [one for reader in _elsewhere for one in reader(session, today)]


def by_buyer(owed: Iterable[Owed]) -> list[OwedByBuyer]:
    """The same buyer by buyer, currencies apart; who owes most of the oldest stands first."""
    sums: dict[tuple[str, str, str], list[int]] = {}
    for one in owed:
        ages = sums.setdefault((one.buyer, one.name, one.currency), [0] * len(WORDS))
        ages[one.age] += one.due
    found = [OwedByBuyer(*key, tuple(ages)) for key, ages in sums.items()]
    return sorted(
        found, key=lambda one: (*(-cents for cents in one.by_age[::-1]), alphabetical(one.name))
    )


def in_all(owed: Iterable[Owed]) -> dict[str, tuple[int, ...]]:
    """The sums of each age by currency; what nobody owes in is left out."""
    sums = {currency: [0] * len(WORDS) for currency in CURRENCIES}
    for one in owed:
        sums[one.currency][one.age] += one.due
    return {currency: tuple(ages) for currency, ages in sums.items() if any(ages)}


def _owed(today: date, row: sa.Row[int, str, date, str, str, int, str, date | None]) -> Owed:
    late = (today - (row[7] or row[2])).days
    return Owed(*row, late, age_of(late))
