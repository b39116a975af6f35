"""Wrong tries are counted by the connection they came from."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _anew(sa.Column("place", db.Code, nullable=False))
    op.create_index("ix_attempt_place", "attempt", ["place", "at"], unique=False)


def downgrade() -> None:
    _anew()


def _anew(*more: sa.Column[str]) -> None:
    """What the table holds is forgotten after a quarter of an hour anyway."""
    op.drop_table("attempt")
    op.create_table(
        "attempt",
        sa.Column("id", db.Whole, nullable=False),
        sa.Column("login", db.Code, nullable=False),
        *more,
        sa.Column("at", db.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sqlite_strict=True,
    )
    op.create_index("ix_attempt_login", "attempt", ["login", "at"], unique=False)
