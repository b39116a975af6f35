"""What members of the community recorded, phrase by phrase, so that a page can be listened to.

A language is called a tongue here, because it may exist as recordings only, without one sentence on
the pages. Recordings belong to those who spoke: they can be heard, replaced and deleted.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from re import Pattern

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import members
from ..db import Bytes, Code, Day, Flag, Model, Moment, Text, Whole
from ..domain import speech
from ..domain.errors import N_, Refused, Unknown
from ..domain.text import uncapitalized

#: The language whose words and numbers are known without anybody's help.
SPANISH = "es"


class UnknownTongue(Unknown):
    """No such language."""

    message = N_("There is no language %(code)s.")


class UnknownPhrase(Unknown):
    """Nothing that a page says."""

    message = N_("There is no phrase %(phrase)s.")


class TongueTaken(Refused):
    """One code, one language."""

    message = N_("The code %(code)s belongs to %(name)s.")
    field = "code"


class Tongue(Model):
    """A language that is spoken here: its own name, and how its speakers say numbers."""

    __tablename__ = "tongue"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    #: Numbers with a word of their own, and words that count what stands before them: `0 1 2 …`.
    own: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[str] = mapped_column(Text, default="")
    silent: Mapped[str] = mapped_column(Text, default="")
    joined: Mapped[bool] = mapped_column(Flag, default=False)
    coin_first: Mapped[bool] = mapped_column(Flag, default=False)
    #: Who said how numbers are said.
    given_by: Mapped[str | None] = mapped_column(Text)

    @property
    def called(self) -> str:
        """Its name within a sentence: `español`."""
        return uncapitalized(self.name)

    @property
    def numbers(self) -> speech.Numbers | None:
        """How it says numbers; None for Spanish, which is known."""
        if self.code == SPANISH:
            return None
        own, steps, silent = (
            [int(word) for word in written.split()]
            for written in (self.own, self.steps, self.silent)
        )
        ladder = tuple(sorted(steps, reverse=True))
        return speech.Numbers(
            frozenset(own), ladder, frozenset(silent), self.joined, self.coin_first
        )

    @property
    def phrases(self) -> dict[str, str]:
        """Every phrase that it needs, with what it says in Spanish."""
        return speech.phrases(self.numbers)

    def said(self, phrase: str) -> str:
        """What a phrase says in Spanish, also one of a number that it says otherwise by now."""
        return self.phrases.get(phrase) or speech.meaning(phrase)


class Recording(Model):
    """One phrase as somebody said it, and on which day she agreed that it is played here."""

    __tablename__ = "recording"

    tongue: Mapped[str] = mapped_column(sa.ForeignKey("tongue.code"), primary_key=True)
    phrase: Mapped[str] = mapped_column(Code, primary_key=True)
    sound: Mapped[bytes] = mapped_column(Bytes)
    mimetype: Mapped[str] = mapped_column(Code)
    sha256: Mapped[str] = mapped_column(Code)
    spoken_by: Mapped[str] = mapped_column(Text)
    #: Whose it is, where she is in the register.
    member: Mapped[str | None] = mapped_column(sa.ForeignKey("member.code"), index=True)
    agreed_on: Mapped[date] = mapped_column(Day)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column("by", Whole)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke, whose it is in the register, and when she agreed."""

    spoken_by: str
    member: str | None
    agreed_on: date


def tongues(session: Session) -> list[Tongue]:
    """Spanish, and what was added to it."""
    found = list(session.scalars(sa.select(Tongue).order_by(Tongue.code)))
    if all(tongue.code != SPANISH for tongue in found):
        found.insert(0, _spanish())
    return sorted(found, key=lambda tongue: tongue.code != SPANISH)


def tongue(session: Session, code: str) -> Tongue:
    """One language, refused when there is none of that code."""
    found = session.get(Tongue, code) or (_spanish() if code == SPANISH else None)
    if found is None:
        raise UnknownTongue(code=code)
    return found


def add_tongue(session: Session, code: str, name: str) -> Tongue:
    """A language more; how it says numbers is told later."""
    taken = _spanish() if code == SPANISH else session.get(Tongue, code)
    if taken:
        raise TongueTaken(code=code, name=taken.name)
    new = Tongue(code=code, name=name, own="", steps="", silent="")
    session.add(new)
    session.flush()
    return new


