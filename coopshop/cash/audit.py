"""What drawers must always satisfy: counted against the book of that moment, one session each."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..domain import coins, identifiers
from ..ledger.audit import Finding
from ..ledger.balances import below
from ..ledger.models import Entry, Move
from .carriers import carrier_debts
from .drawers import AT_HAND, CLOSING, OPENING
from .models import (
    CashSession,
    CountAccepted,
    CountedPieces,
    CountedSum,
    DrawerCount,
    OperationCorrected,
    OperationLater,
)
from .operations import as_written, came_in

Key = tuple[str, int]


def counts_against_the_book(session: Session) -> Finding:
    """Every count expected what the book said at its moment; its pieces make its sum."""
    finding = Finding("drawers: each count expected what the book said")
    tills = dict(session.execute(sa.select(CashSession.code, CashSession.till)).all())
    accepted = _accepted(session)
    pieces: dict[Key, dict[int, int]] = defaultdict(dict)
    for row in session.execute(sa.select(CountedPieces.__table__)):
        pieces[row.session, row.number][row.value] = row.pieces
    moves, held = _moves(session), _Held()
    before: dict[tuple[str, str], int] = {}
    for count, row in _counted(session):
        held.take(moves, count.entry)
        drawer = (acc.drawer(tills.get(count.session, "")), row.currency)
        known = before.get((count.session, row.currency), 0)
        right = row.expected == held.sums[drawer] - known and (
            row.currency != "PEN" or row.counted == coins.total(pieces[count.session, count.number])
        )
        finding.look(right, f"{count.session}/{count.number} {row.currency}")
        if count.kind == CLOSING and (count.session, count.number) in accepted:
            before[count.session, row.currency] = row.counted - row.expected
    return finding


def differences_in_the_book(session: Session) -> Finding:
    """What counts found too much or too little is what the book shows, drawer by drawer."""
    finding = Finding("drawers: accepted differences against the book")
    said: dict[tuple[str, str], int] = defaultdict(int)
    last: dict[tuple[str, str, str], tuple[str, str, int]] = {}
    tills = dict(session.execute(sa.select(CashSession.code, CashSession.till)).all())
    accepted = _accepted(session)
    for count, row in _counted(session):
        if (count.session, count.number) in accepted:
            drawer = acc.drawer(tills.get(count.session, ""))
            found = (drawer, row.currency, row.counted - row.expected)
            last[count.session, count.kind, row.currency] = found
    for drawer, currency, cents in last.values():
        said[drawer, currency] += cents
    book: dict[tuple[str, str], int] = defaultdict(int)
    for move in session.execute(_of_drawers(Move.unit)):
        for side, other, sign in ((move.target, move.source, 1), (move.source, move.target, -1)):
            if side.startswith(acc.DRAWERS) and other == acc.CASH_DIFFERENCE:
                book[side, move.unit] += sign * move.amount
    for key in sorted(said.keys() | book.keys()):
        finding.look(said[key] == book[key], " ".join(key))
    return finding


def one_session_at_a_time(session: Session) -> Finding:
    """A drawer is opened only after its last session was counted and the count accepted."""
    finding = Finding("drawers: one open session at a time")
    states = _states(session)
    begun = sa.select(CashSession.till, CashSession.code).order_by(CashSession.entry)
    by_till: dict[str, list[str]] = defaultdict(list)
    for till, code in session.execute(begun):
        by_till[till].append(code)
    for codes in by_till.values():
        for code in codes:
            done = states.get(code) == (CLOSING, True)
            finding.look(code in states and (done or code == codes[-1]), code)
    return finding


def cash_only_into_open_drawers(session: Session) -> Finding:
    """Buyers and members were paid only out of and into drawers that were open.

    What somebody had forgotten may be written down until a count is accepted.
    """
    finding = Finding("drawers: cash moved only while they were open")
    histories = _histories(session)
    exempt = ("reversal", "elsewhere", "cash_difference", f"cash_{OPENING}", f"cash_{CLOSING}")
    for move in session.execute(_of_drawers(Entry.kind, Entry.cause)):
        for account in {move.source, move.target}:
            if not account.startswith(acc.DRAWERS) or move.kind in exempt:
                continue
            allowed = AT_HAND if move.kind in ("cash_in", "cash_out") else ("open",)
            history = histories[account]
            place = bisect_left(history, (move.entry, ""))
            state = history[place - 1][1] if place else "closed"
            finding.look(state in allowed, f"entry {move.entry} ({move.cause})")
    return finding


def counted_drawers_stay(session: Session) -> Finding:
    """What was undone after its drawer was counted moves that drawer by nothing in the end."""
    finding = Finding("drawers: what is undone later leaves a counted drawer alone")
    last = sa.orm.aliased(Entry)
    query = (
        sa.select(Entry.id, Entry.cause, last.cause)
        .join(last, last.id == Entry.id - 1)
        .where(Entry.kind == "elsewhere")
    )
    by_entry: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for move in session.execute(_of_drawers(Move.unit)):
        by_entry[move.entry][move.source, move.unit] -= move.amount
        by_entry[move.entry][move.target, move.unit] += move.amount
    for number, cause, before in session.execute(query):
        told = cause.partition("/")[2] == before.removeprefix("reversal/")
        back = by_entry[number - 1]
        drawers = {key: cents for key, cents in back.items() if key[0].startswith(acc.DRAWERS)}
        zero = all(by_entry[number][key] == -cents for key, cents in drawers.items())
        finding.look(told and bool(drawers) and zero, cause)
    return finding


def operations_pay_once_anywhere(session: Session) -> Finding:
    """One number of one way of paying has paid one thing that stands, in whatever room."""
    finding = Finding("one operation pays once, in all rooms together")
    paid = came_in()
    query = sa.select(paid.c.cause, paid.c.method, paid.c.operation).order_by(paid.c.entry)
    first: dict[tuple[str, str], str] = {}
    for cause, method, typed in session.execute(query.where(paid.c.operation.is_not(None))):
        if number := identifiers.operation(typed):
            before = first.setdefault((method, number), cause)
            finding.look(before == cause, f"{method} {typed}: {before} and {cause}")
    return finding


def numbers_typed_later(session: Session) -> Finding:
    """A number typed later names a payment of its way of paying that had none."""
    finding = Finding("operations: a number typed later is its payment's only one")
    paid, later = as_written(), OperationLater
    query = (
        sa.select(later, Entry.id, paid.c.cause, paid.c.method, paid.c.operation)
        .outerjoin(Entry, Entry.cause == later.cause)
        .outerjoin(paid, paid.c.cause == later.cause)
    )
    for told, entry, stands, method, operation in session.execute(query):
        own = stands is None or (method == told.method and operation is None)
        spelt = told.number == identifiers.operation(told.operation)
        finding.look(entry is not None and own and spelt, told.cause)
    return finding


def numbers_put_right(session: Session) -> Finding:
    """A number that was put right was its payment's; the right one is of the same way of paying."""
    finding = Finding("operations: what was put right was the payment's number")
    paid, right = as_written(), OperationCorrected
    later = dict(session.execute(sa.select(OperationLater.cause, OperationLater.operation)).all())
    query = (
        sa.select(right, Entry.id, paid.c.cause, paid.c.method, paid.c.operation)
        .outerjoin(Entry, Entry.cause == right.cause)
        .outerjoin(paid, paid.c.cause == right.cause)
        .order_by(right.cause, right.turn)
    )
    last: tuple[str, int, str] | None = None
    for told, entry, stands, method, operation in session.execute(query):
        if last and last[0] == told.cause:
            turn, was = last[1] + 1, last[2]
        else:
            # Of a payment that was taken back its room no longer tells what was typed with it.
            known = later.get(told.cause) or operation
            turn, was = 1, known or (told.was if stands is None else "")
        follows = (told.turn, told.was) == (turn, was)
        own = stands is None or method == told.method
        spelt = told.number == identifiers.operation(told.operation)
        other = told.number != identifiers.operation(told.was)
        finding.look(entry is not None and follows and own and spelt and other, told.cause)
        last = (told.cause, told.turn, told.operation)
    return finding


