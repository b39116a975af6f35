"""How buyers are reached, and which reminders were drafted; about people, so outside the book."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..db import Model, Moment, Text, Whole
from .buyer_book import buyer as buyer_of


class BuyerContact(Model):
    """A buyer's telephone (digits, the country first) and mail."""

    __tablename__ = "buyer_contact"

    buyer: Mapped[str] = mapped_column(sa.ForeignKey("buyer.code"), primary_key=True)
    phone: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)


class Reminder(Model):
    """A message that was drafted for a buyer. Whether it was sent only her telephone knows."""

    __tablename__ = "reminder"

    buyer: Mapped[str] = mapped_column(sa.ForeignKey("buyer.code"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    by: Mapped[int] = mapped_column("by", Whole)
    words: Mapped[str] = mapped_column(Text)


def contact_of(session: Session, buyer: str) -> BuyerContact:
    """How a buyer is reached; empty where nobody wrote it down."""
    return session.get(BuyerContact, buyer) or BuyerContact(buyer=buyer)


def keep_contact(session: Session, buyer: str, *, phone: str | None, email: str | None) -> None:
    """Write down, or forget, how a buyer is reached."""
    found = session.get(BuyerContact, buyer_of(session, buyer).code)
    if found is None:
        session.add(BuyerContact(buyer=buyer, phone=phone, email=email))
    else:
        found.phone, found.email = phone, email
    session.flush()


def note_drafted(session: Session, buyer: str, words: str, *, at: datetime, by: int) -> None:
    """Keep a message that was drafted."""
    session.add(Reminder(buyer=buyer_of(session, buyer).code, at=at, by=by, words=words))
    session.flush()


def drafted(session: Session, buyer: str) -> list[Reminder]:
    """The messages drafted for a buyer, the last one first."""
    query = sa.select(Reminder).where(Reminder.buyer == buyer).order_by(Reminder.at.desc())
    return list(session.scalars(query))


def last_drafted(session: Session) -> dict[str, datetime]:
    """When the last message for each buyer was drafted."""
    query = sa.select(Reminder.buyer, sa.func.max(Reminder.at)).group_by(Reminder.buyer)
    return dict(session.execute(query).all())
