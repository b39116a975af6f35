"""Who makes, in which group, and what the assembly decided, each with its days of validity."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Flag, Model, Text, Whole


class Group(Model):
    """Makers who keep one share and one fund: Allima Waska, Ecomusa, whoever comes next."""

    __tablename__ = "group_"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class Share(Model):
    """What a group keeps back of the net from a day on, by an act of its assembly."""

    __tablename__ = "share"
    __table_args__ = (
        sa.CheckConstraint("fund_bp >= 0 AND fund_bp <= share_bp AND share_bp < 10000", name="bp"),
        {"sqlite_strict": True},
    )

    group: Mapped[str] = mapped_column("group", sa.ForeignKey("group_.code"), primary_key=True)
    since: Mapped[date] = mapped_column(Day, primary_key=True)
    #: All that is kept back, the fund's part within it.
    share_bp: Mapped[int] = mapped_column(Whole)
    fund_bp: Mapped[int] = mapped_column(Whole)
    act: Mapped[str | None] = mapped_column(Text)


class Rule(Model):
    """A decision or a rate that holds from a day on: the issuer's data, IGV, compensation."""

    __tablename__ = "rule"

    key: Mapped[str] = mapped_column(Code, primary_key=True)
    since: Mapped[date] = mapped_column(Day, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Member(Model):
    """A woman or man who makes. No birth date, no fingerprint; the DNI may be missing."""

    __tablename__ = "member"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    given_names: Mapped[str] = mapped_column(Text)
    surname1: Mapped[str] = mapped_column(Text)
    surname2: Mapped[str | None] = mapped_column(Text)
    sex: Mapped[str | None] = mapped_column(Code)
    dni: Mapped[str | None] = mapped_column(Code, unique=True)
    dni_check: Mapped[str | None] = mapped_column(Code)
    role: Mapped[str] = mapped_column(Text, default="socia")
    joined_on: Mapped[date | None] = mapped_column(Day)
    left_on: Mapped[date | None] = mapped_column(Day)
    language: Mapped[str | None] = mapped_column(Text)
    reads_spanish: Mapped[str | None] = mapped_column(Code)
    phone_type: Mapped[str | None] = mapped_column(Code)
    payout_method: Mapped[str] = mapped_column(Code, default="efectivo")
    consent_data_on: Mapped[date | None] = mapped_column(Day)
    consent_public_name: Mapped[bool] = mapped_column(Flag, default=False)
    consent_photo: Mapped[bool] = mapped_column(Flag, default=False)
    note: Mapped[str | None] = mapped_column(Text)

    @property
    def name(self) -> str:
        """Given names and surnames, as she is called when her name is read out."""
        return " ".join(part for part in (self.given_names, self.surname1, self.surname2) if part)

    @property
    def listed(self) -> str:
        """Surnames first, as she stands in a list by alphabet."""
        surnames = " ".join(part for part in (self.surname1, self.surname2) if part)
        return f"{surnames}, {self.given_names}"


#: `Member.name`, put together by the database: for lists.
FULL_NAME = (
    Member.given_names
    + " "
    + Member.surname1
    + sa.case((Member.surname2 != "", " " + Member.surname2), else_="")
)


class Membership(Model):
    """From when until when a member belongs to a group; she may belong to two."""

    __tablename__ = "membership"

    member: Mapped[str] = mapped_column(sa.ForeignKey("member.code"), primary_key=True)
    group: Mapped[str] = mapped_column("group", sa.ForeignKey("group_.code"), primary_key=True)
    since: Mapped[date] = mapped_column(Day, primary_key=True)
    until: Mapped[date | None] = mapped_column(Day)
