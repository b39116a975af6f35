"""What sales must always satisfy: one maker for every piece, and parts that make the whole."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..cash import DOLLARS
from ..cash.operations import not_put_right
from ..domain import accounts as acc
from ..domain import identifiers
from ..domain.money import CURRENCIES, SMALLEST_COIN, Dollars
from ..domain.tax import line_money
from ..ledger import standing
from ..ledger.audit import Finding
from ..ledger.models import Entry
from ..ledger.models import Move as Moved
from ..production import Delivery
from .dollars import DollarRate, DollarsTaken
from .models import (
    Allocation,
    Operation,
    Payment,
    Return,
    ReturnedLot,
    Sale,
    SaleLine,
    Undone,
)


def one_maker(session: Session) -> Finding:
    """Every sold unit comes from one lot of one member, and each line is served in full."""
    finding = Finding("every sold piece to one maker")
    lots = dict(session.execute(sa.select(Delivery.lot, Delivery.member)).all())
    served: dict[tuple[str, int], int] = defaultdict(int)
    for row in session.execute(sa.select(Allocation.__table__)):
        served[row.sale, row.line] += row.units
        hers = row.lot is None or lots.get(row.lot) == row.member
        finding.look(hers and row.units > 0, f"{row.sale} line {row.line}: {row.lot}")
    for row in session.execute(sa.select(SaleLine.sale, SaleLine.line, SaleLine.units)):
        if served.pop((row.sale, row.line), 0) != row.units:
            finding.wrong.append(f"{row.sale} line {row.line}: not served in full")
    return finding


def parts_make_the_total(session: Session) -> Finding:
    """Members + fund + association + IGV = total of each sale, in its rows and in the book."""
    finding = Finding("members + fund + association + IGV = total of each sale")
    pools = _pools(session)
    booked = _booked(session)
    lines: dict[str, list[Any]] = defaultdict(list)
    for line in session.execute(sa.select(SaleLine.__table__)):
        lines[line.sale].append(line)
    for sale in session.execute(sa.select(Sale.__table__)):
        parts = sum(
            pools[line.sale, line.line] + line.fund + line.association + line.igv_pen
            for line in lines[sale.code]
        )
        total_pen = sum(line.net_pen + line.igv_pen for line in lines[sale.code])
        total = sum(line.total for line in lines[sale.code])
        right = (
            parts == total_pen == booked["PEN", sale.code]
            and total == sale.total
            and (sale.currency == "PEN" or booked[sale.currency, sale.code] == total)
            and all(_right_line(sale, line) for line in lines[sale.code])
        )
        finding.look(right, sale.code)
    return finding


def dues_add_up(session: Session) -> Finding:
    """What each buyer owes is total less payments, rounding and returns."""
    finding = Finding("due of each sale = total - payments - returns")
    units = dict(session.execute(sa.select(Sale.code, Sale.currency)).all())
    owed = defaultdict(int, dict.fromkeys(units, 0))
    owed |= session.execute(sa.select(Sale.code, Sale.total).where(standing(Sale.entry))).all()
    paid = sa.select(Payment.sale, sa.func.sum(Payment.amount + Payment.rounding))
    paid = paid.where(standing(Payment.entry)).group_by(Payment.sale)
    for sale, amount in session.execute(paid):
        owed[sale] -= int(amount)
    back = sa.select(Return.sale, sa.func.sum(Return.total)).group_by(Return.sale)
    for sale, amount in session.execute(back):
        owed[sale] -= int(amount)
    kept = {
        unit: ledger.balances(session, acc.due(""), unit) for unit in sorted(set(units.values()))
    }
    for sale, amount in owed.items():
        finding.look(sale in units and amount == kept[units[sale]].get(sale, 0), sale)
    return finding


def returns_within_sales(session: Session) -> Finding:
    """Nothing came back that was not sold, to no other lot than its own."""
    finding = Finding("returns within what was sold")
    back: dict[tuple[str, int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in session.execute(sa.select(ReturnedLot.__table__)):
        total = back[row.sale, row.line, row.position]
        total[0] += row.units
        total[1] += row.amount
    for row in session.execute(sa.select(Allocation.__table__)):
        units, amount = back.pop((row.sale, row.line, row.position), (0, 0))
        if units:
            finding.look(units <= row.units and amount <= row.amount, f"{row.sale}/{row.line}")
    finding.wrong += [f"{sale} line {line}: nothing was sold" for sale, line, _ in back]
    return finding


def shares_in_the_book(session: Session) -> Finding:
    """What makers have earned by sales less returns is what the book says they were credited."""
    finding = Finding("earnings of each member, rows against book")
    rows: dict[str, int] = defaultdict(int)
    earned = sa.select(Allocation.member, sa.func.sum(Allocation.amount))
    earned = earned.where(standing(Allocation.entry))
    for member, amount in session.execute(earned.group_by(Allocation.member)):
        rows[member] += int(amount)
    back = (
        sa.select(Allocation.member, sa.func.sum(ReturnedLot.amount))
        .join(
            ReturnedLot,
            sa.and_(
                ReturnedLot.sale == Allocation.sale,
                ReturnedLot.line == Allocation.line,
                ReturnedLot.position == Allocation.position,
            ),
        )
        .group_by(Allocation.member)
    )
    for member, amount in session.execute(back):
        rows[member] -= int(amount)
    book = _credited(session)
    for member in sorted(rows.keys() | book.keys()):
        finding.look(rows[member] == book.get(member, 0), member)
    return finding


def waiting_for_buyers(session: Session) -> Finding:
    """What waits for buyers is each member's share of the sales on which something is due (R6)."""
    finding = Finding("earned, not payable: shares of sales still due")
    due = {
        sale
        for unit in CURRENCIES
        for sale, amount in ledger.balances(session, acc.due(""), unit).items()
        if amount > 0
    }
    waiting: dict[str, int] = defaultdict(int)
    for table, sign in ((Allocation, 1), (ReturnedLot, -1)):
        for sale, member, amount in session.execute(_makers_of(table)):
            if sale in due:
                waiting[member] += sign * amount
    book = ledger.balances(session, acc.earned(""))
    for member in sorted(waiting.keys() | book.keys()):
        finding.look(waiting[member] == -book.get(member, 0), member)
    return finding


