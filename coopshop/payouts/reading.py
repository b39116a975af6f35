"""Finding payouts and debits again, and whether they were undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Unknown
from ..domain.folding import alphabetical
from ..ledger.models import Entry, Reversal
from ..members import Member
from .models import Debit, Payout


class UnknownPayout(Unknown):
    """No such payout."""

    message = N_("There is no payout %(code)s.")


class UnknownDebit(Unknown):
    """No such debit."""

    message = N_("There is no advance or deduction %(code)s.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A payout or a debit (`row`) of a member, by whom it was written (a user's id), and why it was
    undone, if it was."""

    row: Any
    member: Member
    by: int
    undone: str | None


def payout(session: Session, code: str) -> Shown:
    """One payout, refused when there is none of that code."""
    found = _shown(session, Payout, Payout.code == code, most=1)
    if not found:
        raise UnknownPayout(code=code)
    return found[0]


def debit(session: Session, code: str) -> Shown:
    """One advance, material or due, refused when there is none of that code."""
    found = _shown(session, Debit, Debit.code == code, most=1)
    if not found:
        raise UnknownDebit(code=code)
    return found[0]


def payouts_of_day(session: Session, on: date) -> list[Shown]:
    """The payouts of one day that were not undone, in order of code."""
    found = _shown(session, Payout, Payout.on == on, most=None)
    return [shown for shown in reversed(found) if shown.undone is None]


def by_surname(shown: Iterable[Shown]) -> list[Shown]:
    """As their receipts lie in the folder."""
    return sorted(shown, key=lambda one: (alphabetical(one.member.listed), one.row.entry))


def _shown(session: Session, model: type[Any], wanted: Any, *, most: int | None) -> list[Shown]:
    undoing = sa.orm.aliased(Entry)
    query = (
        sa.select(model, Member, Entry.by, undoing.id, Reversal.note)
        .join(Member, Member.code == model.member)
        .join(Entry, Entry.id == model.entry)
        .join(undoing, undoing.reverses == model.entry, isouter=True)
        .join(Reversal, Reversal.entry == undoing.id, isouter=True)
        .where(wanted)
        .order_by(model.entry.desc())
        .limit(most)
    )
    return [
        Shown(row, member, by, (note or "") if reversal else None)
        for row, member, by, reversal, note in session.execute(query)
    ]
