"""Returns: each sum goes back in proportion, from whoever had it (R7)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger
from ..db import Whole
from ..domain import bookings
from ..domain.bookings import PEN
from ..domain.entry import Entry
from ..domain.errors import N_, Refused, in_row
from ..domain.lots import take_back
from ..domain.sharing import given_back
from ..domain.showing import quantity
from ..ledger.facts import Rows
from .collecting import due_of, released, shares_left
from .models import Allocation, Return, ReturnedLot, Sale, SaleLine, Undone
from .selling import standing_sale


class AboveSold(Refused):
    """More than was sold, or than has not come back yet."""

    message = N_("Only %(left)s of %(product)s can still come back.")
    field = "quantity"


class UnknownLine(Refused):
    """The sale has no such line."""

    message = N_("Sale %(sale)s has no line %(line)s.")
    field = "line"


class LineTwice(Refused):
    """One line in two rows of a slip."""

    message = N_("Line %(line)s stands here twice; write all that comes back of it in one row.")
    field = "quantity"


class NothingBack(Refused):
    """A return of nothing."""

    message = N_("Write how many pieces come back.")


class BeforeSale(Refused):
    """A return before the sale."""

    message = N_("The sale is of %(on)s; nothing can come back before.")
    field = "on"


@dataclass(frozen=True, slots=True)
class Back:
    """`units` of one line come back; `restock` is the shelf they lie on again, if any."""

    line: int
    units: int
    restock: str | None
    note: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A return ready for the book: entry, rows, and the total that the buyer is owed."""

    codes: tuple[str, ...]
    entry: Entry
    facts: tuple[Rows, ...]
    total: int
    lines: tuple[dict[str, Any], ...]


def returnable(session: Session, sale: str) -> dict[int, int]:
    """Units of each line that can still come back."""
    query = sa.select(SaleLine.line, SaleLine.units).where(SaleLine.sale == sale)
    left = {row.line: row.units for row in session.execute(query)}
    query = sa.select(Return.line, Return.units).where(Return.sale == sale)
    for line, units in session.execute(query):
        left[line] -= units
    return dict.fromkeys(left, 0) if session.get(Undone, sale) else left


def give_back(
    session: Session, *, sale: str, lines: Sequence[Back], reason_code: str, on: date
) -> GivenBack:
    """Compose a return; the room that issues the credit note posts it."""
    sold = standing_sale(session, sale)
    if on < sold.on:
        raise BeforeSale(on=sold.on.isoformat())
    if not any(back.units for back in lines):
        raise NothingBack
    rows, lots = [], []
    goods: tuple[list[Any], list[Any]] = ([], [])
    members: dict[str, int] = defaultdict(int)
    funds: dict[str, int] = defaultdict(int)
    for number, back in enumerate(lines):
        with in_row(number):
            _refuse_twice(lines[:number], back)
            row, back_lots, served = _line(session, sold, back, reason_code, on)
        rows.append(row)
        lots += back_lots
        _sort_goods(goods, back, served)
        for allocation, _, amount in served:
            members[allocation.member] += amount
        funds[row.pop("group")] += row["fund"]
    total = sum(row["total"] for row in rows)
    association = sum(row["association"] for row in rows)
    shares = bookings.Shares(members, funds, association, sum(row["igv_pen"] for row in rows))
    before = due_of(session, sold)
    entry = bookings.giving_back(
        f"return/{rows[0]['code']}",
        on,
        sale,
        *goods,
        shares,
        total,
        sold.currency,
        before <= 0,
        _released_after(session, sale, members, before, before - total),
    )
    codes = tuple(row["code"] for row in rows)
    return GivenBack(codes, entry, ((Return, rows), (ReturnedLot, lots)), total, tuple(rows))


def _refuse_twice(before: Sequence[Back], back: Back) -> None:
    if any(other.line == back.line for other in before):
        raise LineTwice(line=str(back.line))


def _released_after(session, sale, members, before, after):
    """If the return itself leaves nothing due, what was not returned becomes payable."""
    if not released(session, sale, before, after):
        return {}
    left = shares_left(session, sale)
    return {member: cents - members.get(member, 0) for member, cents in left.items()}


