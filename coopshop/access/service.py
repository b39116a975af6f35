"""Users and their visits."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from .models import Attempt, User, Visit
from .passwords import matches
from .permissions import ROLES, may

#: After so many failures in so long, a login waits where they came from, and there only: with a
#: count that all connections share, a stranger could lock out whom he likes.
MOST_FAILURES = 10
#: After so many with whatever logins, the whole place waits.
MOST_OF_A_PLACE = 30
WATCHED = timedelta(minutes=15)
#: So much is kept of whatever was typed as a login.
LONGEST = 200
#: A visit ends by itself after a working day.
VISIT_LASTS = timedelta(hours=12)


class WrongLogin(Refused):
    """One sentence for a wrong name and a wrong password: nobody learns which."""

    message = N_("User or password is wrong.")
    field = "password"


class TooManyTries(Refused):
    """Guessing is slowed down."""

    message = N_("Too many wrong tries. Wait a quarter of an hour.")
    field = "password"


class LoginTaken(Refused):
    """A login names one person."""

    message = N_("The user %(login)s exists already.")
    field = "login"


class WhoseMoney(Refused):
    """A socia's user must say which member she is."""

    message = N_("Say which member this user is.")
    field = "member"


class LastOne(Refused):
    """Without an administradora nobody could let anybody in again."""

    message = N_("%(name)s is the last administradora. Let in another one first.")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the desk, for the length of one request."""

    id: int
    login: str
    name: str
    role: str
    member: str | None
    #: By which telephone she came in; None for a password.
    phone: int | None = None

    def may(self, right: str) -> bool:
        """Whether the role has the right."""
        return may(self.role, right)


def add_user(
    session: Session,
    *,
    login: str,
    name: str,
    role: str,
    password_hash: str,
    member: str | None = None,
) -> User:
    """A new user; hash the password before the transaction (`passwords.hashed`)."""
    if role not in ROLES:
        raise ValueError(f"no role {role}")
    if (role == "socia") != bool(member):
        raise WhoseMoney
    if session.scalar(sa.select(User.id).where(User.login == login)):
        raise LoginTaken(login=login)
    user = User(login=login, name=name, role=role, password_hash=password_hash, member=member)
    session.add(user)
    session.flush()
    return user


def users(session: Session) -> list[User]:
    """Everybody who may sign in or once might, by login."""
    return list(session.scalars(sa.select(User).order_by(User.login)))


def set_active(session: Session, user: int, active: bool, *, at: datetime) -> None:
    """Let somebody in, or keep her out; her open visits end at once."""
    found = session.get_one(User, user)
    if not active:
        _refuse_last_one(session, found)
    found.active = active
    if not active:
        _end_all(session, Visit.user == user, at)
    session.flush()


def set_password(session: Session, user: int, password_hash: str, *, at: datetime) -> None:
    """A new password ends every open visit."""
    session.get_one(User, user).password_hash = password_hash
    _end_all(session, Visit.user == user, at)
    session.flush()


def forget_users(session: Session, member: str) -> None:
    """The users of a member who is forgotten: nobody comes in by them, and they bear no name."""
    for user in session.scalars(sa.select(User).where(User.member == member)):
        session.execute(sa.delete(Visit).where(Visit.user == user.id))
        session.execute(sa.delete(Attempt).where(Attempt.login == user.login))
        user.login, user.name = f"{member.lower()}-{user.id}", member
        user.password_hash, user.active = "none", False
    session.flush()


def recognise(session: Session, login: str, password: str, *, place: str, now: datetime) -> User:
    """The user behind a login and a password. Slow on purpose; reads only."""
    hers = Attempt.login == login[:LONGEST]
    if (
        failures(session, place, hers, now=now) >= MOST_FAILURES
        or failures(session, place, now=now) >= MOST_OF_A_PLACE
    ):
        raise TooManyTries
    user = session.scalars(sa.select(User).where(User.login == login)).first()
    right = matches(user.password_hash if user else None, password)
    if user is None or not right or not user.active:
        raise WrongLogin
    return user


def failures(session: Session, place: str, *which: sa.ColumnElement[bool], now: datetime) -> int:
    """How often somebody failed of late at a place (`web.places.place`)."""
    query = sa.select(sa.func.count()).where(Attempt.place == place, Attempt.at > now - WATCHED)
    return session.scalar(query.where(*which)) or 0


def note_failure(session: Session, place: str, login: str = "", *, at: datetime) -> None:
    """Remember a wrong try for a while."""
    session.execute(sa.delete(Attempt).where(Attempt.at < at - WATCHED))
    session.add(Attempt(login=login[:LONGEST], place=place, at=at))
    session.flush()


def begin_visit(session: Session, user: int, *, at: datetime, phone: int | None = None) -> str:
    """Open a visit; gives the token for the browser."""
    token = secrets.token_urlsafe(32)
    session.add(Visit(token_hash=_hash(token), user=user, began_at=at, phone=phone))
    session.flush()
    return token


def end_visit(session: Session, token: str, *, at: datetime) -> None:
    """The token is dead from now on, wherever a copy of it lies."""
    visit = session.get(Visit, _hash(token))
    if visit and visit.ended_at is None:
        visit.ended_at = at
        session.flush()


def end_visits_by(session: Session, phone: int, *, at: datetime) -> None:
    """Every visit that a telephone opened is over."""
    _end_all(session, Visit.phone == phone, at)


def visitor(session: Session, token: str, *, now: datetime) -> Person | None:
    """Who holds a token, if the visit is still open and the user may come in."""
    asked = {"token": _hash(token), "since": now - VISIT_LASTS}
    found = session.connection().execute(_visitor, asked).first()
    return Person(*tuple(found)) if found else None


#: Asked at every request: the columns alone, and told once how.
_user, _visit = User.__table__, Visit.__table__
_visitor = (
    sa.select(
        *(_user.c[name] for name in ("id", "login", "name", "role", "member")), _visit.c.phone
    )
    .join(_visit, _visit.c.user == _user.c.id)
    .where(
        _visit.c.token_hash == sa.bindparam("token"),
        _visit.c.ended_at.is_(None),
        _visit.c.began_at > sa.bindparam("since", type_=_visit.c.began_at.type),
        _user.c.active.is_(sa.true()),
    )
)


def _refuse_last_one(session: Session, leaving: User) -> None:
    query = sa.select(User.id).where(
        User.role == "administradora", User.active.is_(sa.true()), User.id != leaving.id
    )
    if leaving.role == "administradora" and session.scalar(query.limit(1)) is None:
        raise LastOne(name=leaving.name)


def _end_all(session: Session, whose: sa.ColumnElement[bool], at: datetime) -> None:
    session.execute(sa.update(Visit).where(whose, Visit.ended_at.is_(None)).values(ended_at=at))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
