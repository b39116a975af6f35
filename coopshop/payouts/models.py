"""Back to her hand: what was advanced, deducted and paid; who came for it, signed, disagreed."""

from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Debit(PersonalFact, Model):
    """What counts against a member's share: `adelanto`, `material` or `aporte`."""

    __tablename__ = "debit"
    forgets = True
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"), index=True)
    on: Mapped[date] = mapped_column("on", Day)
    kind: Mapped[str] = mapped_column(Code)
    method: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class Payout(PersonalFact, Model):
    """One settlement of one member: what was available, what she got, what stays for her."""

    __tablename__ = "payout"
    forgets = True
    __table_args__ = (
        sa.CheckConstraint("amount > 0 AND amount <= available", name="amount"),
        {"sqlite_strict": True},
    )

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"), index=True)
    on: Mapped[date] = mapped_column("on", Day)
    method: Mapped[str] = mapped_column(Code)
    available: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Whole)
    operation: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)

    @property
    def carried(self) -> int:
        """What stayed in her balance."""
        return self.available - self.amount


class Collector(PersonalFact, Model):
    """Somebody else came for a member's money; of several `turns` the last one holds."""

    __tablename__ = "payout_collector"
    forgets = True

    personal: ClassVar[tuple[str, ...]] = ("name", "relation", "dni")

    payout: Mapped[str] = mapped_column(sa.ForeignKey("payout.code"), primary_key=True)
    turn: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    name: Mapped[str | None] = mapped_column(Text)
    #: Daughter, neighbour: as it was said.
    relation: Mapped[str | None] = mapped_column(Text)
    dni: Mapped[str | None] = mapped_column(Text)


class Signed(Fact, Model):
    """The association's copy of a receipt came back signed: with `firma`, `huella` or `testigo`."""

    __tablename__ = "payout_signed"

    payout: Mapped[str] = mapped_column(sa.ForeignKey("payout.code"), primary_key=True)
    turn: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    how: Mapped[str] = mapped_column(Code)


class Dispute(PersonalFact, Model):
    """A member does not agree with a line of her account: `about` is the cause of its entry."""

    __tablename__ = "dispute"
    forgets = True

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"), index=True)
    on: Mapped[date] = mapped_column("on", Day)
    about: Mapped[str] = mapped_column(Code)
    #: What she says, in her words.
    note: Mapped[str | None] = mapped_column(Text)


class DisputeAnswer(PersonalFact, Model):
    """What was answered to a dispute, and why; from then on it holds nothing back."""

    __tablename__ = "dispute_answer"
    forgets = True

    code: Mapped[str] = mapped_column(sa.ForeignKey("dispute.code"), primary_key=True)
    on: Mapped[date] = mapped_column("on", Day)
    note: Mapped[str | None] = mapped_column(Text)
