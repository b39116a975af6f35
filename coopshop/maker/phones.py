"""Telephones that are let in, and the cards that let them in: of either, only hashes are kept."""

import hashlib
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Model, Moment, Whole

#: How a card ended: a telephone was enrolled with it, another one was issued, it was taken back.
USED, REPLACED, REVOKED = "used", "replaced", "revoked"

#: After so many wrong PINs in a row a telephone opens no more.
MOST_TRIES = 10


class PhoneCard(Model):
    """A card that enrols one telephone, once, until a day."""

    __tablename__ = "phone_card"
    __table_args__ = (
        sa.CheckConstraint(
            '("end" IS NULL) = (ended_at IS NULL)'
            " AND (\"end\" IS NULL OR \"end\" IN ('used', 'replaced', 'revoked'))",
            name="end",
        ),
        {"sqlite_strict": True},
    )

    token_hash: Mapped[str] = mapped_column(Code, primary_key=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"), index=True)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    issued_by: Mapped[int] = mapped_column(Whole)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    #: Who took it back or issued another; nobody, when it was used.
    ended_by: Mapped[int | None] = mapped_column(Whole)
    end: Mapped[str | None] = mapped_column("end", Code)


class Phone(Model):
    """A telephone of hers: it has a secret, she has a PIN, and neither opens without the other."""

    __tablename__ = "phone"
    __table_args__ = (
        sa.CheckConstraint("tries >= 0 AND tries <= 10", name="tries"),
        {"sqlite_strict": True},
    )

    id: Mapped[int] = mapped_column(Whole, primary_key=True)
    secret_hash: Mapped[str] = mapped_column(Code, unique=True)
    card: Mapped[str] = mapped_column(sa.ForeignKey("phone_card.token_hash"), unique=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"), index=True)
    user: Mapped[int] = mapped_column("user", sa.ForeignKey("user_.id"))
    enrolled_at: Mapped[datetime] = mapped_column(Moment)
    pin_hash: Mapped[str | None] = mapped_column(Code)
    #: PINs tried since the last right one, those that are being looked at included.
    tries: Mapped[int] = mapped_column(Whole, default=0)
    #: When it was last opened with its PIN.
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    #: Who took it away; nobody, when too many PINs were wrong.
    revoked_by: Mapped[int | None] = mapped_column(Whole)

    @property
    def shut(self) -> bool:
        """Whether it opens no more."""
        return self.revoked_at is not None or self.tries >= MOST_TRIES


def digest(secret: str) -> str:
    """What is kept of a secret: it is long and random, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
