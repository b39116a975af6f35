"""Tills, their sessions, and what is counted in them."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "cash_session": "fact",
    "drawer_count": "fact",
    "counted_sum": "fact",
    "counted_pieces": "fact",
    "count_accepted": "fact",
    "cash_move": "fact",
}


def upgrade() -> None:
    op.create_table(
        "till",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("closed_on", db.Day(), nullable=True),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_till_place")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_till")),
        sqlite_strict=True,
    )
    op.create_table(
        "cash_session",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("till", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_cash_session_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["till"], ["till.code"], name=op.f("fk_cash_session_till")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cash_session")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_cash_session_entry"), "cash_session", ["entry"], unique=False)
    op.create_index(op.f("ix_cash_session_till"), "cash_session", ["till"], unique=False)
    op.create_table(
        "drawer_count",
        sa.Column("session", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_drawer_count_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["session"],
            ["cash_session.code"],
            name=op.f("fk_drawer_count_session"),
        ),
        sa.PrimaryKeyConstraint("session", "number", name=op.f("pk_drawer_count")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_drawer_count_entry"), "drawer_count", ["entry"], unique=False)
    op.create_table(
        "counted_sum",
        sa.Column("session", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("expected", db.Whole, nullable=False),
        sa.Column("counted", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_counted_sum_counted")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_counted_sum_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["session", "number"],
            ["drawer_count.session", "drawer_count.number"],
            name=op.f("fk_counted_sum_session_number"),
        ),
        sa.PrimaryKeyConstraint("session", "number", "currency", name=op.f("pk_counted_sum")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_counted_sum_entry"), "counted_sum", ["entry"], unique=False)
    op.create_table(
        "counted_pieces",
        sa.Column("session", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("value", db.Whole, autoincrement=False, nullable=False),
        sa.Column("pieces", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_counted_pieces_pieces")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_counted_pieces_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["session", "number"],
            ["drawer_count.session", "drawer_count.number"],
            name=op.f("fk_counted_pieces_session_number"),
        ),
        sa.PrimaryKeyConstraint("session", "number", "value", name=op.f("pk_counted_pieces")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_counted_pieces_entry"), "counted_pieces", ["entry"], unique=False)
    op.create_table(
        "count_accepted",
        sa.Column("session", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_count_accepted_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["session", "number"],
            ["drawer_count.session", "drawer_count.number"],
            name=op.f("fk_count_accepted_session_number"),
        ),
        sa.PrimaryKeyConstraint("session", "number", name=op.f("pk_count_accepted")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_count_accepted_entry"), "count_accepted", ["entry"], unique=False)
    op.create_table(
        "cash_move",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("till", db.Code, nullable=True),
        sa.Column("reason", db.Code, nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("voucher", db.Text, nullable=True),
        sa.Column("payee", db.Text, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_cash_move_amount")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_cash_move_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["till"], ["till.code"], name=op.f("fk_cash_move_till")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cash_move")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_cash_move_entry"), "cash_move", ["entry"], unique=False)
    op.create_index(op.f("ix_cash_move_till"), "cash_move", ["till"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("cash_move")
    op.drop_table("count_accepted")
    op.drop_table("counted_pieces")
    op.drop_table("counted_sum")
    op.drop_table("drawer_count")
    op.drop_table("cash_session")
    op.drop_table("till")
