"""Who logs in, what they may do, and the sessions that end when they sign out."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Flag, Model, Moment, Text, Whole


class User(Model):
    """Somebody at the desk. An account of the book is something else; so is a member."""

    __tablename__ = "user_"

    id: Mapped[int] = mapped_column(Whole, primary_key=True)
    login: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Code)
    #: For a socia: whose money she sees. A code, not a key: members are a later room.
    member: Mapped[str | None] = mapped_column(Code)
    password_hash: Mapped[str] = mapped_column(Code)
    active: Mapped[bool] = mapped_column(Flag, default=True)


class Visit(Model):
    """One sign-in, until its end; the browser holds a random token, we hold its hash."""

    __tablename__ = "visit"

    token_hash: Mapped[str] = mapped_column(Code, primary_key=True)
    user: Mapped[int] = mapped_column("user", sa.ForeignKey("user_.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    #: By which telephone she came in, if it was one. A number, not a key: phones are a later room.
    phone: Mapped[int | None] = mapped_column(Whole, index=True)


class Attempt(Model):
    """A sign-in that failed, so that guessing has an end."""

    __tablename__ = "attempt"
    __table_args__ = (
        sa.Index("ix_attempt_login", "login", "at"),
        sa.Index("ix_attempt_place", "place", "at"),
        {"sqlite_strict": True},
    )

    id: Mapped[int] = mapped_column(Whole, primary_key=True)
    #: What was tried: a login, of whoever; empty where nobody says a name.
    login: Mapped[str] = mapped_column(Code)
    #: The connection it came from, hashed, and at which door (`web/places.py`).
    place: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime] = mapped_column(Moment)
