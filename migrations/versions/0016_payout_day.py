"""Disputes, and who collected for whom."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "payout_collector": "fact",
    "payout_signed": "fact",
    "dispute": "fact",
    "dispute_answer": "fact",
}


def _sealed(table: str) -> list[sa.schema.SchemaItem]:
    """The columns of a fact with words about people, and its way to the entry."""
    salt = sa.Column("salt", db.Code, nullable=True)
    return [salt, sa.Column("seal", db.Code, nullable=True), *_entry(table)]


def _entry(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f(f"fk_{table}_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
    ]


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "payout_collector",
        sa.Column("payout", db.Code, nullable=False),
        sa.Column("turn", db.Whole, nullable=False, autoincrement=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("name", db.Text, nullable=True),
        sa.Column("relation", db.Text, nullable=True),
        sa.Column("dni", db.Text, nullable=True),
        *_sealed("payout_collector"),
        _of("payout_collector", "payout", "payout.code"),
        sa.PrimaryKeyConstraint("payout", "turn", name=op.f("pk_payout_collector")),
        sqlite_strict=True,
    )
    op.create_table(
        "payout_signed",
        sa.Column("payout", db.Code, nullable=False),
        sa.Column("turn", db.Whole, nullable=False, autoincrement=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("how", db.Code, nullable=False),
        *_entry("payout_signed"),
        _of("payout_signed", "payout", "payout.code"),
        sa.PrimaryKeyConstraint("payout", "turn", name=op.f("pk_payout_signed")),
        sqlite_strict=True,
    )
    op.create_table(
        "dispute",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("about", db.Code, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        *_sealed("dispute"),
        _of("dispute", "member", "member.code"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dispute")),
        sqlite_strict=True,
    )
    op.create_table(
        "dispute_answer",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("note", db.Text, nullable=True),
        *_sealed("dispute_answer"),
        _of("dispute_answer", "code", "dispute.code"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dispute_answer")),
        sqlite_strict=True,
    )
    for table in GUARDED:
        op.create_index(op.f(f"ix_{table}_entry"), table, ["entry"], unique=False)
    op.create_index(op.f("ix_dispute_member"), "dispute", ["member"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    for table in ("dispute_answer", "dispute", "payout_signed", "payout_collector"):
        op.drop_table(table)
