"""Users and their visits."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", db.Whole, nullable=False),
        sa.Column("login", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sqlite_strict=True,
    )
    op.create_index("ix_attempt_login", "attempt", ["login", "at"], unique=False)
    op.create_table(
        "submission",
        sa.Column("key", db.Code, nullable=False),
        sa.Column("fingerprint", db.Code, nullable=False),
        sa.Column("location", db.Text, nullable=False),
        sa.Column("said", db.Text, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_submission")),
        sqlite_strict=True,
    )
    op.create_table(
        "user_",
        sa.Column("id", db.Whole, nullable=False),
        sa.Column("login", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=False),
        sa.Column("role", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=True),
        sa.Column("password_hash", db.Code, nullable=False),
        sa.Column("active", db.Flag(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_")),
        sa.UniqueConstraint("login", name=op.f("uq_user__login")),
        sqlite_strict=True,
    )
    op.create_table(
        "visit",
        sa.Column("token_hash", db.Code, nullable=False),
        sa.Column("user", db.Whole, nullable=False),
        sa.Column("began_at", db.Moment(), nullable=False),
        sa.Column("ended_at", db.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["user_.id"], name=op.f("fk_visit_user")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_visit")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_visit_user"), "visit", ["user"], unique=False)


def downgrade() -> None:
    op.drop_table("visit")
    op.drop_table("user_")
    op.drop_table("submission")
    op.drop_table("attempt")