def _line(session, sold: Sale, back: Back, reason_code: str, on: date):
    line = session.get(SaleLine, (sold.code, back.line))
    if line is None:
        raise UnknownLine(sale=sold.code, line=str(back.line))
    before = session.execute(_so_far, {"sale": sold.code, "line": back.line}).one()
    if back.units <= 0:
        raise NothingBack
    if back.units + before.units > line.units:
        left = quantity(line.units - before.units, line.parts, "")
        raise AboveSold(left=left, product=line.description)
    if back.restock:
        catalog.place(session, back.restock)
    code = back.code or ledger.next_code(session, "return")
    served = _from_allocations(session, line, back.units)
    in_soles = sold.currency == PEN
    sums = _sums(line, before, before.units + back.units, in_soles=in_soles)
    pool = sum(amount for _, _, amount in served)
    row = {"code": code, "sale": sold.code, "line": back.line, "on": on, "units": back.units}
    row |= {"restock": back.restock, "reason_code": reason_code, "note": back.note}
    row |= sums | {"pool": pool, "association": sums["net_pen"] - pool - sums["fund"]}
    row["group"] = line.group
    lots = [
        {"code": code, "sale": sold.code, "line": back.line, "position": allocation.position}
        | {"units": units, "amount": amount}
        for allocation, units, amount in served
    ]
    return row, lots, served


def _sums(line: SaleLine, before: Any, returned: int, *, in_soles: bool) -> dict[str, int]:
    """Each sum of the line, in proportion to the units returned in all, less what went before."""

    def part(whole: int, gone: int) -> int:
        return given_back(whole, returned, line.units, gone)

    net, total = part(line.net, before.net), part(line.total, before.total)
    net_pen = part(line.net_pen, before.net_pen)
    return {
        "net": net,
        "igv": total - net,
        "total": total,
        "net_pen": net_pen,
        "igv_pen": total - net if in_soles else part(line.igv_pen, before.igv_pen),
        "fund": part(line.fund, before.fund),
    }


def _from_allocations(session: Session, line: SaleLine, units: int):
    """(allocation, units, amount) for each lot that gets pieces back, the last one first."""
    query = sa.select(Allocation).where(Allocation.sale == line.sale, Allocation.line == line.line)
    allocations = {a.position: a for a in session.scalars(query.order_by(Allocation.position))}
    gone: dict[int, tuple[int, int]] = {}
    back = (
        sa.select(
            ReturnedLot.position, sa.func.sum(ReturnedLot.units), sa.func.sum(ReturnedLot.amount)
        )
        .where(ReturnedLot.sale == line.sale, ReturnedLot.line == line.line)
        .group_by(ReturnedLot.position)
    )
    for position, count, amount in session.execute(back):
        gone[position] = (int(count), int(amount))
    out = [(p, a.units - gone.get(p, (0, 0))[0]) for p, a in allocations.items()]
    served = []
    for position, count in take_back(out, units):
        allocation, (was, paid) = allocations[position], gone.get(position, (0, 0))
        amount = given_back(allocation.amount, was + count, allocation.units, paid)
        served.append((allocation, count, amount))
    return served


def _sort_goods(goods, back: Back, served) -> None:
    """Pieces go to their own lot on a shelf, or nowhere; a service leaves no piece."""
    restocked, gone = goods
    for allocation, units, _ in served:
        if allocation.lot is None:
            continue
        if back.restock:
            restocked.append((back.restock, allocation.lot, units))
        else:
            gone.append((allocation.lot, units))


_so_far = sa.select(
    *(
        # PostgreSQL adds up whole numbers to a numeric, which is a Decimal here.
        sa.cast(sa.func.coalesce(sa.func.sum(column), 0), Whole).label(column.key)
        for column in (
            Return.units,
            Return.net,
            Return.total,
            Return.net_pen,
            Return.igv_pen,
            Return.fund,
        )
    )
).where(Return.sale == sa.bindparam("sale"), Return.line == sa.bindparam("line"))
