"""The paper that closes a sale: its frozen facts, its bytes, and the numbers that were void."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Bytes, Code, Day, Flag, Model, Moment, Text, Whole
from ..ledger.models import Kept, PersonalFact


class Numbered:
    """A row that a document's number names; these columns stand first in its table."""

    kind: Mapped[str] = mapped_column(Code, primary_key=True, sort_order=-1)
    series: Mapped[str] = mapped_column(Code, primary_key=True, sort_order=-1)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False, sort_order=-1)


def of_a_document() -> sa.ForeignKeyConstraint:
    """For a table whose rows are each of one document that is kept."""
    key = ("kind", "series", "number")
    return sa.ForeignKeyConstraint(key, [f"document.{name}" for name in key])


class Document(Numbered, PersonalFact, Model):
    """A comprobante, frozen when it was issued; a sale may have several (our own, the portal's)."""

    __tablename__ = "document"
    personal = ("buyer",)
    __table_args__ = (
        sa.CheckConstraint("number >= 1 AND number <= 99999999", name="number"),
        sa.Index("ix_document_on", "on", "entry", "kind", "series", "number"),
        {"sqlite_strict": True},
    )

    sale: Mapped[str] = mapped_column(sa.ForeignKey("sale.code"), index=True)
    #: For a credit note: codes of the returns it speaks of, separated by spaces.
    returns: Mapped[str | None] = mapped_column(Code)
    on: Mapped[date] = mapped_column("on", Day)
    #: Whether it has tax value: imported or typed back from SUNAT's portal, not our own series.
    fiscal: Mapped[bool] = mapped_column(Flag)
    currency: Mapped[str] = mapped_column(Code)
    total: Mapped[int] = mapped_column(Whole)
    #: Frozen facts as canonical JSON, without the buyer …
    facts: Mapped[str] = mapped_column(Text)
    #: … who stands apart, because this is about a person.
    buyer: Mapped[str | None] = mapped_column(Text)
    #: SHA-256 of the facts: what the paper must say for ever. The buyer has his own seal.
    digest: Mapped[str] = mapped_column(Code)

    @property
    def id(self) -> str:
        """How an address names it: `boleta-EB01-12`."""
        return f"{self.kind}-{self.series}-{self.number}"


class VoidNumber(Numbered, PersonalFact, Model):
    """A number of the portal that no sale of ours has: annulled there, or used elsewhere."""

    __tablename__ = "void_number"

    note: Mapped[str | None] = mapped_column(Text)


class Unnumbered(Numbered, Model):
    """A paper of ours that waits for its number of the portal (waiting.py)."""

    __tablename__ = "unnumbered"
    __table_args__ = (
        of_a_document(),
        {"sqlite_strict": True},
    )


class Printed(Numbered, Kept, Model):
    """A document's bytes, made once after the commit; the same for ever."""

    __tablename__ = "printed"
    __table_args__ = (
        of_a_document(),
        {"sqlite_strict": True},
    )

    pdf: Mapped[bytes] = mapped_column(Bytes)
    sha256: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime] = mapped_column(Moment)


class HandedOver(Model):
    """A paper that left our hands, and how: a buyer who has it keeps it, so nothing is undone."""

    __tablename__ = "handed_over"

    #: The document's id.
    document: Mapped[str] = mapped_column(Code, primary_key=True)
    #: ticket, pdf, link or whatsapp.
    way: Mapped[str] = mapped_column(Code, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column("by", Whole)