def tell_numbers(
    session: Session, code: str, numbers: speech.Numbers, given_by: str | None
) -> None:
    """How a language says numbers, by those who speak it; refused if a sum could not be said."""
    for number in range(1000):
        list(numbers.say(number))
    list(numbers.say(speech.MOST // 100))
    found = tongue(session, code)
    found.own, found.steps, found.silent = (
        " ".join(map(str, sorted(some))) for some in (numbers.own, numbers.steps, numbers.silent)
    )
    found.joined, found.coin_first = numbers.joined, numbers.coin_first
    found.given_by = given_by
    session.flush()


def record(
    session: Session,
    code: str,
    phrase: str,
    *,
    sound: bytes,
    mimetype: str,
    spoken: Spoken,
    at: datetime,
    by: int,
) -> None:
    """Keep one phrase in the place of the one before; `audio.kind_of` knows what it is."""
    found = tongue(session, code)
    if phrase not in found.phrases:
        raise UnknownPhrase(phrase=phrase)
    if spoken.member:
        members.member(session, spoken.member)
    session.merge(found)
    session.flush()
    session.merge(
        Recording(
            tongue=code,
            phrase=phrase,
            sound=sound,
            mimetype=mimetype,
            sha256=hashlib.sha256(sound).hexdigest(),
            spoken_by=spoken.spoken_by,
            member=spoken.member,
            agreed_on=spoken.agreed_on,
            at=at,
            by=by,
        )
    )
    session.flush()


def drop(session: Session, code: str, phrase: str) -> None:
    """One recording is gone for good."""
    found = sa.delete(Recording).where(Recording.tongue == code, Recording.phrase == phrase)
    session.execute(found)


def drop_of(session: Session, member: str) -> None:
    """Everything that a member spoke is gone for good."""
    session.execute(sa.delete(Recording).where(Recording.member == member))


def drop_named(session: Session, names: Pattern[str], code: str) -> None:
    """What somebody by one of these names spoke is gone, and who told the numbers is a code."""
    query = sa.select(Recording.tongue, Recording.phrase, Recording.spoken_by)
    for tongue, phrase, spoken_by in session.execute(query.where(Recording.member.is_(None))).all():
        if names.search(spoken_by):
            drop(session, tongue, phrase)
    for each in session.scalars(sa.select(Tongue).where(Tongue.given_by.is_not(None))):
        each.given_by = names.sub(code, each.given_by or "")
    session.flush()


def of_member(session: Session, member: str) -> list[Recording]:
    """What a member spoke, without the sounds themselves."""
    query = sa.select(Recording).options(sa.orm.defer(Recording.sound))
    hers = query.where(Recording.member == member)
    return list(session.scalars(hers.order_by(Recording.tongue, Recording.phrase)))


def recording(session: Session, code: str, phrase: str) -> Recording | None:
    """One phrase as it was said, if it may be heard."""
    found = kept(session, code, phrase)
    return None if found and found.member in _silent(session) else found


def kept(session: Session, code: str, phrase: str) -> Recording | None:
    """The same, if it may be heard or not: for who deletes it."""
    return session.get(Recording, (code, phrase))


def recordings(session: Session, code: str) -> dict[str, Recording]:
    """What may be heard of a language, by phrase; without the sounds themselves."""
    silent = _silent(session)
    found = _of(session, code).items()
    return {phrase: one for phrase, one in found if one.member not in silent}


def silenced(session: Session, code: str) -> dict[str, Recording]:
    """What is kept of a language and not heard, because whose voice it is took her data back."""
    silent = _silent(session)
    return {phrase: one for phrase, one in _of(session, code).items() if one.member in silent}


def newest(session: Session, code: str) -> Recording | None:
    """What was recorded last of a language."""
    query = sa.select(Recording).where(Recording.tongue == code).order_by(Recording.at.desc())
    return session.scalars(query.limit(1)).first()


def missing(session: Session, code: str, wanted: Iterable[str]) -> set[str]:
    """Which of these phrases nobody has recorded."""
    return set(wanted) - recordings(session, code).keys()


def version(session: Session, code: str) -> str:
    """What changes when any recording of a language does: a part of the address of each."""
    query = sa.select(Recording.phrase, Recording.sha256).where(Recording.tongue == code)
    told = "".join(f"{phrase}{seen}" for phrase, seen in session.execute(query.order_by("phrase")))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _of(session: Session, code: str) -> dict[str, Recording]:
    query = sa.select(Recording).options(sa.orm.defer(Recording.sound))
    found = session.scalars(query.where(Recording.tongue == code))
    return {one.phrase: one for one in found}


def _silent(session: Session) -> set[str | None]:
    """Who took back the use of her data, her voice with it."""
    return set(members.consents.taken_back(session))


def _spanish() -> Tongue:
    return Tongue(code=SPANISH, name="Español", own="", steps="", silent="")