def undone_leaves_nothing(session: Session) -> Finding:
    """A reversed sale says that it was undone, with all its payments; nothing is left of it."""
    finding = Finding("a sale stands, or is undone and leaves nothing")
    undone = dict(session.execute(sa.select(Undone.sale, Undone.entry)).all())
    mirror = sa.orm.aliased(Entry)
    query = sa.select(Sale.code, mirror.id).join(
        mirror, mirror.reverses == Sale.entry, isouter=True
    )
    paid = sa.select(Payment.sale).where(standing(Payment.entry))
    busy = {*session.scalars(paid), *session.scalars(sa.select(Return.sale))}
    for sale, reversed_by in session.execute(query):
        whole = undone.pop(sale, None) == reversed_by
        if reversed_by is not None:
            whole = whole and sale not in busy and not ledger.holdings(session, acc.due(sale))
        finding.look(whole, sale)
    finding.wrong += [f"{sale}: no such sale" for sale in undone]
    return finding


def operations_pay_once(session: Session) -> Finding:
    """The number of each operation belongs to the one payment that it made and that stands."""
    finding = Finding("each operation pays once")
    kept = {
        (row.method, row.number): row.payment
        for row in session.execute(sa.select(Operation.__table__))
    }
    query = sa.select(Payment.code, Payment.method, Payment.operation).order_by(Payment.entry)
    held = not_put_right(sa.literal("payment/").concat(Payment.code))
    for code, method, typed in session.execute(query.where(standing(Payment.entry), held)):
        number = (method, identifiers.operation(typed)) if typed else None
        mine = number is None or kept.pop(number, None) == code
        finding.look(mine, f"{code}: {method} {typed}")
    finding.wrong += [f"{method} {number}: no payment" for method, number in kept]
    return finding


def dollars_for_soles(session: Session) -> Finding:
    """Dollars are worth what the rate of their day says, in the book as in the rows.

    What was paid, and the change, are together what they are worth, or by less than a coin more.
    """
    finding = Finding("dollars for soles: worth their rate, change within a coin")
    exchanged = _exchanged(session)
    query = (
        sa.select(Payment, DollarsTaken, DollarRate)
        .outerjoin(DollarsTaken, DollarsTaken.payment == Payment.code)
        .outerjoin(
            DollarRate,
            (DollarRate.on == DollarsTaken.rate_on) & (DollarRate.turn == DollarsTaken.rate_turn),
        )
        .where(sa.or_(Payment.method == DOLLARS, DollarsTaken.payment.is_not(None)))
    )
    for paid, notes, fixed in session.execute(query):
        right = False
        if notes is not None and fixed is not None:
            worth = Dollars(notes.cents, fixed.micros).worth
            right = (
                (paid.method, paid.currency, paid.on) == (DOLLARS, "PEN", fixed.on)
                and (paid.entry, paid.fx_micros) == (notes.entry, fixed.micros)
                and 0 <= paid.amount + notes.change - worth < SMALLEST_COIN
                and exchanged.get(paid.entry) == (worth, notes.cents)
            )
        finding.look(right, paid.code)
    return finding


