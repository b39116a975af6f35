"""What must always be true of what the book began with."""

import hashlib
from collections import Counter, defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, production
from ..domain import accounts as acc
from ..ledger.audit import Finding
from ..ledger.models import Move
from . import evidence, opening
from .models import Evidence, OldPayment, Opening


def openings_moved_what_they_say(session: Session) -> Finding:
    """Each opening moved its own sum between its own accounts, and nothing else."""
    finding = Finding("openings moved what they say")
    moved = defaultdict(list)
    ours = sa.select(Opening.entry)
    for move in session.scalars(sa.select(Move).where(Move.entry.in_(ours))):
        moved[move.entry].append((move.source, move.target, move.amount, move.unit))
    shelves = dict(
        session.execute(sa.select(production.Delivery.lot, production.Delivery.place)).all()
    )
    for row in session.scalars(sa.select(Opening)):
        finding.look(moved[row.entry] == [_expected(row, shelves)], f"opening {row.code}")
    return finding


def _expected(row: Opening, shelves: dict[str, str]) -> tuple[str, str, int, str]:
    if row.kind == "stock":
        shelf = acc.shelf(shelves.get(row.subject, ""))
        return acc.OPENING, shelf, row.amount, row.subject
    account, sign = {
        "member": (acc.payable(row.subject), -1),
        "fund": (acc.fund(row.subject), -1),
        "purse": (acc.PURSES.get(row.subject, ""), 1),
        "debt": (acc.old_debt(row.code), 1),
    }.get(row.kind, ("", 1))
    came = sign * row.amount
    ends = (acc.OPENING, account) if came > 0 else (account, acc.OPENING)
    return *ends, abs(came), "PEN"


def everybody_began_once(session: Session) -> Finding:
    """Nobody was opened twice, undone ones left out."""
    finding = Finding("nobody began twice")
    lots = opening.standing_lots(session)
    stock = {found.code for found in lots.values()}
    once = Counter(
        (row.kind, row.subject)
        for row in opening.every_standing(session)
        if row.kind in ("member", "fund", "purse")
    )
    for (kind, subject), times in once.items():
        finding.look(times == 1, f"{kind} {subject}")
    for row in opening.every_standing(session):
        if row.kind == "stock":
            finding.look(row.code in stock, f"opening {row.code}")
    return finding


def photographs_are_what_was_seen(session: Session) -> Finding:
    """Each photograph is the one whose digest was kept, and each row names those of its page."""
    finding = Finding("photographs of the notebook")
    digests = defaultdict(list)
    for row in session.scalars(sa.select(Evidence).order_by(Evidence.page, Evidence.number)):
        digests[row.page].append(row.sha256)
        kept = hashlib.sha256(row.jpeg).hexdigest() == row.sha256
        finding.look(kept, f"page {row.page}/{row.number}")
    for code, page, seen in session.execute(sa.select(Opening.code, Opening.page, Opening.seen)):
        if page != opening.NO_PAGE:
            finding.look(evidence.together(digests[page]) == seen, f"opening {code}")
    return finding


def old_debts_add_up(session: Session) -> Finding:
    """Of each old debt, what was paid and what is left are what it was."""
    finding = Finding("old debts = paid + left")
    paid = dict(
        session.execute(
            sa.select(OldPayment.opening, sa.func.sum(OldPayment.amount))
            .where(ledger.standing(OldPayment.entry))
            .group_by(OldPayment.opening)
        ).all()
    )
    left = ledger.balances(session, acc.old_debt(""))
    for row in opening.every_standing(session):
        if row.kind == "debt":
            whole = int(paid.get(row.code, 0)) + left.get(row.code, 0)
            finding.look(whole == row.amount, f"opening {row.code}")
    return finding


CHECKS = (
    openings_moved_what_they_say,
    everybody_began_once,
    photographs_are_what_was_seen,
    old_debts_add_up,
)
