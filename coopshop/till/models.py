"""What the till keeps: tickets put aside, and the pictures that a buyer's telephone reads."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from ..db import Bytes, Code, Model, Moment, Text, Whole


class Parked(Model):
    """A ticket that waits for its buyer to come back; nothing of it is in the book."""

    __tablename__ = "parked"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column("by", Whole)
    #: The boxes of its form, as JSON.
    ticket: Mapped[str] = mapped_column(Text)


class Wallet(Model):
    """Our QR of Yape or Plin, the telephone behind it, and whose name the buyer will read."""

    __tablename__ = "wallet"

    method: Mapped[str] = mapped_column(Code, primary_key=True)
    jpeg: Mapped[bytes] = mapped_column(Bytes)
    phone: Mapped[str | None] = mapped_column(Text)
    holder: Mapped[str | None] = mapped_column(Text)
    taken_in: Mapped[datetime] = mapped_column(Moment)
