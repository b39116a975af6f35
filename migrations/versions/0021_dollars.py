"""Dollars for soles, with the rate of a day; sheets typed in again; more that is looked for."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "dollar_rate": "fact",
    "dollars_taken": "fact",
    "pad_again": "fact",
    "sighting_elsewhere": "fact",
}


def upgrade() -> None:
    op.create_table(
        "dollar_rate",
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("turn", db.Whole, nullable=False),
        sa.Column("micros", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("micros > 0", name=op.f("ck_dollar_rate_micros")),
        _sealed("dollar_rate"),
        sa.PrimaryKeyConstraint("on", "turn", name=op.f("pk_dollar_rate")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_dollar_rate_entry"), "dollar_rate", ["entry"], unique=False)
    op.create_table(
        "dollars_taken",
        sa.Column("payment", db.Code, nullable=False),
        sa.Column("cents", db.Whole, nullable=False),
        sa.Column("change_", db.Whole, nullable=False),
        sa.Column("rate_on", db.Day(), nullable=False),
        sa.Column("rate_turn", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_dollars_taken_cents")),
        sa.CheckConstraint("change_ >= 0", name=op.f("ck_dollars_taken_change")),
        sa.ForeignKeyConstraint(
            ["payment"], ["payment.code"], name=op.f("fk_dollars_taken_payment")
        ),
        sa.ForeignKeyConstraint(
            ["rate_on", "rate_turn"],
            ["dollar_rate.on", "dollar_rate.turn"],
            name=op.f("fk_dollars_taken_rate_on"),
        ),
        _sealed("dollars_taken"),
        sa.PrimaryKeyConstraint("payment", name=op.f("pk_dollars_taken")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_dollars_taken_entry"), "dollars_taken", ["entry"], unique=False)
    _again()
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def _again() -> None:
    op.create_table(
        "pad_again",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False),
        sa.Column("turn", db.Whole, nullable=False),
        sa.Column("made", db.Code, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("turn >= 2", name=op.f("ck_pad_again_turn")),
        _sealed("pad_again"),
        sa.PrimaryKeyConstraint("kind", "number", "turn", name=op.f("pk_pad_again")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_pad_again_entry"), "pad_again", ["entry"], unique=False)
    op.create_table(
        "sighting_elsewhere",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("cause", db.Code, nullable=False),
        sa.Column("seen", db.Flag(), nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        _sealed("sighting_elsewhere"),
        sa.PrimaryKeyConstraint("code", "cause", name=op.f("pk_sighting_elsewhere")),
        sqlite_strict=True,
    )
    for column in ("cause", "entry"):
        name = op.f(f"ix_sighting_elsewhere_{column}")
        op.create_index(name, "sighting_elsewhere", [column], unique=False)


def _sealed(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["entry"],
        ["entry.id"],
        name=op.f(f"fk_{table}_entry"),
        initially="DEFERRED",
        deferrable=True,
    )


def downgrade() -> None:
    for table in ("sighting_elsewhere", "pad_again", "dollars_taken", "dollar_rate"):
        op.drop_table(table)
