"""A member's statement: what the book moved for her between two days, and what each move was."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import members
from ..domain import accounts as acc
from ..ledger.models import Entry, Move


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's effect on what she can be paid (`change`) and on what waits for buyers."""

    entry: int
    on: date
    kind: str
    cause: str
    change: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Statement:
    """From `opening` to `closing`, step by step; `waiting` is earned, not collected, at the end."""

    member: str
    name: str
    since: date
    until: date
    opening: int
    steps: tuple[Step, ...]
    closing: int
    waiting: int


def statement(session: Session, member: str, since: date, until: date) -> Statement:
    """Everything that entries of business days `since` to `until` moved for a member."""
    person = members.member(session, member)
    opening = waiting = 0
    steps = []
    for step in _steps(session, member, until):
        if step.on < since:
            opening += step.change
        else:
            steps.append(step)
        waiting += step.waiting
    return Statement(
        member=member,
        name=person.name,
        since=since,
        until=until,
        opening=opening,
        steps=tuple(steps),
        closing=opening + sum(step.change for step in steps),
        waiting=waiting,
    )


def _steps(session: Session, member: str, until: date) -> list[Step]:
    payable, earned = acc.payable(member), acc.earned(member)

    def credited(account: str):
        """What came to her by an account: credits less debits."""
        came = sa.case((Move.source == account, Move.amount), else_=0)
        went = sa.case((Move.target == account, Move.amount), else_=0)
        return sa.func.sum(came - went)

    query = (
        sa.select(
            Entry.id, Entry.on, Entry.kind, Entry.cause, credited(payable), credited(earned)
        )
        .join(Move, Move.entry == Entry.id)
        .where(
            sa.or_(
                Move.source.in_((payable, earned)),
                Move.target.in_((payable, earned)),
            ),
            Entry.on <= until,
        )
        .group_by(Entry.id, Entry.on, Entry.kind, Entry.cause)
        .order_by(Entry.id)
    )
    return [
        Step(number, on, kind, cause, int(change), int(waiting))
        for number, on, kind, cause, change, waiting in session.execute(query)
    ]
