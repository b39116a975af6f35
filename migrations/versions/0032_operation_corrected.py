"""Numbers of operations that were typed wrong, and put right."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

GUARDED = {"operation_corrected": "fact"}


def upgrade() -> None:
    op.create_table(
        "operation_corrected",
        sa.Column("cause", db.Code, nullable=False),
        sa.Column("turn", db.Whole, nullable=False, autoincrement=False),
        sa.Column("method", db.Code, nullable=False),
        sa.Column("was", db.Code, nullable=False),
        sa.Column("operation", db.Code, nullable=False),
        sa.Column("number", db.Code, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_operation_corrected_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("cause", "turn", name=op.f("pk_operation_corrected")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_operation_corrected_entry"), "operation_corrected", ["entry"], unique=False
    )
    op.create_index(
        "ix_operation_corrected_number", "operation_corrected", ["method", "number"], unique=False
    )
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("operation_corrected")
