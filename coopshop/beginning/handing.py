"""Handing somebody over from the real pages to practice: signed, for a minute, and once."""

import secrets
from typing import NamedTuple

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from .. import access, members
from ..domain.errors import N_, Refused
from ..web.once import Submission

#: Seconds from the button to the page behind it, on the slowest of lines.
LASTS = 60


class NotHandedOver(Refused):
    """The way in is as old as a copied address."""

    message = N_("That way into practice has been used or is too old. Press the button again.")


class Handed(NamedTuple):
    """Who comes, and in which language; `nonce` makes it one time only."""

    role: str
    language: str
    nonce: str


def sign(key: str, role: str, language: str) -> str:
    """What the browser carries over."""
    signed: str = _serializer(key).dumps(Handed(role, language, secrets.token_hex(16)))
    return signed


def read(key: str, signed: str) -> Handed:
    """Who was handed over."""
    try:
        return Handed(*_serializer(key).loads(signed, max_age=LASTS))
    except BadData:
        raise NotHandedOver from None


def take(session: Session, handed: Handed, *, at: object) -> int:
    """The user of that role in the practice book, for who comes with this for the first time."""
    if session.get(Submission, handed.nonce):
        raise NotHandedOver
    session.add(Submission(key=handed.nonce, fingerprint=handed.role, location="", said="", at=at))
    session.flush()
    there = (user for user in access.users(session) if user.active and user.role == handed.role)
    return (next(there, None) or _newcomer(session, handed)).id


def _newcomer(session: Session, handed: Handed) -> access.User:
    """Somebody practised letting people go: whoever comes next with that work is let in anew."""
    hers = handed.role == "socia"
    return access.add_user(
        session,
        login=f"{handed.role}-{handed.nonce[:8]}",
        name=handed.role.capitalize(),
        role=handed.role,
        password_hash=access.hashed(access.random_password()),
        member=next(iter(members.everyone(session))).code if hers else None,
    )


def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="practice")
