"""From the shelf to the buyer: sales, their lines, whose pieces served them, money in and out."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Flag, Model, Moment, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Buyer(Model):
    """Who buys: a hotel, a shop, a town hall, a passer-by who gave a name."""

    __tablename__ = "buyer"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Code)
    #: Catalogue 06 of SUNAT: 0 none, 1 DNI, 4 CE, 6 RUC, 7 passport.
    document_type: Mapped[str] = mapped_column(Code)
    document_number: Mapped[str | None] = mapped_column(Code)
    address: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(Text)
    terms: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    @property
    def identified_by(self) -> str:
        """The kind of the document that names her on a paper; 0 while its number is not known."""
        return self.document_type if self.document_number else "0"


class Draft(Model):
    """A sale rung up and not yet issued: nothing is in the book, no number is drawn."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column("by", Whole)
    basket: Mapped[str] = mapped_column(Text)


class Sale(PersonalFact, Model):
    """What one buyer took at one time; the figures of its tax and currency are copied for ever."""

    __tablename__ = "sale"
    __table_args__ = (
        # In these orders the lists are read: of all buyers, of one, the dearest first.
        sa.Index("ix_sale_on", "on", "entry"),
        sa.Index("ix_sale_buyer", "buyer", "on", "entry"),
        sa.Index("ix_sale_total", "total", "entry"),
        {"sqlite_strict": True},
    )

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    on: Mapped[date] = mapped_column("on", Day)
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    channel: Mapped[str] = mapped_column(Code)
    buyer: Mapped[str] = mapped_column(sa.ForeignKey("buyer.code"))
    price_list: Mapped[str] = mapped_column(sa.ForeignKey("price_list.code"))
    includes_igv: Mapped[bool] = mapped_column(Flag)
    #: Where it will be used, as the clerk was told: here, away, abroad (domain.tax).
    used: Mapped[str] = mapped_column(Code)
    treatment: Mapped[str] = mapped_column(Code)
    currency: Mapped[str] = mapped_column(Code)
    fx_micros: Mapped[int | None] = mapped_column(Whole)
    igv_bp: Mapped[int] = mapped_column(Whole)
    #: The paper that was asked for: boleta, factura or nota_venta.
    paper: Mapped[str] = mapped_column(Code)
    #: contado or credito, and until when.
    terms: Mapped[str] = mapped_column(Code)
    due_on: Mapped[date | None] = mapped_column(Day)
    total: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class SaleLine(Fact, Model):
    """One product of a sale, with its money in the sale's currency and, divided, in soles."""

    __tablename__ = "sale_line"
    __table_args__ = (
        sa.CheckConstraint("units > 0 AND price > 0", name="positive"),
        sa.CheckConstraint("discount_bp >= 0 AND discount_bp < 10000", name="discount"),
        sa.CheckConstraint("net + igv = total", name="total"),
        sa.CheckConstraint("pool + fund + association = net_pen", name="parts"),
        # Lines at a price agreed with somebody are few; an order finds its own among them.
        sa.Index(
            "ix_sale_line_agreed",
            "price_source",
            sqlite_where=sa.text("price_source <> 'lista'"),
            postgresql_where=sa.text("price_source <> 'lista'"),
        ),
        {"sqlite_strict": True},
    )

    sale: Mapped[str] = mapped_column(sa.ForeignKey("sale.code"), primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"), index=True)
    description: Mapped[str] = mapped_column(Text)
    units: Mapped[int] = mapped_column(Whole)
    parts: Mapped[int] = mapped_column(Whole)
    price: Mapped[int] = mapped_column(Whole)
    discount_bp: Mapped[int] = mapped_column(Whole)
    #: lista, or who agreed on another price.
    price_source: Mapped[str] = mapped_column(Text)
    net: Mapped[int] = mapped_column(Whole)
    igv: Mapped[int] = mapped_column(Whole)
    total: Mapped[int] = mapped_column(Whole)
    net_pen: Mapped[int] = mapped_column(Whole)
    igv_pen: Mapped[int] = mapped_column(Whole)
    group: Mapped[str] = mapped_column("group", sa.ForeignKey("group_.code"))
    share_bp: Mapped[int] = mapped_column(Whole)
    fund_bp: Mapped[int] = mapped_column(Whole)
    pool: Mapped[int] = mapped_column(Whole)
    fund: Mapped[int] = mapped_column(Whole)
    association: Mapped[int] = mapped_column(Whole)


class Allocation(Fact, Model):
    """Which lot served a line, and what its maker earns by it; a service has no lot."""

    __tablename__ = "allocation"
    __table_args__ = (
        sa.ForeignKeyConstraint(["sale", "line"], ["sale_line.sale", "sale_line.line"]),
        sa.Index("ix_allocation_member", "member", "entry"),
        {"sqlite_strict": True},
    )

    sale: Mapped[str] = mapped_column(Code, primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    lot: Mapped[str | None] = mapped_column(sa.ForeignKey("delivery.lot"), index=True)
    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"))
    units: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Whole)


class Payment(PersonalFact, Model):
    """Money from a buyer, or back to one (below zero), in the sale's currency."""

    __tablename__ = "payment"
    __table_args__ = (sa.CheckConstraint("amount <> 0", name="amount"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    sale: Mapped[str] = mapped_column(sa.ForeignKey("sale.code"), index=True)
    on: Mapped[date] = mapped_column("on", Day)
    #: cobro or devolucion.
    kind: Mapped[str] = mapped_column(Code)
    method: Mapped[str] = mapped_column(Code)
    currency: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    #: What no coin could pay: the association's cost (R9).
    rounding: Mapped[int] = mapped_column(Whole)
    fx_micros: Mapped[int | None] = mapped_column(Whole)
    rate_difference: Mapped[int] = mapped_column(Whole)
    #: Cash handed over, when change was given.
    tendered: Mapped[int | None] = mapped_column(Whole)
    #: Number of the Yape, Plin, card or bank operation, as it was written down at first.
    operation: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)

    @property
    def cause(self) -> str:
        """The cause of its entry."""
        return f"payment/{self.code}"


class Return(PersonalFact, Model):
    """Pieces of one line that came back, and the part of each sum that goes back with them (R7)."""

    __tablename__ = "return_"
    __table_args__ = (
        sa.ForeignKeyConstraint(["sale", "line"], ["sale_line.sale", "sale_line.line"]),
        sa.CheckConstraint("units > 0", name="units"),
        {"sqlite_strict": True},
    )

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    sale: Mapped[str] = mapped_column(Code, index=True)
    line: Mapped[int] = mapped_column(Whole)
    on: Mapped[date] = mapped_column("on", Day)
    units: Mapped[int] = mapped_column(Whole)
    #: Where they lie again; nowhere when they are not fit for sale.
    restock: Mapped[str | None] = mapped_column(sa.ForeignKey("place.code"))
    #: Catalogue 09 of SUNAT: 01 annulment, 07 return by item.
    reason_code: Mapped[str] = mapped_column(Code)
    net: Mapped[int] = mapped_column(Whole)
    igv: Mapped[int] = mapped_column(Whole)
    total: Mapped[int] = mapped_column(Whole)
    net_pen: Mapped[int] = mapped_column(Whole)
    igv_pen: Mapped[int] = mapped_column(Whole)
    pool: Mapped[int] = mapped_column(Whole)
    fund: Mapped[int] = mapped_column(Whole)
    association: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class ReturnedLot(Fact, Model):
    """Units of one allocation that came back, and what their maker gives back for them."""

    __tablename__ = "returned_lot"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["sale", "line", "position"],
            ["allocation.sale", "allocation.line", "allocation.position"],
        ),
        sa.Index("ix_returned_lot_allocation", "sale", "line", "position"),
        {"sqlite_strict": True},
    )

    code: Mapped[str] = mapped_column(sa.ForeignKey("return_.code"), primary_key=True)
    sale: Mapped[str] = mapped_column(Code)
    line: Mapped[int] = mapped_column(Whole)
    position: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    units: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Whole)