def carriers_debts(session: Session) -> Finding:
    """What carriers lost less what was settled is what the book says they owe."""
    finding = Finding("carriers: lost less settled = owed in the book")
    left = sum(debt.left for debt in carrier_debts(session))
    finding.look(left == ledger.balance(session, acc.CARRIER), acc.CARRIER)
    for debt in carrier_debts(session):
        finding.look(debt.left >= 0, f"transfer {debt.transfer}")
    return finding


CHECKS = (
    counts_against_the_book,
    differences_in_the_book,
    one_session_at_a_time,
    cash_only_into_open_drawers,
    counted_drawers_stay,
    operations_pay_once_anywhere,
    numbers_typed_later,
    numbers_put_right,
    carriers_debts,
)


class _Held:
    """What each drawer holds, followed from entry to entry."""

    def __init__(self) -> None:
        self.sums: dict[tuple[str, str], int] = defaultdict(int)

    def take(self, moves: list[Any], before: int) -> None:
        """Add the moves of all entries before one; `moves` loses them."""
        while moves and moves[-1].entry < before:
            move = moves.pop()
            self.sums[move.source, move.unit] -= move.amount
            self.sums[move.target, move.unit] += move.amount


def _moves(session: Session) -> list[Any]:
    """Every move of a drawer, the oldest last."""
    return list(reversed(session.execute(_of_drawers(Move.unit)).all()))


