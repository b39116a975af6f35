"""Pieces at somebody else's: who holds them, on what terms, and what they report as sold."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Consignee(Model):
    """Who sells our pieces at a place, at which prices, and what is taken off them."""

    __tablename__ = "consignee"
    __table_args__ = (
        sa.CheckConstraint("discount_bp >= 0 AND discount_bp < 10000", name="discount"),
        {"sqlite_strict": True},
    )

    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"), primary_key=True)
    buyer: Mapped[str] = mapped_column(sa.ForeignKey("buyer.code"))
    price_list: Mapped[str] = mapped_column(sa.ForeignKey("price_list.code"))
    discount_bp: Mapped[int] = mapped_column(Whole, default=0)
    note: Mapped[str | None] = mapped_column(Text)


class ConsignmentReport(PersonalFact, Model):
    """What a consignee told us on a day; the voucher is counted from its first sale, `sold_on`."""

    __tablename__ = "consignment_report"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"), index=True)
    on: Mapped[date] = mapped_column("on", Day)
    sold_on: Mapped[date] = mapped_column(Day)
    note: Mapped[str | None] = mapped_column(Text)


class ConsignmentLine(Fact, Model):
    """Of one product: units sold there, and units that are to come back to us."""

    __tablename__ = "consignment_line"
    __table_args__ = (
        sa.CheckConstraint("sold >= 0 AND back >= 0 AND sold + back > 0", name="units"),
        {"sqlite_strict": True},
    )

    report: Mapped[str] = mapped_column(sa.ForeignKey("consignment_report.code"), primary_key=True)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"), primary_key=True)
    sold: Mapped[int] = mapped_column(Whole)
    back: Mapped[int] = mapped_column(Whole)
