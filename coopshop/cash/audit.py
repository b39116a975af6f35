"""What drawers must always satisfy: counted against the book of that moment, one session each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..domain import coins
from ..ledger.audit import Finding
from ..ledger.balances import below
from ..ledger.models import Entry, Move
from .drawers import CLOSING, OPENING
from .models import CashSession, CountAccepted, CountedPieces, CountedSum, DrawerCount

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
    """Buyers and members were paid only out of and into drawers that were open."""
    finding = Finding("drawers: cash moved only while they were open")
    spans = _spans(session)
    exempt = ("reversal", "cash_difference", f"cash_{OPENING}", f"cash_{CLOSING}")
    for move in session.execute(_of_drawers(Entry.kind, Entry.cause)):
        for account in {move.source, move.target}:
            if not account.startswith(acc.DRAWERS) or move.kind in exempt:
                continue
            late = move.kind in ("cash_in", "cash_out")
            inside = any(
                start < move.entry < (end if late else counted)
                for start, counted, end in spans.get(account.removeprefix(acc.DRAWERS), ())
            )
            finding.look(inside, f"entry {move.entry} ({move.cause})")
    return finding


CHECKS = (
    counts_against_the_book,
    differences_in_the_book,
    one_session_at_a_time,
    cash_only_into_open_drawers,
)

_NEVER = 2**62


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


def _spans(session: Session) -> dict[str, list[tuple[int, int, int]]]:
    """For each till, of each session: entries of its opening, first closing count, last word."""
    tills = dict(session.execute(sa.select(CashSession.code, CashSession.till)).all())
    opened: dict[str, int] = {}
    counted: dict[str, int] = {}
    ended: dict[str, int] = {}
    kinds = {}
    for count in session.scalars(sa.select(DrawerCount).order_by(DrawerCount.entry)):
        kinds[count.session, count.number] = count.kind
        if count.kind == CLOSING:
            counted.setdefault(count.session, count.entry)
    for row in session.scalars(sa.select(CountAccepted).order_by(CountAccepted.entry)):
        if kinds.get((row.session, row.number)) == OPENING:
            opened[row.session] = row.entry
        else:
            ended[row.session] = row.entry
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for code, till in tills.items():
        if code in opened:
            span = (opened[code], counted.get(code, _NEVER), ended.get(code, _NEVER))
            spans[till].append(span)
    return spans
