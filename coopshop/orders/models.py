"""Pieces still to be made: what was quoted, what was ordered, what was paid ahead."""

from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Flag, Model, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Quotation(PersonalFact, Model):
    """A proforma: prices for a buyer until a day. No comprobante, and nothing is promised yet."""

    __tablename__ = "quotation"

    personal: ClassVar[tuple[str, ...]] = ("note", "buyer_name")

    #: `PF01-12`: series and number.
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    on: Mapped[date] = mapped_column("on", Day, index=True)
    valid_until: Mapped[date] = mapped_column(Day)
    buyer: Mapped[str] = mapped_column(sa.ForeignKey("buyer.code"), index=True)
    #: As it stood on the paper.
    buyer_name: Mapped[str | None] = mapped_column(Text)
    price_list: Mapped[str] = mapped_column(sa.ForeignKey("price_list.code"))
    includes_igv: Mapped[bool] = mapped_column(Flag)
    used: Mapped[str] = mapped_column(Code)
    treatment: Mapped[str] = mapped_column(Code)
    igv_bp: Mapped[int] = mapped_column(Whole)
    currency: Mapped[str] = mapped_column(Code)
    total: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class QuotedLine(Fact, Model):
    """One product of a quotation."""

    __tablename__ = "quoted_line"
    __table_args__ = (
        sa.CheckConstraint("units > 0 AND price > 0", name="positive"),
        {"sqlite_strict": True},
    )

    quotation: Mapped[str] = mapped_column(sa.ForeignKey("quotation.code"), primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"))
    description: Mapped[str] = mapped_column(Text)
    units: Mapped[int] = mapped_column(Whole)
    parts: Mapped[int] = mapped_column(Whole)
    price: Mapped[int] = mapped_column(Whole)
    net: Mapped[int] = mapped_column(Whole)
    igv: Mapped[int] = mapped_column(Whole)
    total: Mapped[int] = mapped_column(Whole)


class Order(PersonalFact, Model):
    """Pieces that a buyer asked for and that are promised for a day."""

    __tablename__ = "order_"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    on: Mapped[date] = mapped_column("on", Day, index=True)
    promised: Mapped[date] = mapped_column(Day, index=True)
    buyer: Mapped[str] = mapped_column(sa.ForeignKey("buyer.code"), index=True)
    quotation: Mapped[str | None] = mapped_column(sa.ForeignKey("quotation.code"))
    price_list: Mapped[str] = mapped_column(sa.ForeignKey("price_list.code"))
    used: Mapped[str] = mapped_column(Code)
    currency: Mapped[str] = mapped_column(Code)
    #: By the prices and the tax of the day it was ordered.
    total: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class OrderedLine(Fact, Model):
    """One product of an order, at the price agreed."""

    __tablename__ = "ordered_line"
    __table_args__ = (
        sa.CheckConstraint("units > 0 AND price > 0", name="positive"),
        {"sqlite_strict": True},
    )

    order: Mapped[str] = mapped_column(
        "order", Code, sa.ForeignKey("order_.code"), primary_key=True
    )
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"))
    description: Mapped[str] = mapped_column(Text)
    units: Mapped[int] = mapped_column(Whole)
    parts: Mapped[int] = mapped_column(Whole)
    price: Mapped[int] = mapped_column(Whole)
    total: Mapped[int] = mapped_column(Whole)


class Deposit(PersonalFact, Model):
    """Money paid ahead on an order (`anticipo`), given back (`devolucion`) or kept (`retenido`)."""

    __tablename__ = "deposit"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    order: Mapped[str] = mapped_column("order", Code, sa.ForeignKey("order_.code"), index=True)
    on: Mapped[date] = mapped_column("on", Day)
    kind: Mapped[str] = mapped_column(Code)
    method: Mapped[str | None] = mapped_column(Code)
    currency: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    operation: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)

    @property
    def cause(self) -> str:
        """The cause of its entry."""
        return f"deposit/{self.code}"


class CalledOff(PersonalFact, Model):
    """What was not delivered of an order is no longer wanted, or cannot be made; why."""

    __tablename__ = "called_off"

    order: Mapped[str] = mapped_column(
        "order", Code, sa.ForeignKey("order_.code"), primary_key=True
    )
    note: Mapped[str | None] = mapped_column(Text)
