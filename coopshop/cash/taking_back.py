"""Undoing what moved cash: into the drawer where it lay, or where it lies now."""

from collections import defaultdict
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..domain import bookings
from ..ledger.facts import Rows
from ..ledger.models import Entry
from ..ledger.reading import moves
from .drawers import AT_HAND, CASH, NotEnoughCash, Standing, is_cash, purse, standing
from .models import CashSession


def take_back(
    session: Session,
    cause: str,
    *facts: Rows,
    why: str,
    on: date,
    at: datetime,
    by: int,
    till: str | None = None,
) -> None:
    """Undo a mistake by its mirror.

    A drawer that was counted since stays as it was counted: what the mirror moves there is carried
    on at once, to or from the open drawer of `till`, or the box.
    """
    drawer = counted_since(session, cause)
    here = purse(session, CASH, till, on) if drawer else ""
    mirror = ledger.reverse(session, cause, *facts, why=why, on=on, at=at, by=by)
    moved = _moved(session, mirror)
    if drawer and here != acc.drawer(drawer.till):
        there = acc.drawer(drawer.till)
        sums = {unit: cents for (account, unit), cents in moved.items() if account == there}
        carried = bookings.elsewhere(cause, on, there, here, sums)
        if carried.moves:
            ledger.post(session, carried, at=at, by=by)
            for unit, cents in sums.items():
                moved[there, unit] -= cents
                moved[here, unit] += cents
    for (account, unit), cents in moved.items():
        if cents < 0 and is_cash(account) and ledger.balance(session, account, unit) < 0:
            raise NotEnoughCash


def counted_since(session: Session, cause: str) -> Standing | None:
    """The drawer that something moved and that was counted and closed since, if there is one."""
    wrong = session.scalars(sa.select(Entry).where(Entry.cause == cause)).one()
    names = (name for move in moves(session, wrong.id) for name in (move.source, move.target))
    for account in sorted(set(names)):
        if not account.startswith(acc.DRAWERS):
            continue
        drawer = standing(session, account.removeprefix(acc.DRAWERS))
        begun = session.get(CashSession, drawer.session) if drawer.session else None
        still = drawer.state in AT_HAND and begun and begun.entry < wrong.id
        if not still:
            return drawer
    return None


def _moved(session: Session, entry: int) -> dict[tuple[str, str], int]:
    """What an entry put into each account, by unit; below zero what it took out."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for move in moves(session, entry):
        sums[move.source, move.unit] -= move.amount
        sums[move.target, move.unit] += move.amount
    return sums
