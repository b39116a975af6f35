"""What she is called: in the register, in a list, as a user; and the sentences that say so."""

import re
from re import Pattern

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import access, members
from ..members import Member
from ..web.once import Submission

#: After a name of one word another one makes it the name of somebody else.
ALONE = r"(?!\s+[A-ZÁÉÍÓÚÜÑ])"

#: What nothing is called.
NOBODY = re.compile(r"(?!)")


def called(session: Session, code: str) -> Pattern[str]:
    """Finds every name that she has here, where it is not a part of the name of another."""
    person = members.member(session, code)
    hers = {person.name, person.listed}
    hers |= {user.name for user in access.users(session) if user.member == code}
    others = _named(session, Member.code != code)
    own = {name.strip(" ,") for name in hers} - {"", code}
    alone = [name for name in own if not any(name in other for other in others)]
    return _any_of(alone)


def others(session: Session, code: str) -> Pattern[str]:
    """Finds the names and codes of all other members."""
    codes = session.scalars(sa.select(Member.code).where(Member.code != code))
    return _any_of([*_named(session, Member.code != code), *codes])


def sentences(session: Session, names: Pattern[str]) -> list[Submission]:
    """What forms said, when they were recorded, with one of these names, in order."""
    said = session.scalars(sa.select(Submission).order_by(Submission.at, Submission.key))
    return [one for one in said if names.search(one.said)]


def unsay(session: Session, names: Pattern[str], code: str) -> None:
    """Those sentences bear her code instead."""
    for one in sentences(session, names):
        one.said = names.sub(code, one.said)
    session.flush()


def _named(session: Session, whose: sa.ColumnElement[bool]) -> list[str]:
    found = session.scalars(sa.select(Member).where(whose))
    return [name for one in found for name in (one.name, one.listed)]


def _any_of(names: list[str]) -> Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    ways = [re.escape(name) + ("" if " " in name else ALONE) for name in ordered]
    return re.compile(rf"\b(?:{'|'.join(ways)})\b") if ways else NOBODY
