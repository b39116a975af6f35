"""Her PIN: chosen on her telephone, asked for on it, and tried ten times at most.

The count belongs to the telephone, so nobody without it can use up her tries. A try is counted
before the PIN is looked at, and given back when it is right: who tries twice at once has used two.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from .. import access
from ..domain.errors import N_, Refused
from . import enrolling
from .phones import MOST_TRIES, Phone

#: A telephone that was let in and has no PIN is open to whoever holds it: not for long.
UNFINISHED = timedelta(days=1)


class PinWrong(Refused):
    """A slip, or a finder who tries."""

    message = N_("That is not the PIN. Tries left: %(left)s.")
    field = "pin"


class PhoneShut(Refused):
    """Taken away at the desk, or tried too often."""

    message = N_("This telephone no longer opens. Go to the office for a new card.")


def choose(session: Session, number: int, pin_hash: str, *, at: datetime) -> None:
    """A first PIN, or another one; hash it before the transaction (`access.hashed_pin`)."""
    phone = session.get_one(Phone, number)
    late = phone.pin_hash is None and at - phone.enrolled_at > UNFINISHED
    if phone.revoked_at or late:
        raise PhoneShut
    phone.pin_hash, phone.tries = pin_hash, 0
    session.flush()


def count(session: Session, number: int) -> int:
    """Count a try before it is made; gives how many it is. Raises PhoneShut."""
    phone = session.get_one(Phone, number)
    if phone.shut:
        raise PhoneShut
    phone.tries += 1
    session.flush()
    return phone.tries


def missed(session: Session, number: int, tries: int, *, at: datetime) -> Refused:
    """The try was wrong; after the last one the telephone is taken away."""
    if tries < MOST_TRIES:
        return PinWrong(left=MOST_TRIES - tries)
    enrolling.revoke(session, session.get_one(Phone, number), at=at, by=None)
    return PhoneShut()


def come_in(session: Session, number: int, *, at: datetime) -> str:
    """The PIN was right: a visit, by its token. Raises PhoneShut where it was taken away meanwhile.

    The count that stood at its end is no obstacle: this was the try that it counted.
    """
    phone = session.get_one(Phone, number)
    user = session.get_one(access.User, phone.user)
    if phone.revoked_at or not user.active:
        raise PhoneShut
    phone.tries, phone.opened_at = 0, at
    return access.begin_visit(session, user.id, at=at, phone=phone.id)
