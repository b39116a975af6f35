"""Tills, the sessions of their drawers, what was counted in them, what was carried in and out."""

from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Text, Whole
from ..ledger.models import Fact, PersonalFact


class Till(Model):
    """A place with a drawer: the shop's, a stall's."""

    __tablename__ = "till"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(sa.ForeignKey("place.code"))
    closed_on: Mapped[date | None] = mapped_column(Day)


class CashSession(Fact, Model):
    """The time of a drawer from one opening to its closing; `on` is its business day."""

    __tablename__ = "cash_session"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    till: Mapped[str] = mapped_column(sa.ForeignKey("till.code"), index=True)
    on: Mapped[date] = mapped_column("on", Day)


class DrawerCount(Fact, Model):
    """One count of a drawer. All counts of a session stay; the last one stands."""

    __tablename__ = "drawer_count"

    session: Mapped[str] = mapped_column(sa.ForeignKey("cash_session.code"), primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    #: apertura or cierre.
    kind: Mapped[str] = mapped_column(Code)
    on: Mapped[date] = mapped_column("on", Day)


def _of_a_count() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["session", "number"], ["drawer_count.session", "drawer_count.number"]
    )


class CountedSum(Fact, Model):
    """What a count found in one currency, and what the book expected at that moment."""

    __tablename__ = "counted_sum"
    __table_args__ = (
        _of_a_count(),
        sa.CheckConstraint("counted >= 0", name="counted"),
        {"sqlite_strict": True},
    )

    session: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(Code, primary_key=True)
    #: By the book, as if no count of this session had found a difference yet.
    expected: Mapped[int] = mapped_column(Whole)
    counted: Mapped[int] = mapped_column(Whole)

    @property
    def difference(self) -> int:
        """Too much; below zero, too little."""
        return self.counted - self.expected


class CountedPieces(Fact, Model):
    """So many notes or coins of one value (in céntimos of soles) lay there."""

    __tablename__ = "counted_pieces"
    __table_args__ = (
        _of_a_count(),
        sa.CheckConstraint("pieces > 0", name="pieces"),
        {"sqlite_strict": True},
    )

    session: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    value: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    pieces: Mapped[int] = mapped_column(Whole)


class CountAccepted(PersonalFact, Model):
    """A count was taken as what lies in the drawer; `note` is the reason of its difference."""

    __tablename__ = "count_accepted"
    __table_args__ = (_of_a_count(), {"sqlite_strict": True})

    session: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    note: Mapped[str | None] = mapped_column(Text)


class CashMove(PersonalFact, Model):
    """Money that came into a drawer or the box, or left it, without a buyer or a member."""

    __tablename__ = "cash_move"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount"), {"sqlite_strict": True})

    personal: ClassVar[tuple[str, ...]] = ("note", "payee")

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    on: Mapped[date] = mapped_column("on", Day)
    #: Whose drawer; the association's box, if there is none.
    till: Mapped[str | None] = mapped_column(sa.ForeignKey("till.code"), index=True)
    #: One of `moving.REASONS`: pasajes, flete, sencillo, …
    reason: Mapped[str] = mapped_column(Code)
    currency: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    #: Number of the receipt or ticket that somebody else gave for it.
    voucher: Mapped[str | None] = mapped_column(Text)
    #: Who was given the money.
    payee: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class OperationLater(Fact, Model):
    """The number of an operation, typed when its payment had been written down without one."""

    __tablename__ = "operation_later"
    __table_args__ = (
        sa.Index("ix_operation_later_number", "method", "number"),
        {"sqlite_strict": True},
    )

    #: The cause of the payment's entry, in whatever room: `payment/C0001`, `deposit/G001`.
    cause: Mapped[str] = mapped_column(Code, primary_key=True)
    method: Mapped[str] = mapped_column(Code)
    #: As it was typed, and as `domain.identifiers.operation` spells it.
    operation: Mapped[str] = mapped_column(Code)
    number: Mapped[str] = mapped_column(Code)


class OperationCorrected(PersonalFact, Model):
    """The number of an operation, put right; of several the last one holds."""

    __tablename__ = "operation_corrected"
    __table_args__ = (
        sa.Index("ix_operation_corrected_number", "method", "number"),
        {"sqlite_strict": True},
    )

    #: The cause of the payment's entry.
    cause: Mapped[str] = mapped_column(Code, primary_key=True)
    turn: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    method: Mapped[str] = mapped_column(Code)
    #: The wrong number, as it was typed.
    was: Mapped[str] = mapped_column(Code)
    #: The right one as it was typed, and as `domain.identifiers.operation` spells it.
    operation: Mapped[str] = mapped_column(Code)
    number: Mapped[str] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)
