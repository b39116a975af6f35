"""What a member agreed to, and since when not any more: dated rows that nobody can rewrite."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import ledger
from ..db import Code, Day, Flag, Model, Whole
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..ledger.models import Fact
from .models import Member
from .service import member as known

#: Her name on labels and pages, her photo on pages; each is asked for by itself.
NAME, PHOTO = "public_name", "photo"
KINDS = (NAME, PHOTO)


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


def say(
    session: Session, *, member: str, kind: str, given: bool, on: date, at: datetime, by: int
) -> None:
    """She agrees, or withdraws it; `on` is the day on the paper she signed."""
    known(session, member)
    if agreed(session, member, kind) == given:
        raise SaidBefore
    number = len(consents(session, member, kind)) + 1
    row = {"member": member, "kind": kind, "number": number, "on": on, "given": given}
    entry = bookings.notice(f"consent/{member}/{kind}/{number}", "consent", on)
    ledger.post(session, entry, (Consent, [row]), at=at, by=by)


def consents(session: Session, code: str, kind: str | None = None) -> list[Consent]:
    """What she said, in order; of one kind, or of all."""
    query = sa.select(Consent).where(Consent.member == code).order_by(Consent.entry)
    return list(session.scalars(query.where(Consent.kind == kind) if kind else query))


def agreed(session: Session, code: str, kind: str) -> bool:
    """Whether she agrees now."""
    return code in all_agreed(session, kind, code)


def all_agreed(session: Session, kind: str, code: str | None = None) -> set[str]:
    """Who agrees now: by her last word, and before any by what the register was begun with."""
    begun = {NAME: Member.consent_public_name, PHOTO: Member.consent_photo}[kind]
    words = sa.select(Consent.member, Consent.given).where(Consent.kind == kind)
    people = sa.select(Member.code).where(begun.is_(sa.true()))
    if code:
        words, people = words.where(Consent.member == code), people.where(Member.code == code)
    yes = set(session.scalars(people))
    for who, given in session.execute(words.order_by(Consent.number)):
        (yes.add if given else yes.discard)(who)
    return yes