class Undone(Fact, Model):
    """A sale that was undone at once: its number stays, and counts nothing."""

    __tablename__ = "undone_sale"

    sale: Mapped[str] = mapped_column(sa.ForeignKey("sale.code"), primary_key=True)
    #: The paper that is void with it: `nota_venta-NV01-12`.
    document: Mapped[str] = mapped_column(Code)


class Sighting(Fact, Model):
    """Somebody looked in our account whether money of a payment is there; the last look counts."""

    __tablename__ = "sighting"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    payment: Mapped[str] = mapped_column(
        sa.ForeignKey("payment.code"), primary_key=True, index=True
    )
    seen: Mapped[bool] = mapped_column(Flag)


class SightingElsewhere(Fact, Model):
    """The same of money that paid no sale but an order ahead, a carrier's loss, an old debt."""

    __tablename__ = "sighting_elsewhere"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    #: The cause of its entry: `deposit/A0001`.
    cause: Mapped[str] = mapped_column(Code, primary_key=True, index=True)
    seen: Mapped[bool] = mapped_column(Flag)


class Awaited(Model):
    """A payment whose money nobody has seen in our account yet."""

    __tablename__ = "awaited"

    payment: Mapped[str] = mapped_column(sa.ForeignKey("payment.code"), primary_key=True)


class Operation(Model):
    """The number of an operation and the one payment that it made; freed when that is reversed."""

    __tablename__ = "operation"

    method: Mapped[str] = mapped_column(Code, primary_key=True)
    #: As `domain.identifiers.operation` spells it.
    number: Mapped[str] = mapped_column(Code, primary_key=True)
    payment: Mapped[str] = mapped_column(sa.ForeignKey("payment.code"), unique=True)
