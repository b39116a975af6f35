"""What stood in the notebook: photographs of its pages, and what was taken over from each."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Bytes, Code, Day, Model, Moment, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Evidence(PersonalFact, Model):
    """One photograph of a page of the notebook; a page may need several."""

    __tablename__ = "evidence"
    personal = ("jpeg", "words")

    page: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    #: Of the picture that is kept: the same photograph is not taken twice.
    sha256: Mapped[str] = mapped_column(Code, index=True)
    jpeg: Mapped[bytes] = mapped_column(Bytes)
    #: What the page is, in somebody's words.
    words: Mapped[str] = mapped_column(Text)


class Opening(PersonalFact, Model):
    """What somebody or something began with.

    `amount` is céntimos: of a member what is owed to her (below zero she owes), of a group its
    fund, of a way of paying the money at hand, of a buyer an old debt. Of a lot it is its units.
    """

    __tablename__ = "opening"
    forgets = True
    __table_args__ = (sa.Index("ix_opening_about", "kind", "subject"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    #: member, fund, purse, debt or stock.
    kind: Mapped[str] = mapped_column(Code)
    #: The code of the member, group, way of paying, buyer or lot.
    subject: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    on: Mapped[date] = mapped_column("on", Day)
    #: The page of the notebook where it stands, or `-` when it came from a workbook …
    page: Mapped[str] = mapped_column(Code, index=True)
    #: … and the digest of its photographs, or of the workbook.
    seen: Mapped[str] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)


class Dismissed(Model):
    """A guide that somebody wants to see no more."""

    __tablename__ = "dismissed"

    what: Mapped[str] = mapped_column(Code, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column("by", Whole)


class Agreement(PersonalFact, Model):
    """The member said that her opening balance is right, on paper."""

    __tablename__ = "agreement"
    forgets = True
    personal = ("witness",)

    opening: Mapped[str] = mapped_column(sa.ForeignKey("opening.code"), primary_key=True)
    #: firma or huella.
    how: Mapped[str] = mapped_column(Code)
    on: Mapped[date] = mapped_column("on", Day)
    witness: Mapped[str | None] = mapped_column(Text)


def cause_of(opening: str, number: int) -> str:
    """What a payment of an old debt is called in the book."""
    return f"old-payment/{opening}/{number}"


class OldPayment(Fact, Model):
    """A buyer pays what was owed since before the book began."""

    __tablename__ = "old_payment"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount"), {"sqlite_strict": True})

    opening: Mapped[str] = mapped_column(sa.ForeignKey("opening.code"), primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    amount: Mapped[int] = mapped_column(Whole)
    method: Mapped[str] = mapped_column(Code)
    operation: Mapped[str | None] = mapped_column(Code)
    on: Mapped[date] = mapped_column("on", Day)

    @property
    def cause(self) -> str:
        """The cause of its entry."""
        return cause_of(self.opening, self.number)
