"""What is handed in twice is recorded once: a double click, a reload, a line that tried again."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Mapped, Session, mapped_column

from ..db import Code, Model, Moment, Text, transaction
from ..domain.errors import N_, Refused


class Done(NamedTuple):
    """What came of a form: the page to go to, and the sentence to say there."""

    location: str
    said: str = ""


#: Records what a form asks for. Gets the session and the moment.
Act = Callable[[Session, datetime], Done | str]


class Submission(Model):
    """A form that was recorded. Kept for ever, like what it recorded."""

    __tablename__ = "submission"

    #: SHA-256 of the form's key: links are made of keys (`tokens`), and the database opens none.
    key: Mapped[str] = mapped_column(Code, primary_key=True)
    #: SHA-256 of the address and the facts: the same key with other facts is no repetition.
    fingerprint: Mapped[str] = mapped_column(Code)
    location: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class RecordedBefore(Refused):
    """The key of this form has recorded something else."""

    message = N_(
        "This form was recorded before, with something else in it. Nothing was recorded now. "
        "To record another one, please open the form anew."
    )
    to_her = N_("You sent this before. To say another thing, go back and begin again.")

    def __init__(self, location: str) -> None:
        super().__init__()
        self.location = location


def once(key: str, fingerprint: str, act: Act) -> Done:
    """Do `act` in a transaction, unless this key did it before; then say the same again.

    Raises RecordedBefore if the key is known with another fingerprint.
    """
    with transaction() as (session, at):
        kept = hashlib.sha256(key.encode()).hexdigest()
        known = session.get(Submission, kept)
        if known is None:
            answer = act(session, at)
            done = answer if isinstance(answer, Done) else Done(answer)
            session.add(Submission(key=kept, fingerprint=fingerprint, at=at, **done._asdict()))
            return done
        if known.fingerprint != fingerprint:
            raise RecordedBefore(known.location)
        return Done(known.location, known.said)


def fingerprint(address: str, facts: dict[str, Any]) -> str:
    """The digest of a form's address and facts, whatever the order of their names.

    >>> fingerprint("/sales", {"a": 1, "b": [None]}) == fingerprint("/sales", {"b": [None], "a": 1})
    True
    >>> fingerprint("/sales", {"a": 1}) == fingerprint("/sales", {"a": "1"})
    False
    """
    written = json.dumps([address, facts], sort_keys=True, default=_plain)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: Any) -> str:
    """A file counts by what is in it, everything else by how it is written."""
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)
