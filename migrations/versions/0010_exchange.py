"""What was imported."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"imported": "kept"}


def upgrade() -> None:
    op.create_table(
        "imported",
        sa.Column("file", db.Code, nullable=False),
        sa.Column("key", db.Code, nullable=False),
        sa.Column("sha256", db.Code, nullable=False),
        sa.PrimaryKeyConstraint("file", "key", name=op.f("pk_imported")),
        sqlite_strict=True,
    )
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("imported")
