"""What she is shown must always be true: her number adds up, and no piece of hers is missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, members
from ..domain import accounts as acc
from ..ledger.audit import Finding
from ..production import Delivery
from ..sales import Allocation
from .account import owed
from .life import by_lot, lives
from .sold import told

#: So many lots are looked at together.
TOGETHER = 200


def accounts_add_up(session: Session) -> Finding:
    """What each member is told she is owed, and what is still to come, is what the book holds."""
    finding = Finding("her account adds up to the book")
    for member in members.everyone(session):
        hers = owed(session, member.code, date.max)
        held = -ledger.balance(session, acc.payable(member.code))
        to_come = -ledger.balance(session, acc.earned(member.code))
        steps = sum(term.cents for term in hers.terms)
        parts = (
            piece.hers if piece else line.cents for term in hers.terms for line, piece in term.lines
        )
        whole = hers.total == held == steps == hers.opening + sum(parts)
        finding.look(whole and hers.to_come == to_come, member.code)
    return finding


def no_piece_missing(session: Session) -> Finding:
    """The five pictures of each lot, and what left the way, are all that was accepted of it."""
    finding = Finding("all pieces are in the pictures")
    for member in members.everyone(session):
        for some in _lots(session, member.code):
            for life in lives(session, member.code, some):
                shown = sum(stage.units for stage in life.stages)
                shown += sum(off.units for off in life.off)
                finding.look(shown == life.delivery.accepted, life.lot)
    return finding


def lots_make_the_line(session: Session) -> Finding:
    """What is told of each of her lots in a line of a sale comes to what is hers of that line."""
    finding = Finding("her lots in a sale add up to her part of it")
    for member in members.everyone(session):
        for codes in _sales(session, member.code):
            parts: dict[tuple[str, int], int] = defaultdict(int)
            which = Allocation.sale.in_(codes)
            for some in by_lot(session, member.code, which, []).values():
                for one in some:
                    parts[one.sale, one.line] += one.cents
            sales = told(session, member.code, codes).values()
            whole = {(p.sale, p.line): p.hers for sale in sales for p in sale.left()}
            for line in parts.keys() | whole.keys():
                finding.look(
                    parts[line] == whole.get(line, 0), f"{member.code} {line[0]}/{line[1]}"
                )
    return finding


CHECKS = (accounts_add_up, no_piece_missing, lots_make_the_line)


def _sales(session: Session, member: str) -> Iterator[Sequence[str]]:
    """The sales that stand with pieces of a member, some at a time."""
    hers = sa.select(Allocation.sale).where(
        Allocation.member == member, ledger.standing(Allocation.entry)
    )
    codes = [*session.scalars(hers.distinct().order_by(Allocation.sale))]
    for start in range(0, len(codes), TOGETHER):
        yield codes[start : start + TOGETHER]


def _lots(session: Session, member: str) -> Iterator[Sequence[Delivery]]:
    """A member's lots that stand, some at a time."""
    query = sa.select(Delivery).where(Delivery.member == member, ledger.standing(Delivery.entry))
    after = 0
    while True:
        leaf = query.where(Delivery.entry > after).order_by(Delivery.entry, Delivery.lot)
        some = session.scalars(leaf.limit(TOGETHER)).all()
        if not some:
            return
        after = some[-1].entry
        yield [*some]
