"""Price lists by link, and what buyers asked for there: no contract yet, so outside the book."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Moment, Text, Whole


class OrderLink(Model):
    """An address that shows a buyer a price list; only its hash is kept."""

    __tablename__ = "order_link"

    id: Mapped[int] = mapped_column(Whole, primary_key=True)
    token_hash: Mapped[str] = mapped_column(Code, unique=True)
    buyer: Mapped[str] = mapped_column(sa.ForeignKey("buyer.code"), index=True)
    price_list: Mapped[str] = mapped_column(sa.ForeignKey("price_list.code"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int] = mapped_column(Whole)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[int | None] = mapped_column(Whole)


class LinkOrder(Model):
    """What a buyer asked for by a link; `number` counts the orders of one link."""

    __tablename__ = "link_order"
    __table_args__ = (sa.UniqueConstraint("link", "number"), {"sqlite_strict": True})

    id: Mapped[int] = mapped_column(Whole, primary_key=True)
    link: Mapped[int] = mapped_column(sa.ForeignKey("order_link.id"))
    number: Mapped[int] = mapped_column(Whole)
    on: Mapped[date] = mapped_column("on", Day)
    at: Mapped[datetime] = mapped_column(Moment)
    wished: Mapped[date | None] = mapped_column(Day)
    note: Mapped[str | None] = mapped_column(Text)


class LinkOrderLine(Model):
    """One product, how many, and the price that the buyer saw that day."""

    __tablename__ = "link_order_line"
    __table_args__ = (
        sa.CheckConstraint("units > 0 AND price > 0", name="positive"),
        {"sqlite_strict": True},
    )

    asked: Mapped[int] = mapped_column(sa.ForeignKey("link_order.id"), primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"))
    units: Mapped[int] = mapped_column(Whole)
    price: Mapped[int] = mapped_column(Whole)


class LinkOutcome(Model):
    """What became of what was asked: `order` or `quotation` with its code, or `declined`; once."""

    __tablename__ = "link_outcome"

    asked: Mapped[int] = mapped_column(
        sa.ForeignKey("link_order.id"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(Code)
    code: Mapped[str | None] = mapped_column(Code)
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column("by", Whole)
