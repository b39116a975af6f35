"""Printed sheets, and what became of each when it was typed in."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"pad_block": "fact", "pad_slip": "fact"}


def upgrade() -> None:
    op.create_table(
        "pad_block",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("first", db.Whole, nullable=False),
        sa.Column("last", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("first >= 1 AND last >= first", name=op.f("ck_pad_block_numbers")),
        _of_an_entry("pad_block"),
        sa.PrimaryKeyConstraint("kind", "first", name=op.f("pk_pad_block")),
        sqlite_strict=True,
    )
    op.create_table(
        "pad_slip",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False),
        sa.Column("made", db.Code, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        _of_an_entry("pad_slip"),
        sa.PrimaryKeyConstraint("kind", "number", name=op.f("pk_pad_slip")),
        sqlite_strict=True,
    )
    for table in GUARDED:
        op.create_index(op.f(f"ix_{table}_entry"), table, ["entry"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    for table in ("pad_slip", "pad_block"):
        op.drop_table(table)


def _of_an_entry(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["entry"],
        ["entry.id"],
        name=op.f(f"fk_{table}_entry"),
        initially="DEFERRED",
        deferrable=True,
    )
