"""A member's telephone: hers, outside the book, written over or forgotten when she says so."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..db import Code, Model, Moment, Text
from .service import member


class MemberContact(Model):
    """Her number for WhatsApp: digits, the country first."""

    __tablename__ = "member_contact"

    member: Mapped[str] = mapped_column(Code, sa.ForeignKey("member.code"), primary_key=True)
    phone: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


def keep_phone(session: Session, code: str, phone: str, *, at: datetime) -> None:
    """Write down her number in the place of the one before."""
    session.merge(MemberContact(member=member(session, code).code, phone=phone, at=at))
    session.flush()


def drop_phone(session: Session, code: str) -> None:
    """Her number is gone for good."""
    session.execute(sa.delete(MemberContact).where(MemberContact.member == code))


def phone_of(session: Session, code: str) -> str | None:
    """Her number, if it is known."""
    return session.scalar(sa.select(MemberContact.phone).where(MemberContact.member == code))


def phones(session: Session) -> dict[str, str]:
    """Every number that is known, by member."""
    return dict(session.execute(sa.select(MemberContact.member, MemberContact.phone)).all())
