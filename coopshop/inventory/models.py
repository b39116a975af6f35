"""From shelf to shelf: what left, what arrived, what was lost, gone off, given away or counted."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Moment, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Departure(PersonalFact, Model):
    """One product of a transfer, leaving; the units travel lot by lot in the book."""

    __tablename__ = "departure"
    __table_args__ = (sa.CheckConstraint("units > 0", name="units"), {"sqlite_strict": True})

    transfer: Mapped[str] = mapped_column(Code, primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    origin: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    destination: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    #: canoa, combi, moto, bus …
    via: Mapped[str] = mapped_column(Text)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"))
    units: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class TransferCarrier(PersonalFact, Model):
    """Who carries a transfer, in which boat, and when it should arrive."""

    __tablename__ = "transfer_carrier"
    personal = ("name", "phone")

    transfer: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    boat: Mapped[str | None] = mapped_column(Text)
    expected_on: Mapped[date | None] = mapped_column(Day)
    #: Series and number of the guía de remisión that goes with it.
    guide: Mapped[str | None] = mapped_column(Code)


class Arrival(PersonalFact, Model):
    """The end of one line of a transfer: `received` + `lost` is what was sent."""

    __tablename__ = "arrival"
    __table_args__ = (
        sa.ForeignKeyConstraint(["transfer", "line"], ["departure.transfer", "departure.line"]),
        sa.CheckConstraint("received >= 0 AND lost >= 0", name="units"),
        {"sqlite_strict": True},
    )

    transfer: Mapped[str] = mapped_column(Code, primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    received: Mapped[int] = mapped_column(Whole)
    lost: Mapped[int] = mapped_column(Whole)
    #: Why: naufragio, mojado, roto, perdido, robado, error_conteo; of several, the first.
    reason: Mapped[str | None] = mapped_column(Code)
    #: Who bears it: asociacion, fondo, transportista, socia; of several, the first.
    bearer: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)


class LossPart(PersonalFact, Model):
    """What a line lost for one reason at one bearer's cost; the parts make up all that it lost.

    Arrivals that were written down before there were parts have none: they were one part.
    """

    __tablename__ = "loss_part"
    __table_args__ = (
        sa.ForeignKeyConstraint(["transfer", "line"], ["arrival.transfer", "arrival.line"]),
        sa.CheckConstraint("units > 0 AND compensation >= 0", name="units"),
        {"sqlite_strict": True},
    )

    transfer: Mapped[str] = mapped_column(Code, primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    units: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str] = mapped_column(Code)
    bearer: Mapped[str] = mapped_column(Code)
    #: What the makers were credited for these pieces, all together.
    compensation: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class Loss(Fact, Model):
    """Units of one lot that a transfer lost, and what their maker is credited (R3)."""

    __tablename__ = "loss"
    __table_args__ = (
        sa.ForeignKeyConstraint(["transfer", "line"], ["arrival.transfer", "arrival.line"]),
        {"sqlite_strict": True},
    )

    transfer: Mapped[str] = mapped_column(Code, primary_key=True)
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    lot: Mapped[str] = mapped_column(sa.ForeignKey("delivery.lot"), primary_key=True)
    units: Mapped[int] = mapped_column(Whole)
    member_price: Mapped[int] = mapped_column(Whole)
    compensation: Mapped[int] = mapped_column(Whole)


class Adjustment(PersonalFact, Model):
    """Pieces that left a shelf without a sale: `merma` (gone off) or `muestra` (given away)."""

    __tablename__ = "adjustment"
    __table_args__ = (sa.CheckConstraint("units > 0", name="units"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    on: Mapped[date] = mapped_column("on", Day)
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"))
    units: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(Code)
    #: What a maker is credited for one unit of a sample; nothing for shrinkage (R13).
    member_price: Mapped[int] = mapped_column(Whole, default=0)
    note: Mapped[str | None] = mapped_column(Text)


class Count(PersonalFact, Model):
    """One product counted at a place: what the book said, what the hand found."""

    __tablename__ = "count_"
    __table_args__ = (sa.CheckConstraint("counted >= 0", name="counted"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"), primary_key=True)
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    on: Mapped[date] = mapped_column("on", Day)
    in_book: Mapped[int] = mapped_column(Whole)
    counted: Mapped[int] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class CountSheet(Fact, Model):
    """A count that was begun: from this moment on, what leaves the shelf is added back."""

    __tablename__ = "count_sheet"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    on: Mapped[date] = mapped_column("on", Day)
    opened_at: Mapped[datetime] = mapped_column(Moment)


class CountFigure(Model):
    """A figure on a sheet that is still being counted; it may be written over until handed in."""

    __tablename__ = "count_figure"
    __table_args__ = (sa.CheckConstraint("units >= 0", name="units"), {"sqlite_strict": True})

    sheet: Mapped[str] = mapped_column(sa.ForeignKey("count_sheet.code"), primary_key=True)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"), primary_key=True)
    units: Mapped[int] = mapped_column(Whole)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column("by", Whole)


class CountMoment(Fact, Model):
    """When one product of a count was counted, and what came and went there until it was posted."""

    __tablename__ = "count_moment"
    __table_args__ = (
        sa.ForeignKeyConstraint(["code", "sku"], ["count_.code", "count_.sku"]),
        {"sqlite_strict": True},
    )

    code: Mapped[str] = mapped_column(sa.ForeignKey("count_sheet.code"), primary_key=True)
    sku: Mapped[str] = mapped_column(Code, primary_key=True)
    counted_at: Mapped[datetime] = mapped_column(Moment)
    #: Came less went, after the figure was written: added back to find what lay there then.
    since: Mapped[int] = mapped_column(Whole)


class CountReason(PersonalFact, Model):
    """What explains the difference of one product of a count, written down before it is posted."""

    __tablename__ = "count_reason"
    __table_args__ = (
        sa.ForeignKeyConstraint(["code", "sku"], ["count_moment.code", "count_moment.sku"]),
        {"sqlite_strict": True},
    )

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    sku: Mapped[str] = mapped_column(Code, primary_key=True)
    #: merma, robo, registro, no_se.
    reason: Mapped[str] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)
