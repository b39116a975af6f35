"""What a member agreed to, and since when not any more: dated rows that nobody can rewrite.

Only a yes with a day counts. The register may have been begun with one that bears none: it shows
nothing to anybody, and she is asked again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import ledger
from ..db import Code, Day, Flag, Model, Whole
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..domain.folding import alphabetical
from ..ledger.models import Fact
from . import reading
from .models import Member
from .service import member as known

#: The use of her data; her name on labels and pages, her photo on pages; each is asked for by
#: itself. Who takes back the first is shown nowhere in public, whatever she said of the others.
DATA, NAME, PHOTO = "data", "public_name", "photo"
KINDS = (DATA, NAME, PHOTO)


class SaidBefore(Refused):
    """Nothing would change."""

    message = N_("That is how it stands already.")
    field = "given"


class Consent(Fact, Model):
    """She said yes or no on a day; the last one holds, from the moment it is written down."""

    __tablename__ = "consent"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('public_name', 'photo')", name="kind"),
        {"sqlite_strict": True},
    )

    member: Mapped[str] = mapped_column(Code, sa.ForeignKey("member.code"), primary_key=True)
    kind: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    given: Mapped[bool] = mapped_column(Flag)


class DataConsent(Fact, Model):
    """The same for the use of her data: the older table takes no third kind, nor is rewritten."""

    __tablename__ = "data_consent"
    kind = DATA

    member: Mapped[str] = mapped_column(Code, sa.ForeignKey("member.code"), primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    given: Mapped[bool] = mapped_column(Flag)


Word = Consent | DataConsent


@dataclass(frozen=True, slots=True)
class Stands:
    """What she allows of one kind now, since the day of her last word.

    `on` is None where the register was begun with it and nobody wrote the day down, or where she
    never said anything; `begun`: the register was begun with a yes, and she said nothing since.
    """

    given: bool
    on: date | None
    begun: bool = False

    @property
    def undated(self) -> bool:
        """A yes without a day: she is asked again, and until then it allows nothing."""
        return self.begun and self.on is None


@dataclass(frozen=True, slots=True)
class Begun:
    """A yes that the register was begun with: no entry says it, and it may bear no day."""

    kind: str
    on: date | None
    given: bool = True
    entry: None = None


def say(
    session: Session, *, member: str, kind: str, given: bool, on: date, at: datetime, by: int
) -> None:
    """She agrees, or withdraws it; `on` is the day on the paper she signed, or of her tap.

    A yes that bears no day may be said once more, with the day on her paper.
    """
    now = stands(session, member, kind)
    if now.given == given and not now.undated:
        raise SaidBefore
    number = len(consents(session, member, kind)) + 1
    row: dict[str, Any] = {"member": member, "number": number, "on": on, "given": given}
    if kind != DATA:
        row["kind"] = kind
    entry = bookings.notice(f"consent/{member}/{kind}/{number}", "consent", on)
    ledger.post(session, entry, (_table(kind), [row]), at=at, by=by)


def consents(session: Session, code: str, kind: str | None = None) -> list[Word]:
    """What she said, in order; of one kind, or of all."""
    found: list[Word] = []
    for one in (kind,) if kind else KINDS:
        table = _table(one)
        query = sa.select(table).where(table.member == code, *_of(table, one))
        found += session.scalars(query)
    return sorted(found, key=lambda word: word.entry)


def agreed(session: Session, code: str, kind: str) -> bool:
    """Whether she may be shown now: that she agrees, and has not taken the use of her data back."""
    return code in all_agreed(session, kind, code)


def all_agreed(session: Session, kind: str, code: str | None = None) -> set[str]:
    """Who may be shown now, by kind; or who agrees to the use of her data."""
    yes = _last_words(session, kind, code)
    if kind == DATA:
        return yes
    return yes - taken_back(session, code)


def taken_back(session: Session, code: str | None = None) -> set[str]:
    """Who said no, last, to the use of her data."""
    begun = set(session.scalars(sa.select(DataConsent.member)))
    return begun - _last_words(session, DATA, code)


def to_ask(session: Session, on: date) -> list[tuple[Member, list[str]]]:
    """Who is asked again on a day, as names are called out, and what: a yes that bears no day.

    Nobody who left, or who took the use of her data back: she may still say it herself.
    """
    undated = [(kind, set(session.scalars(_undated(kind)))) for kind in (NAME, PHOTO)]
    codes = set().union(*(whose for _kind, whose in undated)) - taken_back(session)
    people = session.scalars(sa.select(Member).where(Member.code.in_(codes))) if codes else ()
    asked = [member for member in people if not reading.has_left(member, on)]
    asked.sort(key=lambda member: alphabetical(member.name))
    return [(one, [kind for kind, whose in undated if one.code in whose]) for one in asked]


def stands(session: Session, code: str, kind: str) -> Stands:
    """What she said last of one kind, and when; before any word, what the register was begun with.

    Of her name and her photo the register was begun without a day, and none is made up here.
    """
    said = consents(session, code, kind)
    if said:
        return Stands(said[-1].given, said[-1].on)
    first = next((one for one in begun(session, code) if one.kind == kind), None)
    return Stands(True, first.on, begun=True) if first else Stands(False, None)


def begun(session: Session, code: str) -> list[Begun]:
    """What the register was begun with, where that was a yes."""
    person = known(session, code)
    agreed = {
        DATA: person.consent_data_on is not None,
        NAME: person.consent_public_name,
        PHOTO: person.consent_photo,
    }
    days = {DATA: person.consent_data_on}
    return [Begun(kind, days.get(kind)) for kind in KINDS if agreed[kind]]


def _undated(kind: str) -> sa.Select[str]:
    """Whom the register was begun with a yes of, without a day, and who said nothing since."""
    yes = {NAME: Member.consent_public_name, PHOTO: Member.consent_photo}[kind]
    said = sa.select(Consent.member).where(*_of(Consent, kind))
    return sa.select(Member.code).where(yes.is_(sa.true()), Member.code.not_in(said))


def _last_words(session: Session, kind: str, code: str | None) -> set[str]:
    """Who agrees: by her last word, and before any by a day that the register was begun with."""
    table = _table(kind)
    words = sa.select(table.member, table.given).where(*_of(table, kind))
    people = sa.select(Member.code).where(Member.consent_data_on.is_not(None))
    if code:
        words, people = words.where(table.member == code), people.where(Member.code == code)
    yes = set(session.scalars(people)) if kind == DATA else set()
    for who, given in session.execute(words.order_by(table.number)):
        (yes.add if given else yes.discard)(who)
    return yes


def _table(kind: str) -> type[Consent] | type[DataConsent]:
    return DataConsent if kind == DATA else Consent


def _of(table: type[Consent] | type[DataConsent], kind: str) -> list[sa.ColumnElement[bool]]:
    """Which rows of its table are of a kind."""
    return [] if table is DataConsent else [Consent.kind == kind]
