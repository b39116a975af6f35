"""Looking at members: the register, what is hers, her last moves, shares and rules in time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..ledger import reading as book
from ..ledger.balances import below
from ..ledger.models import Entry
from .models import Group, Member, Membership, Rule, Share
from .service import by_name, everyone


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of the register; `available` can be paid to her now, below zero she owes it."""

    code: str
    name: str
    groups: str
    available: int
    left: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's effect on what she can be paid (`change`) and on what waits for buyers."""

    entry: int
    on: date
    kind: str
    cause: str
    change: int
    waiting: int


def register(session: Session, on: date) -> list[Listed]:
    """Every member, those who left last, with her groups of a day and what is hers now."""
    groups = groups_of(session, on)
    held = ledger.balances(session, acc.payable(""))
    return [
        Listed(m.code, m.name, ", ".join(groups[m.code]), -held.get(m.code, 0), has_left(m, on))
        for m in sorted(everyone(session), key=lambda member: (has_left(member, on), member.code))
    ]


def groups_of(session: Session, on: date) -> dict[str, list[str]]:
    """The codes of each member's groups on a day."""
    groups: dict[str, list[str]] = defaultdict(list)
    for membership in session.scalars(sa.select(Membership).order_by(Membership.group)):
        if membership.until is None or membership.until >= on:
            groups[membership.member].append(membership.group)
    return groups


def forgotten(session: Session) -> set[str]:
    """Who left and was forgotten, as the book says it: what the register holds of them is gone."""
    causes = session.scalars(sa.select(Entry.cause).where(below(Entry.cause, "forgetting/")))
    codes = {cause.split("/")[1] for cause in causes}
    left = sa.select(Member.code).where(Member.code.in_(codes), Member.left_on.is_not(None))
    return set(session.scalars(left)) if codes else set()


def has_left(member: Member, on: date) -> bool:
    """Whether she belongs to the register of the past."""
    return member.left_on is not None and member.left_on < on


def still_there(session: Session, on: date) -> list[Member]:
    """Who has not left by a day, as names are called out."""
    return [member for member in by_name(session) if not has_left(member, on)]


@dataclass(frozen=True, slots=True)
class Belonging:
    """A member's time in a group; nobody may have written down since when."""

    group: str
    name: str
    since: date | None
    until: date | None


def memberships(session: Session, code: str) -> list[Belonging]:
    """Her groups, oldest first, those she left too."""
    query = (
        sa.select(Membership, Group)
        .join(Group, Group.code == Membership.group)
        .where(Membership.member == code)
        .order_by(Membership.since)
    )
    return [
        Belonging(group.code, group.name, None if m.since == date.min else m.since, m.until)
        for m, group in session.execute(query)
    ]


def last_steps(session: Session, code: str, size: int = 12) -> list[Step]:
    """What the book last moved for her, newest first."""
    change: dict[int, int] = defaultdict(int)
    waiting: dict[int, int] = defaultdict(int)
    entries = {}
    for account, sums in ((acc.payable(code), change), (acc.earned(code), waiting)):
        for step in book.steps(session, account, size=size):
            sums[step.entry] += step.went - step.came
            entries[step.entry] = step
    newest = [entries[number] for number in sorted(entries, reverse=True)[:size]]
    return [Step(s.entry, s.on, s.kind, s.cause, change[s.entry], waiting[s.entry]) for s in newest]


def makers_of(session: Session, group: str, on: date) -> list[Member]:
    """Who belongs to a group on a day."""
    query = (
        sa.select(Member)
        .join(Membership, Membership.member == Member.code)
        .where(
            Membership.group == group,
            Membership.since <= on,
            sa.or_(Membership.until.is_(None), Membership.until >= on),
            sa.or_(Member.left_on.is_(None), Member.left_on >= on),
        )
        .order_by(Member.code)
    )
    return list(session.scalars(query))


def shares(session: Session, group: str | None = None) -> list[Share]:
    """What was decided, newest first; of one group, or of all."""
    query = sa.select(Share).order_by(Share.since.desc(), Share.group)
    return list(session.scalars(query.where(Share.group == group) if group else query))


def history(session: Session) -> list[Rule]:
    """Every rule that was ever decided, newest first."""
    return list(session.scalars(sa.select(Rule).order_by(Rule.since.desc(), Rule.key)))
