"""What the book keeps: entries, their moves, the balances they make, and the counters."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from ..db import Code, Day, Model, Moment, Text, Whole


class Entry(Model):
    """One page of the book. Its moves and facts are written first, then this row seals them."""

    __tablename__ = "entry"

    id: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    cause: Mapped[str] = mapped_column(Code, unique=True)
    kind: Mapped[str] = mapped_column(Code)
    on: Mapped[date] = mapped_column("on", Day, index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    #: When it was first written down: the moment itself, or the one an imported row comes with.
    recorded_at: Mapped[datetime] = mapped_column(Moment, index=True)
    #: A user's id; not a name, so that the book holds no personal data.
    by: Mapped[int] = mapped_column("by", Whole)
    reverses: Mapped[int | None] = mapped_column(sa.ForeignKey("entry.id"), unique=True)
    #: Hash of the business rows behind it.
    facts: Mapped[str] = mapped_column(Code)
    hash_version: Mapped[int] = mapped_column(Whole)
    prev: Mapped[str] = mapped_column(Code)
    hash: Mapped[str] = mapped_column(Code, unique=True)


class Move(Model):
    """`amount` of `unit` out of `source` into `target`."""

    __tablename__ = "move"
    __table_args__ = (
        sa.CheckConstraint("amount > 0 AND amount <= 100000000000", name="amount"),
        sa.CheckConstraint("source <> target", name="two_accounts"),
        sa.Index("ix_move_source", "source", "entry", "line"),
        sa.Index("ix_move_target", "target", "entry", "line"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    entry: Mapped[int] = mapped_column(
        sa.ForeignKey("entry.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    line: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(Code)
    target: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(Code)


class Balance(Model):
    """What went into an account less what went out; a trigger keeps it with every move."""

    __tablename__ = "balance"
    __table_args__ = (
        sa.CheckConstraint(
            "amount >= 0 OR NOT (account LIKE 'goods/shelf/%' OR account LIKE 'goods/transit/%')",
            name="never_below_zero",
        ),
        # With the amount in it, so that SQLite reads it and not every lot that ever was on a shelf.
        sa.Index(
            "ix_balance_live",
            "account",
            "unit",
            "amount",
            sqlite_where=sa.text("amount > 0"),
            postgresql_where=sa.text("amount > 0"),
        ),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    account: Mapped[str] = mapped_column(Code, primary_key=True)
    unit: Mapped[str] = mapped_column(Code, primary_key=True)
    amount: Mapped[int] = mapped_column(Whole)


class Series(Model):
    """The last number drawn of a kind of paper in a series; one row is the counter's lock."""

    __tablename__ = "series"

    kind: Mapped[str] = mapped_column(Code, primary_key=True)
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    last: Mapped[int] = mapped_column(Whole)


class Fact:
    """A business row behind an entry: written once, hashed into the entry, never changed.

    `personal` names the columns with words about people. They stay out of the hash; a salted
    commitment (`seal`) stands for them, so that they can be proved today and forgotten one day.
    Rows have natural keys, because the hash is made before they are written.
    """

    personal: ClassVar[tuple[str, ...]] = ()

    @declared_attr
    def entry(cls) -> Mapped[int]:  # noqa: N805 - SQLAlchemy calls it with the class
        return mapped_column(
            sa.ForeignKey("entry.id", deferrable=True, initially="DEFERRED"), index=True
        )


class PersonalFact(Fact):
    """A fact with columns about people, and what stands for them in the hash.

    `forgets`: what it says of a member who has left may be emptied (`ledger.forget`).
    """

    personal: ClassVar[tuple[str, ...]] = ("note",)
    forgets: ClassVar[bool] = False

    salt: Mapped[str | None] = mapped_column(Code)
    seal: Mapped[str | None] = mapped_column(Code)


class Kept:
    """A row without an entry that is nevertheless written once and never changed."""


class Reversal(PersonalFact, Model):
    """Why an entry was reversed."""

    __tablename__ = "reversal"
    forgets = True

    cause: Mapped[str] = mapped_column(Code, primary_key=True)
    reverses: Mapped[str] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)


class Closing(Fact, Model):
    """A month that was closed: nothing more is dated in it or before it."""

    __tablename__ = "closing"

    month: Mapped[str] = mapped_column(Code, primary_key=True)
