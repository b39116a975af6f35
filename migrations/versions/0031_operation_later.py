"""Numbers of operations typed when their payments had been written down without one."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

GUARDED = {"operation_later": "fact"}


def upgrade() -> None:
    op.create_table(
        "operation_later",
        sa.Column("cause", db.Code, nullable=False),
        sa.Column("method", db.Code, nullable=False),
        sa.Column("operation", db.Code, nullable=False),
        sa.Column("number", db.Code, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_operation_later_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("cause", name=op.f("pk_operation_later")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_operation_later_entry"), "operation_later", ["entry"], unique=False)
    op.create_index(
        "ix_operation_later_number", "operation_later", ["method", "number"], unique=False
    )
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("operation_later")
