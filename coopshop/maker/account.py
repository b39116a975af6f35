"""Her account: what is owed to her as an addition, in the order in which one adds on paper.

`owed` begins at her last payout and ends now, `between` begins and ends with days. Both give an
`Account`: screens, papers and messages are made of nothing else, so they cannot say different sums.
It begins with what stood before, then `terms` follow, and they come to `total`, always.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, members, payouts
from ..domain import accounts as acc
from ..domain import showing
from ..ledger.balances import below
from ..ledger.models import Balance, Entry, Move
from ..payouts import Payout
from ..payouts.settling import Line as Settled
from ..payouts.settling import before_it, last_standing
from ..payouts.statements import due_account, sale_of
from ..sales import Allocation
from .sold import Piece, Told, told

#: The terms of an addition in their order: what comes to her, then what goes off.
BEFORE, NOTEBOOK, SOLD, LOST, SAMPLE = "before", "notebook", "sold", "lost", "sample"
BACK, MATERIAL, DUES, ADVANCE, PAID, PUT_RIGHT = (
    *("back", "material", "aporte", "adelanto", "paid", "put-right"),
)
ORDER = (
    *(BEFORE, NOTEBOOK, SOLD, LOST, SAMPLE),
    *(BACK, PUT_RIGHT, MATERIAL, DUES, ADVANCE, PAID),
)

#: By the kind of an entry; what a buyer paid is `sold`, and what is not here was put right.
TERMS = {
    "opening": NOTEBOOK,
    "collection": SOLD,
    "arrival": LOST,
    "sample": SAMPLE,
    "return": BACK,
    "material": MATERIAL,
    "aporte": DUES,
    "adelanto": ADVANCE,
    "payout": PAID,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry that moved what is owed to her, with her pieces in it where it is a sale."""

    entry: int
    on: date
    kind: str
    cause: str
    cents: int
    sale: str | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def term(self) -> str:
        """Where it stands in the addition. What is undone goes back to where it had stood."""
        if self.kind == "refund" or (self.kind == "collection" and self.cents < 0):
            return PUT_RIGHT
        if self.kind == "return" and self.cents > 0:
            return SOLD  # it left nothing due, so the rest became hers
        return TERMS.get(self.kind, PUT_RIGHT)

    @property
    def paper(self) -> str:
        """The code of its paper."""
        return self.cause.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Term:
    """One step of the addition: lines of a kind, those of sales and returns product by product."""

    kind: str
    cents: int
    key: str
    lines: tuple[tuple[Line, Piece | None], ...] = ()
    #: One of the pieces that were sold, or that came back, where they are of one product.
    named: Piece | None = None
    units: int = 0

    @property
    def piece(self) -> Piece | None:
        """One of the pieces that were sold."""
        return self.named if self.kind == SOLD else None

    @property
    def amount(self) -> str:
        """How many pieces it is about: `3`, `2.5 kg`; nothing where it is about none."""
        if self.named is None:
            return ""
        return showing.quantity(self.units, self.named.parts, self.named.unit)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Sold, and the buyer has not paid: hers when that happens."""

    sale: str
    on: date
    cents: int
    #: Her pieces that come to the sum, where they do; and all that were sold.
    pieces: tuple[Piece, ...]
    sold: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What is owed to a member at the end, from what stood before, line by line."""

    member: str
    name: str
    given_names: str
    #: The day of the last payout, or the first day; None where it begins with the book.
    since: date | None
    until: date
    opening: int
    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...]
    #: The payout that the addition begins with, if it does.
    payout: Payout | None = None
    #: What open disputes keep back meanwhile, of what is owed.
    held: int = 0
    #: The day of who reads, where it is told of days that may be over.
    today: date | None = None

    @property
    def over(self) -> bool:
        """Whether its last day is over: what it says was so then, and may not be so now."""
        return self.today is not None and self.until < self.today

    @property
    def begins_with_payout(self) -> bool:
        """Whether it goes on where a payout ended, and not on a first day."""
        return self.payout is not None or self.since is None

    @property
    def total(self) -> int:
        """What is owed to her; below zero she owes it."""
        return self.opening + sum(line.cents for line in self.lines)

    @property
    def to_come(self) -> int:
        """Sold and not collected: hers when the buyers pay."""
        return sum(one.cents for one in self.waiting)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The addition: what stood before, what came, what went off; it makes up `total`.

        Days of hers always say what she had, were it nothing.
        """
        gathered: dict[str, list[tuple[Line, Piece | None]]] = defaultdict(list)
        for line in self.lines:
            for piece in line.pieces or (None,):
                gathered[_key(line, piece)].append((line, piece))
        said = self.opening or not self.begins_with_payout
        terms = [Term(BEFORE, self.opening, BEFORE)] if said else []
        terms += [_term(key, lines) for key, lines in gathered.items()]
        return tuple(sorted(terms, key=lambda term: ORDER.index(term.kind)))

    def sum_of(self, *kinds: str) -> int:
        """What the terms of some kinds come to."""
        return sum(term.cents for term in self.terms if term.kind in kinds)


def owed(session: Session, member: str, today: date) -> Account:
    """What is owed to her now, from her last payout on: reads nothing from before it."""
    person = members.member(session, member)
    settled = payouts.since_last(session, [member]).get(member, payouts.Account())
    last = _last_payout(session, member)
    return Account(
        member=member,
        name=person.name,
        given_names=person.given_names,
        since=last.on if last else None,
        until=today,
        opening=settled.opening,
        lines=_lines(session, member, settled.lines),
        waiting=_with_pieces(session, member, _waiting(session, member)),
        payout=last,
        held=_held(session, member, today),
    )


def of_payout(session: Session, payout: Payout) -> Account:
    """What one payout settled: its addition comes to what could be paid that day."""
    person = members.member(session, payout.member)
    settled = payouts.settled(session, payout)
    return Account(
        member=person.code,
        name=person.name,
        given_names=person.given_names,
        since=None,
        until=payout.on,
        opening=settled.opening,
        lines=_lines(session, person.code, settled.lines),
        waiting=(),
        payout=before_it(session, payout),
    )


def between(
    session: Session, member: str, since: date, until: date, today: date | None = None
) -> Account:
    """Her account from a day to another; reads what moved since then, and no older entry.

    With `today` in it, it says too what is held back now; after it, that it is over.
    """
    person = members.member(session, member)
    steps = _steps_since(session, member, since)
    moved = [step for step in steps if step.on <= until]
    now = -ledger.balance(session, acc.payable(member))
    left = _waiting(session, member)
    for step in steps:
        if step.on > until and step.sale:
            left[step.sale] = left.get(step.sale, 0) - step.waiting
    return Account(
        member=member,
        name=person.name,
        given_names=person.given_names,
        since=since,
        until=until,
        opening=now - sum(step.change for step in steps),
        lines=_lines(session, member, _lasting(moved)),
        waiting=_with_pieces(session, member, left),
        held=_held(session, member, today) if today and since <= today <= until else 0,
        today=today,
    )


@dataclass(frozen=True, slots=True)
class _Step:
    entry: int
    on: date
    kind: str
    cause: str
    reverses: int | None
    sale: str | None
    change: int
    waiting: int


def _steps_since(session: Session, member: str, since: date) -> list[_Step]:
    """What entries of a day and later moved for her; what stands before the first is not read."""
    first = sa.select(sa.func.min(Entry.id)).where(Entry.on >= since).scalar_subquery()
    payable, earned = acc.payable(member), acc.earned(member)
    sides = (
        sa.select(
            Move.entry,
            sa.case((side == payable, sign * Move.amount), else_=0).label("change"),
            sa.case((side == earned, sign * Move.amount), else_=0).label("waiting"),
        ).where(side.in_((payable, earned)), Move.entry >= first)
        for side, sign in ((Move.source, 1), (Move.target, -1))
    )
    moved = sa.union_all(*sides).subquery()
    query = (
        sa.select(
            *(Entry.id, Entry.on, Entry.kind, Entry.cause, Entry.reverses, due_account),
            *(sa.func.sum(moved.c.change), sa.func.sum(moved.c.waiting)),
        )
        .join(moved, moved.c.entry == Entry.id)
        .where(Entry.on >= since)
        .group_by(Entry.id, Entry.on, Entry.kind, Entry.cause, Entry.reverses)
        .order_by(Entry.id)
    )
    return [
        _Step(number, on, kind, cause, reverses, sale_of(due), int(change), int(waiting))
        for number, on, kind, cause, reverses, due, change, waiting in session.execute(query)
    ]


def _lasting(steps: Iterable[_Step]) -> list[Settled]:
    """Those that changed what is owed, but for a mistake that was undone among them."""
    found: dict[int, Settled] = {}
    for step in steps:
        if found.pop(step.reverses or 0, None) is None and step.change:
            line = Settled(step.entry, step.on, step.kind, step.cause, step.sale, step.change)
            found[step.entry] = line
    return list(found.values())


def _lines(session: Session, member: str, settled: Collection[Settled]) -> tuple[Line, ...]:
    sales = told(session, member, {line.sale for line in settled if line.sale})
    return tuple(
        Line(
            *(line.entry, line.on, line.kind, line.cause, line.cents, line.sale),
            _pieces(line, sales.get(line.sale or "")),
        )
        for line in settled
    )


def _pieces(line: Settled, sale: Told | None) -> tuple[Piece, ...]:
    """The pieces that make up a line to the céntimo; none where they do not."""
    if sale is None:
        return ()
    pieces = sale.left(line.entry) if line.cents > 0 else sale.back(line.entry)
    return pieces if sum(piece.hers for piece in pieces) == line.cents else ()


def _waiting(session: Session, member: str) -> dict[str, int]:
    """Her part of each sale that is not collected, by the sale's code."""
    due = (
        sa.select(Allocation.sale)
        .join(Balance, Balance.account == sa.literal(acc.due("")) + Allocation.sale)
        .where(below(Balance.account, acc.due("")), sa.text("balance.amount > 0"))
        .where(Allocation.member == member)
        .distinct()
    )
    sales = told(session, member, set(session.scalars(due)))
    left = {code: sum(piece.hers for piece in sale.left()) for code, sale in sales.items()}
    return {code: cents for code, cents in left.items() if cents}


