"""From her hand to the shelf: a delivery is a lot; what comes at one go is a hand-in."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Delivery(PersonalFact, Model):
    """What one member handed in of one product at one time; what was accepted is the lot."""

    __tablename__ = "delivery"
    forgets = True
    __table_args__ = (
        sa.CheckConstraint("rejected >= 0 AND rejected <= brought", name="rejected"),
        sa.Index("ix_delivery_queue", "sku", "on", "lot"),
        sa.Index("ix_delivery_on", "on", "entry"),
        sa.Index("ix_delivery_member", "member", "on", "entry"),
        {"sqlite_strict": True},
    )

    lot: Mapped[str] = mapped_column(Code, primary_key=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"))
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"))
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    on: Mapped[date] = mapped_column("on", Day)
    brought: Mapped[int] = mapped_column(Whole)
    rejected: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    @property
    def accepted(self) -> int:
        """What lies on the shelf as this lot."""
        return self.brought - self.rejected


class HandIn(PersonalFact, Model):
    """One member at the desk at one time, with as many products as she carries: one slip."""

    __tablename__ = "hand_in"
    forgets = True

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"), index=True)
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    on: Mapped[date] = mapped_column("on", Day)
    note: Mapped[str | None] = mapped_column(Text)


class HandInLot(Fact, Model):
    """Which hand-in a lot came with; it stands with the lot's own entry."""

    __tablename__ = "hand_in_lot"

    lot: Mapped[str] = mapped_column(sa.ForeignKey("delivery.lot"), primary_key=True)
    hand_in: Mapped[str] = mapped_column(sa.ForeignKey("hand_in.code"), index=True)
    line: Mapped[int] = mapped_column(Whole)