def _of_drawers(*more: Any) -> sa.Select[Any]:
    """Every move into or out of a drawer, the oldest first."""
    columns = (Move.entry, Move.source, Move.target, Move.amount)
    return (
        sa.select(*columns, *more)
        .join(Entry, Entry.id == Move.entry)
        .where(sa.or_(below(Move.source, acc.DRAWERS), below(Move.target, acc.DRAWERS)))
        .order_by(Move.entry, Move.line)
    )


def _accepted(session: Session) -> set[Key]:
    """The counts that were accepted."""
    query = sa.select(CountAccepted.session, CountAccepted.number)
    return {(code, number) for code, number in session.execute(query)}


def _counted(session: Session) -> Iterable[Any]:
    """Each counted sum with its count, in the order they were written."""
    same = sa.and_(
        CountedSum.session == DrawerCount.session, CountedSum.number == DrawerCount.number
    )
    query = sa.select(DrawerCount, CountedSum).join(CountedSum, same)
    return session.execute(query.order_by(DrawerCount.entry, CountedSum.currency))


def _states(session: Session) -> dict[str, tuple[str, bool]]:
    """Of each session the kind of its last count, and whether it was accepted."""
    accepted = _accepted(session)
    counts = sa.select(DrawerCount.session, DrawerCount.number, DrawerCount.kind)
    return {
        code: (kind, (code, number) in accepted)
        for code, number, kind in session.execute(counts.order_by(DrawerCount.number))
    }


def _histories(session: Session) -> dict[str, list[tuple[int, str]]]:
    """Of each drawer, from which entry on it stood how."""
    tills = dict(session.execute(sa.select(CashSession.code, CashSession.till)).all())
    accepted = {
        (row.session, row.number): row.entry for row in session.scalars(sa.select(CountAccepted))
    }
    histories: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for count in session.scalars(sa.select(DrawerCount).order_by(DrawerCount.entry)):
        history = histories[acc.drawer(tills.get(count.session, ""))]
        waits, then = ("opening", "open") if count.kind == OPENING else ("counted", "closed")
        entry = accepted.get((count.session, count.number))
        if entry != count.entry:
            history.append((count.entry, waits))
        if entry is not None:
            history.append((entry, then))
    return histories
