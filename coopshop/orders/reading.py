"""Looking at orders: what is left of each, what was paid ahead, what became of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, catalog, ledger, sales
from ..domain import accounts as acc
from ..domain.money import CURRENCIES
from ..ledger.models import Entry, Reversal
from ..sales import Buyer, SaleLine
from .deposits import held
from .models import CalledOff, Deposit, Order, OrderedLine
from .ordering import agreed, delivered, order_of, ordered_lines, source

#: So many days ahead the first page looks.
SOON = timedelta(days=7)

#: States of an order on which something is still to be done.
WAITING = ("open", "part")


class LineTold(NamedTuple):
    """One line, how many of it are still to be delivered, and how they are counted."""

    line: OrderedLine
    left: int
    unit: str


class DepositTold(NamedTuple):
    """Money ahead, back or kept, and why it was undone, if it was."""

    row: Deposit
    undone: str | None


@dataclass(frozen=True, slots=True)
class OrderTold:
    """An order and all that became of it."""

    order: Order
    buyer: Buyer
    lines: tuple[LineTold, ...]
    deposits: tuple[DepositTold, ...]
    #: Numbers of operations that were typed later or put right, by the cause of the deposit.
    numbers: Mapping[str, cash.Number]
    held: int
    sales: tuple[str, ...]
    called_off: CalledOff | None
    late: bool

    @property
    def left(self) -> dict[int, int]:
        """What is still to be delivered, by line."""
        return {told.line.line: told.left for told in self.lines}

    @property
    def state(self) -> str:
        """`open`, `part`, `delivered` or `called_off`."""
        pairs = [(told.line.units, told.left) for told in self.lines]
        return state_of(pairs, called_off=self.called_off is not None)


class Listed(NamedTuple):
    """One order of the list."""

    entry: int
    code: str
    on: date
    promised: date
    name: str
    total: int
    held: int
    currency: str
    state: str
    late: bool


def state_of(lines: list[tuple[int, int]], *, called_off: bool) -> str:
    """How an order stands, by what was ordered and what is left of each line.

    >>> [state_of([(3, left)], called_off=False) for left in (3, 1, 0)]
    ['open', 'part', 'delivered']
    >>> state_of([(3, 3)], called_off=True), state_of([(3, 0)], called_off=True)
    ('called_off', 'delivered')
    """
    if not any(left for _, left in lines):
        return "delivered"
    if called_off:
        return "called_off"
    return "open" if all(ordered == left for ordered, left in lines) else "part"


def told(session: Session, code: str, today: date) -> OrderTold:
    """All that is known of one order, refused when there is none of that code."""
    order = order_of(session, code)
    done = delivered(session)
    lines = tuple(
        LineTold(
            line,
            line.units - done.get(source(code, line.line), 0),
            catalog.product(session, line.sku).unit,
        )
        for line in ordered_lines(session, code)
    )
    deposits = tuple(_deposits(session, code))
    return OrderTold(
        order=order,
        buyer=sales.buyer(session, order.buyer),
        lines=lines,
        deposits=deposits,
        numbers=cash.numbers_of(session, [one.row.cause for one in deposits]),
        held=held(session, order),
        sales=tuple(_sales(session, code)),
        called_off=session.get(CalledOff, code),
        late=order.promised < today,
    )


def listed(session: Session, today: date) -> list[Listed]:
    """Every order, the last one first."""
    done = delivered(session)
    lines: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in session.scalars(sa.select(OrderedLine)):
        left = line.units - done.get(source(line.order, line.line), 0)
        lines[line.order].append((line.units, left))
    over = set(session.scalars(sa.select(CalledOff.order)))
    paid = {unit: ledger.balances(session, acc.deposit(""), unit) for unit in CURRENCIES}
    query = sa.select(Order, Buyer.name).join(Buyer, Buyer.code == Order.buyer)
    return [
        Listed(
            *(order.entry, order.code, order.on, order.promised, name, order.total),
            *(-paid[order.currency].get(order.code, 0), order.currency),
            state := state_of(lines[order.code], called_off=order.code in over),
            state in WAITING and order.promised < today,
        )
        for order, name in session.execute(query.order_by(Order.entry.desc()))
    ]


def open_orders(session: Session, today: date) -> list[Listed]:
    """Orders on which something is still to be delivered, the first promised first."""
    waiting = [one for one in listed(session, today) if one.state in WAITING]
    return sorted(waiting, key=lambda one: (one.promised, one.entry))


def soon_and_late(session: Session, today: date) -> tuple[int, int]:
    """How many orders are promised for the next days, and for how many the day has passed."""
    waiting = open_orders(session, today)
    late = sum(one.late for one in waiting)
    return sum(today <= one.promised <= today + SOON for one in waiting), late


def _deposits(session: Session, code: str) -> list[DepositTold]:
    undoing = sa.orm.aliased(Entry)
    query = (
        sa.select(Deposit, undoing.id, Reversal.note)
        .join(undoing, undoing.reverses == Deposit.entry, isouter=True)
        .join(Reversal, Reversal.entry == undoing.id, isouter=True)
        .where(Deposit.order == code)
        .order_by(Deposit.entry)
    )
    return [
        DepositTold(row, (note or "") if undone else None)
        for row, undone, note in session.execute(query)
    ]


def _sales(session: Session, code: str) -> list[str]:
    """The sales that delivered it, in order."""
    query = (
        sa.select(SaleLine.sale, SaleLine.entry)
        .where(
            agreed(),
            SaleLine.price_source.like(f"{source(code, 0)[:-1]}%"),
            ledger.standing(SaleLine.entry),
        )
        .distinct()
        .order_by(SaleLine.entry)
    )
    return [sale for sale, _ in session.execute(query)]
