"""Dollars in cash for what was priced in soles: the rate of a day, and what was handed over."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"dollar_rate": "fact", "dollars_taken": "fact"}


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
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def _sealed(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["entry"],
        ["entry.id"],
        name=op.f(f"fk_{table}_entry"),
        initially="DEFERRED",
        deferrable=True,
    )


def downgrade() -> None:
    for table in ("dollars_taken", "dollar_rate"):
        op.drop_table(table)
