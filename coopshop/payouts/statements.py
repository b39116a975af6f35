"""A member's statement: what the book moved for her between two days, and what each move was."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import members
from ..catalog import Product
from ..domain import accounts as acc
from ..domain.showing import quantity
from ..ledger.models import Entry, Move
from ..sales import Allocation, SaleLine
from ..web.names import so_many


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's effect on what she can be paid (`change`) and on what waits for buyers."""

    entry: int
    on: date
    kind: str
    cause: str
    change: int
    waiting: int
    #: The sale that it is about, if it is about one.
    sale: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """From `opening` to `closing`, step by step; `waiting` is earned, not collected, at the end."""

    member: str
    name: str
    since: date
    until: date
    opening: int
    steps: tuple[Step, ...]
    closing: int
    waiting: int
    #: What is waiting, sale by sale, with the day of each sale.
    not_collected: tuple[tuple[str, date, int], ...]

    @property
    def running(self) -> list[tuple[Step, int]]:
        """Each step that changed what she can be paid, with her balance after it."""
        rows, balance = [], self.opening
        for step in self.steps:
            balance += step.change
            if step.change:
                rows.append((step, balance))
        return rows

    @property
    def sales(self) -> set[str]:
        """Every sale that the statement speaks of."""
        said = {step.sale for step, _ in self.running if step.sale}
        return said | {sale for sale, _, _ in self.not_collected}


def statement(session: Session, member: str, since: date, until: date) -> Statement:
    """Everything that entries of business days `since` to `until` moved for a member."""
    person = members.member(session, member)
    known = _steps(session, member, until)
    opening = sum(step.change for step in known if step.on < since)
    steps = [step for step in known if step.on >= since]
    return Statement(
        member=member,
        name=person.name,
        since=since,
        until=until,
        opening=opening,
        steps=tuple(steps),
        closing=opening + sum(step.change for step in steps),
        waiting=sum(step.waiting for step in known),
        not_collected=_not_collected(known),
    )


def pieces(session: Session, member: str, codes: Collection[str]) -> dict[str, str]:
    """Which pieces of hers each sale took, in words of the trade."""
    query = (
        sa.select(SaleLine, Product.unit, sa.func.sum(Allocation.units))
        .join(Allocation, (Allocation.sale == SaleLine.sale) & (Allocation.line == SaleLine.line))
        .join(Product, Product.sku == SaleLine.sku)
        .where(Allocation.member == member, Allocation.sale.in_(codes))
        .group_by(*SaleLine.__table__.columns, Product.unit)
        .order_by(SaleLine.sale, SaleLine.line)
    )
    said: dict[str, list[str]] = {}
    for line, unit, units in session.execute(query):
        amount = quantity(int(units), line.parts, unit)
        words = so_many(amount, line.description, line.parts)
        said.setdefault(line.sale, []).append(words)
    return {sale: ", ".join(words) for sale, words in said.items()}


def _not_collected(steps: list[Step]) -> tuple[tuple[str, date, int], ...]:
    """What the buyers still owe of her share, sale by sale."""
    began: dict[str, date] = {}
    left: dict[str, int] = {}
    for step in steps:
        if step.sale and step.waiting:
            began.setdefault(step.sale, step.on)
            left[step.sale] = left.get(step.sale, 0) + step.waiting
    return tuple((sale, began[sale], cents) for sale, cents in left.items() if cents)


def credited(account: str) -> sa.ColumnElement[int]:
    """What came to a member by an account: credits less debits."""
    came = sa.case((Move.source == account, Move.amount), else_=0)
    went = sa.case((Move.target == account, Move.amount), else_=0)
    return sa.func.sum(came - went)


def _steps(session: Session, member: str, until: date) -> list[Step]:
    payable, earned = acc.payable(member), acc.earned(member)
    query = (
        sa.select(
            *(Entry.id, Entry.on, Entry.kind, Entry.cause),
            *(credited(payable), credited(earned), due_account),
        )
        .join(Move, Move.entry == Entry.id)
        .where(
            sa.or_(
                Move.source.in_((payable, earned)),
                Move.target.in_((payable, earned)),
            ),
            Entry.on <= until,
        )
        .group_by(Entry.id, Entry.on, Entry.kind, Entry.cause)
        .order_by(Entry.id)
    )
    return [
        Step(number, on, kind, cause, int(change), int(waiting), sale_of(account))
        for number, on, kind, cause, change, waiting, account in session.execute(query)
    ]


_other = sa.orm.aliased(Move)
#: The account of the sale that an entry is about: sales, payments and returns touch just one.
due_account = (
    sa.select(
        sa.func.max(
            sa.case((_other.source.startswith(acc.due("")), _other.source), else_=_other.target)
        )
    )
    .where(
        _other.entry == Entry.id,
        sa.or_(_other.source.startswith(acc.due("")), _other.target.startswith(acc.due(""))),
    )
    .scalar_subquery()
)


def sale_of(account: str | None) -> str | None:
    """The sale of a due account."""
    return account.removeprefix(acc.due("")) if account else None