def _with_pieces(session: Session, member: str, left: dict[str, int]) -> tuple[Waiting, ...]:
    """The same, the oldest sale first, with her pieces in each."""
    waiting = {sale: cents for sale, cents in left.items() if cents}
    sales = told(session, member, waiting.keys())
    found = [
        Waiting(code, sale.sale.on, waiting[code], _adding_up(sale, waiting[code]), sale.left(0))
        for code, sale in sales.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.sale)))


def _adding_up(sale: Told, cents: int) -> tuple[Piece, ...]:
    """Her pieces of a sale as they are now, or as they were sold, whichever is the sum."""
    for pieces in (sale.left(), sale.left(0)):
        if sum(piece.hers for piece in pieces) == cents:
            return pieces
    return ()


def _held(session: Session, member: str, today: date) -> int:
    return payouts.held(session, today).get(member, 0)


def _last_payout(session: Session, member: str) -> Payout | None:
    last = last_standing().where(Payout.member == member).subquery()
    return session.scalar(sa.select(Payout).join(last, last.c.entry == Payout.entry))


def _key(line: Line, piece: Piece | None) -> str:
    return f"{line.term}-{piece.sku}" if piece and line.term in (SOLD, BACK) else line.term


def _term(key: str, lines: list[tuple[Line, Piece | None]]) -> Term:
    line, piece = lines[0]
    cents = sum(p.hers if p else one.cents for one, p in lines)
    alone = piece if key != line.term else None
    units = abs(sum(p.units for _, p in lines if p)) if alone else 0
    return Term(line.term, cents, key, tuple(lines), alone, units)
