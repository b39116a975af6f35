"""Her telephones: a card lets one in, the desk takes one away."""

import secrets
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import access, members
from ..domain.days import day_of
from ..domain.errors import N_, Refused
from ..domain.folding import alphabetical
from .phones import REPLACED, REVOKED, USED, Phone, PhoneCard, digest

#: A card that lies about is a door that stands open: it shuts by itself.
LASTS = timedelta(days=30)

#: Random bytes of a card: 144 bits, and still a QR of few modules.
RANDOM = 18


class CardSpent(Refused):
    """Used, too old, taken back or never issued: nobody learns which, nor whose it was."""

    message = N_("This card no longer works. Ask for a new one at the office.")


class Issued(NamedTuple):
    """A new card. Its token is told this once: only its hash is kept."""

    token: str
    member: str
    until: date


def issue(session: Session, *, member: str, at: datetime, by: int) -> Issued:
    """A card for a member. The one she has not used yet works no longer."""
    code = members.member(session, member).code
    take_card_back(session, code, at=at, by=by, end=REPLACED)
    token, expires = secrets.token_urlsafe(RANDOM), at + LASTS
    issued = {"issued_at": at, "issued_by": by, "expires_at": expires}
    session.add(PhoneCard(token_hash=digest(token), member=code, **issued))
    session.flush()
    return Issued(token, code, day_of(expires))


def take_card_back(
    session: Session, member: str, *, at: datetime, by: int, end: str = REVOKED
) -> None:
    """The card she has not used yet works no longer."""
    for card in session.scalars(_unused().where(PhoneCard.member == member)):
        card.ended_at, card.ended_by, card.end = at, by, end
    session.flush()


def card(session: Session, token: str, *, now: datetime) -> PhoneCard | None:
    """A card that still lets a telephone in."""
    query = _unused().where(PhoneCard.token_hash == digest(token), PhoneCard.expires_at > now)
    return session.scalars(query).first()


def open_card(session: Session, member: str, *, now: datetime) -> PhoneCard | None:
    """The card she has and has not used yet."""
    query = _unused().where(PhoneCard.member == member, PhoneCard.expires_at > now)
    return session.scalars(query).first()


def enrol(session: Session, *, token: str, secret: str, password_hash: str, at: datetime) -> Phone:
    """A telephone with a secret comes in with a card. Raises CardSpent.

    The same telephone again, because the answer got lost on its way, is no second use of the card.
    `password_hash` is for a member who has no user yet: she gets one, with a password nobody knows.
    """
    known = phone(session, secret)
    if known and known.card == digest(token) and not known.shut:
        return known
    found = card(session, token, now=at)
    if found is None or known:
        raise CardSpent
    found.ended_at, found.end = at, USED
    user = _user(session, found.member) or _new_user(session, found.member, password_hash)
    hers = {"member": found.member, "user": user, "card": found.token_hash}
    new = Phone(secret_hash=digest(secret), enrolled_at=at, tries=0, **hers)
    session.add(new)
    session.flush()
    return new


def phone(session: Session, secret: str) -> Phone | None:
    """The telephone of a secret, opened or shut."""
    return session.scalars(sa.select(Phone).where(Phone.secret_hash == digest(secret))).first()


def phones(session: Session, member: str) -> list[Phone]:
    """Every telephone she has or had, the newest first."""
    query = sa.select(Phone).where(Phone.member == member).order_by(Phone.id.desc())
    return list(session.scalars(query))


def revoke(session: Session, phone: Phone, *, at: datetime, by: int | None) -> None:
    """It opens no more, and what it has open is shut at once."""
    if phone.revoked_at is None:
        phone.revoked_at, phone.revoked_by = at, by
    access.end_visits_by(session, phone.id, at=at)
    session.flush()


def revoke_all(session: Session, member: str, *, at: datetime, by: int) -> None:
    """None of her telephones opens any more, and no card lets another one in."""
    take_card_back(session, member, at=at, by=by)
    for each in phones(session, member):
        revoke(session, each, at=at, by=by)


def without(session: Session, on: date) -> list[members.Member]:
    """Who has a smartphone and none that is let in, by alphabet."""
    let_in = set(session.scalars(sa.select(Phone.member).where(Phone.revoked_at.is_(None))))
    return [
        each
        for each in sorted(members.everyone(session), key=lambda one: alphabetical(one.listed))
        if each.phone_type == "smartphone"
        and each.code not in let_in
        and not (each.left_on and each.left_on < on)
    ]


def _unused() -> sa.Select[PhoneCard]:
    return sa.select(PhoneCard).where(PhoneCard.ended_at.is_(None))


def _user(session: Session, member: str) -> int | None:
    """Hers; one that may come in before one that may not."""
    hers = [user for user in access.users(session) if user.member == member]
    return min(hers, key=lambda user: (not user.active, user.id)).id if hers else None


def _new_user(session: Session, member: str, password_hash: str) -> int:
    """A user by the name of her code, or of her code and a number where it is taken."""
    taken = {user.login for user in access.users(session)}
    name, number = member.lower(), 2
    while name in taken:
        name, number = f"{member.lower()}.{number}", number + 1
    words = {"name": members.member(session, member).name, "role": "socia", "member": member}
    return access.add_user(session, login=name, password_hash=password_hash, **words).id
