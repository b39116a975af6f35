"""Debits and payouts."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"debit": "fact", "payout": "fact"}


def upgrade() -> None:
    op.create_table(
        "debit",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("method", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_debit_amount")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_debit_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_debit_member")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_debit")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_debit_entry"), "debit", ["entry"], unique=False)
    op.create_index(op.f("ix_debit_member"), "debit", ["member"], unique=False)
    op.create_table(
        "payout",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("method", db.Code, nullable=False),
        sa.Column("available", db.Whole, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("operation", db.Code, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("amount > 0 AND amount <= available", name=op.f("ck_payout_amount")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_payout_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_payout_member")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_payout")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_payout_entry"), "payout", ["entry"], unique=False)
    op.create_index(op.f("ix_payout_member"), "payout", ["member"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("payout")
    op.drop_table("debit")
