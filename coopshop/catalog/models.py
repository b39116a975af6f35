"""What is made, where it lies, and what it costs."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Bytes, Code, Day, Flag, Model, Moment, Text, Whole


class Product(Model):
    """A kind of piece (or a service of a member), of the group whose share and fund it feeds."""

    __tablename__ = "product"
    __table_args__ = (sa.CheckConstraint("parts > 0", name="parts"), {"sqlite_strict": True})

    sku: Mapped[str] = mapped_column(Code, primary_key=True)
    name_es: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)
    group: Mapped[str] = mapped_column("group", sa.ForeignKey("group_.code"))
    category: Mapped[str | None] = mapped_column(Text)
    material: Mapped[str | None] = mapped_column(Text)
    material_en: Mapped[str | None] = mapped_column(Text)
    size: Mapped[str | None] = mapped_column(Text)
    #: How it is counted (`unidad`, `kg`), SUNAT's code for it, and its smallest parts.
    unit: Mapped[str] = mapped_column(Code)
    sunat_unit: Mapped[str] = mapped_column(Code)
    parts: Mapped[int] = mapped_column(Whole)
    #: A service has no lot and no shelf; its sale line names the member.
    is_service: Mapped[bool] = mapped_column(Flag, default=False)
    minutes: Mapped[int | None] = mapped_column(Whole)
    grams: Mapped[int | None] = mapped_column(Whole)
    retired_on: Mapped[date | None] = mapped_column(Day)

    def name_in(self, language: str) -> str:
        """Its name in English where that is asked for and it has one, else in Spanish."""
        return (self.name_en if language == "en" else None) or self.name_es


class Place(Model):
    """A shelf: our store, a stall at the port, the shop, a hotel that holds our pieces, a fair."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    #: almacen, puesto, tienda, consignacion or feria.
    kind: Mapped[str] = mapped_column(Code)
    address: Mapped[str | None] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(Text)
    #: propia, tercero or temporal.
    ownership: Mapped[str] = mapped_column(Code, default="propia")
    note: Mapped[str | None] = mapped_column(Text)
    closed_on: Mapped[date | None] = mapped_column(Day)


class Photo(Model):
    """A product's picture, made small again by us; nothing of the camera's data is kept."""

    __tablename__ = "photo"

    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"), primary_key=True)
    jpeg: Mapped[bytes] = mapped_column(Bytes)
    taken_in: Mapped[datetime] = mapped_column(Moment)


class PriceList(Model):
    """A list with one currency, whose prices hold the IGV or do not."""

    __tablename__ = "price_list"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    currency: Mapped[str] = mapped_column(Code)
    includes_igv: Mapped[bool] = mapped_column(Flag)


class Price(Model):
    """What one unit costs on a list, from a day until a day."""

    __tablename__ = "price"
    __table_args__ = (
        sa.CheckConstraint("cents > 0", name="cents"),
        sa.CheckConstraint("until IS NULL OR until >= since", name="days"),
        {"sqlite_strict": True},
    )

    price_list: Mapped[str] = mapped_column(sa.ForeignKey("price_list.code"), primary_key=True)
    sku: Mapped[str] = mapped_column(sa.ForeignKey("product.sku"), primary_key=True)
    since: Mapped[date] = mapped_column(Day, primary_key=True)
    until: Mapped[date | None] = mapped_column(Day)
    cents: Mapped[int] = mapped_column(Whole)
