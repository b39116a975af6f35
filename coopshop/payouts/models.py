"""Back to her hand: what was advanced, deducted and paid."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Text, Whole
from ..ledger.models import PersonalFact


class Debit(PersonalFact, Model):
    """What counts against a member's share: `adelanto`, `material` or `aporte`."""

    __tablename__ = "debit"
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
