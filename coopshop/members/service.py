"""The register of members: who joined, who belongs where, who left."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..db import remembered
from ..domain.errors import N_, Refused, Unknown
from ..domain.folding import alphabetical
from .models import Member, Membership


class UnknownMember(Unknown):
    """No such member in the register."""

    message = N_("There is no member %(code)s.")
    field = "member"


class MemberLeft(Refused):
    """Who left brings no more pieces; what she left is still sold and paid."""

    message = N_("%(name)s left on %(on)s.")
    field = "member"


class CodeTaken(Refused):
    """A code names one member for ever."""

    message = N_("The code %(code)s belongs to %(name)s.")
    field = "code"


class DniTaken(Refused):
    """A DNI names one person."""

    message = N_("The DNI %(dni)s belongs to %(name)s already.")
    field = "dni"


class LeftBeforeJoining(Refused):
    """Days in the wrong order."""

    message = N_("She cannot leave before she joined.")
    field = "left_on"


def everyone(session: Session) -> list[Member]:
    """All members, in order of code."""
    return list(session.scalars(sa.select(Member).order_by(Member.code)))


def by_name(session: Session) -> list[Member]:
    """All members, as names are called out."""
    return sorted(everyone(session), key=lambda member: alphabetical(member.name))


def member(session: Session, code: str) -> Member:
    """One member, refused when there is none of that code."""
    found = remembered(session, ("member", code), lambda: session.get(Member, code))
    if found is None:
        raise UnknownMember(code=code)
    return found


def still_here(session: Session, code: str, on: date) -> Member:
    """One member who had not left on a day."""
    found = member(session, code)
    if found.left_on and found.left_on < on:
        raise MemberLeft(name=found.name, on=found.left_on.isoformat())
    return found


def enroll(session: Session, *, group: str, **facts: Any) -> Member:
    """A new member of a group; `facts` are the columns of `Member`, `code` among them or drawn.

    Without a code she gets the next one of her group: AW-23.
    """
    facts["code"] = facts.get("code") or _next_code(session, group)
    taken = session.get(Member, facts["code"])
    if taken:
        raise CodeTaken(code=taken.code, name=taken.name)
    _refuse_dni(session, facts)
    new = Member(**facts)
    session.add(new)
    session.flush()
    since = new.joined_on or date.min
    session.add(Membership(member=new.code, group=group, since=since))
    session.flush()
    return new


def change(session: Session, code: str, **facts: Any) -> Member:
    """Correct what the register says of a member; nothing that was issued changes."""
    found = member(session, code)
    _refuse_dni(session, facts | {"code": code})
    for name, value in facts.items():
        setattr(found, name, value)
    session.flush()
    return found


def leave(session: Session, code: str, *, on: date) -> Member:
    """She leaves: her pieces go on being sold, and she goes on being paid for them."""
    found = member(session, code)
    if found.joined_on and on < found.joined_on:
        raise LeftBeforeJoining
    found.left_on = on
    session.flush()
    return found


def join_group(session: Session, code: str, *, group: str, since: date) -> None:
    """She belongs to one more group from a day on."""
    session.merge(Membership(member=member(session, code).code, group=group, since=since))
    session.flush()


def leave_group(session: Session, code: str, *, group: str, until: date) -> None:
    """She belongs to a group until a day."""
    query = sa.select(Membership).where(Membership.member == code, Membership.group == group)
    for membership in session.scalars(query.where(Membership.until.is_(None))):
        if until < membership.since:
            raise LeftBeforeJoining(field="until")
        membership.until = until
    session.flush()


def _refuse_dni(session: Session, facts: dict[str, Any]) -> None:
    if not facts.get("dni"):
        return
    query = sa.select(Member).where(Member.dni == facts["dni"], Member.code != facts["code"])
    taken = session.scalars(query).first()
    if taken:
        raise DniTaken(dni=facts["dni"], name=taken.name)


def _next_code(session: Session, group: str) -> str:
    codes = session.scalars(sa.select(Member.code).where(Member.code.startswith(f"{group}-")))
    numbers = [int(code[len(group) + 1 :]) for code in codes if code[len(group) + 1 :].isdigit()]
    return f"{group}-{max(numbers, default=0) + 1:02d}"