def _exchanged(session: Session) -> dict[int, tuple[int, int]]:
    """Of each payment of a buyer, the soles that entered the exchange account and the dollars
    that left it."""
    sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    query = sa.select(Moved).join(Entry, Entry.id == Moved.entry).where(Entry.kind == "collection")
    touching = sa.or_(Moved.source == acc.EXCHANGE, Moved.target == acc.EXCHANGE)
    for move in session.scalars(query.where(touching)):
        soles, dollars = sums[move.entry]
        into = move.amount if move.target == acc.EXCHANGE else -move.amount
        sums[move.entry] = (
            (soles + into, dollars) if move.unit == "PEN" else (soles, dollars - into)
        )
    return sums


CHECKS = (
    one_maker,
    parts_make_the_total,
    dues_add_up,
    returns_within_sales,
    shares_in_the_book,
    waiting_for_buyers,
    undone_leaves_nothing,
    operations_pay_once,
    dollars_for_soles,
)


def _makers_of(table: type[Allocation] | type[ReturnedLot]) -> sa.Select[str, str, int]:
    """(sale, member, amount) of what was allocated, or of what came back of it."""
    query = sa.select(Allocation.sale, Allocation.member, table.amount)
    if table is Allocation:
        return query
    same = sa.and_(
        ReturnedLot.sale == Allocation.sale,
        ReturnedLot.line == Allocation.line,
        ReturnedLot.position == Allocation.position,
    )
    return query.join(ReturnedLot, same)


def _right_line(sale, line) -> bool:
    money = line_money(
        line.units,
        line.parts,
        line.price,
        line.discount_bp,
        sale.treatment,
        bool(sale.includes_igv),
        sale.igv_bp,
    )
    return (money.net, money.igv, money.total) == (line.net, line.igv, line.total)


def _pools(session: Session) -> dict[tuple[str, int], int]:
    query = sa.select(Allocation.sale, Allocation.line, sa.func.sum(Allocation.amount))
    pools: dict[tuple[str, int], int] = defaultdict(int)
    for sale, line, amount in session.execute(query.group_by(Allocation.sale, Allocation.line)):
        pools[sale, line] = int(amount)
    return pools


def _booked(session: Session) -> dict[tuple[str, str], int]:
    """What the entry of each sale moved into due (or, in soles, into the exchange account)."""
    query = (
        sa.select(Moved.unit, Entry.cause, sa.func.sum(Moved.amount))
        .join(Entry, Entry.id == Moved.entry)
        .where(
            Entry.kind == "sale",
            sa.or_(
                Moved.target.startswith(acc.due("")),
                sa.and_(Moved.target == acc.EXCHANGE, Moved.unit == "PEN"),
            ),
        )
        .group_by(Moved.unit, Entry.cause)
    )
    booked: dict[tuple[str, str], int] = defaultdict(int)
    for unit, cause, amount in session.execute(query):
        booked[unit, cause.removeprefix("sale/")] = int(amount)
    return booked


def _credited(session: Session) -> dict[str, int]:
    """What sale and return entries credited to each member, payable or not yet."""
    credited: dict[str, int] = defaultdict(int)
    for side, other, sign in ((Moved.source, Moved.target, 1), (Moved.target, Moved.source, -1)):
        query = (
            sa.select(side, sa.func.sum(Moved.amount))
            .join(Entry, Entry.id == Moved.entry)
            .where(
                Entry.kind.in_(("sale", "return")),
                standing(Entry.id),
                sa.or_(side.startswith(acc.earned("")), side.startswith(acc.payable(""))),
                ~sa.or_(other.startswith(acc.earned("")), other.startswith(acc.payable(""))),
            )
            .group_by(side)
        )
        for account, amount in session.execute(query):
            credited[account.partition("/")[2]] += sign * int(amount)
    return credited
