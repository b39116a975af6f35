"""The book: entries, moves, kept balances, series, and their guards."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"entry": "entry", "closing": "fact", "move": "move", "reversal": "fact"}


def upgrade() -> None:
    op.create_table(
        "balance",
        sa.Column("account", db.Code, nullable=False),
        sa.Column("unit", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.CheckConstraint(
            "amount >= 0 OR NOT (account LIKE 'goods/shelf/%' OR account LIKE 'goods/transit/%')",
            name=op.f("ck_balance_never_below_zero"),
        ),
        sa.PrimaryKeyConstraint("account", "unit", name=op.f("pk_balance")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_balance_live",
        "balance",
        ["account", "unit", "amount"],
        unique=False,
        sqlite_where=sa.text("amount > 0"),
        postgresql_where=sa.text("amount > 0"),
    )
    op.create_table(
        "entry",
        sa.Column("id", db.Whole, autoincrement=False, nullable=False),
        sa.Column("cause", db.Code, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("recorded_at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.Column("reverses", db.Whole, nullable=True),
        sa.Column("facts", db.Code, nullable=False),
        sa.Column("hash_version", db.Whole, nullable=False),
        sa.Column("prev", db.Code, nullable=False),
        sa.Column("hash", db.Code, nullable=False),
        sa.ForeignKeyConstraint(["reverses"], ["entry.id"], name=op.f("fk_entry_reverses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("cause", name=op.f("uq_entry_cause")),
        sa.UniqueConstraint("hash", name=op.f("uq_entry_hash")),
        sa.UniqueConstraint("reverses", name=op.f("uq_entry_reverses")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_entry_on"), "entry", ["on"], unique=False)
    op.create_index(op.f("ix_entry_recorded_at"), "entry", ["recorded_at"], unique=False)
    op.create_table(
        "series",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("code", db.Code, nullable=False),
        sa.Column("last", db.Whole, nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", name=op.f("pk_series")),
        sqlite_strict=True,
    )
    op.create_table(
        "closing",
        sa.Column("month", db.Code, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_closing_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_closing")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_closing_entry"), "closing", ["entry"], unique=False)
    op.create_table(
        "move",
        sa.Column("entry", db.Whole, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("source", db.Code, nullable=False),
        sa.Column("target", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("unit", db.Code, nullable=False),
        sa.CheckConstraint("amount > 0 AND amount <= 100000000000", name=op.f("ck_move_amount")),
        sa.CheckConstraint("source <> target", name=op.f("ck_move_two_accounts")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_move_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("entry", "line", name=op.f("pk_move")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_move_source", "move", ["source", "entry"], unique=False)
    op.create_index("ix_move_target", "move", ["target", "entry"], unique=False)
    op.create_table(
        "reversal",
        sa.Column("cause", db.Code, nullable=False),
        sa.Column("reverses", db.Code, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_reversal_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("cause", name=op.f("pk_reversal")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_reversal_entry"), "reversal", ["entry"], unique=False)
    dialect = op.get_bind().dialect.name
    for sql in guards.functions(dialect):
        op.execute(sql)
    for sql in guards.install(dialect, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("reversal")
    op.drop_table("move")
    op.drop_table("closing")
    op.drop_table("series")
    op.drop_table("entry")
    op.drop_table("balance")
    if op.get_bind().dialect.name == "postgresql":
        for name in guards.FUNCTION_NAMES:
            op.execute(f"DROP FUNCTION {name}()")
