"""Cards that enrol a telephone, and the telephones."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phone_card",
        sa.Column("token_hash", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("issued_at", db.Moment(), nullable=False),
        sa.Column("issued_by", db.Whole, nullable=False),
        sa.Column("expires_at", db.Moment(), nullable=False),
        sa.Column("ended_at", db.Moment(), nullable=True),
        sa.Column("ended_by", db.Whole, nullable=True),
        sa.Column("end", db.Code, nullable=True),
        sa.CheckConstraint(
            '("end" IS NULL) = (ended_at IS NULL)'
            " AND (\"end\" IS NULL OR \"end\" IN ('used', 'replaced', 'revoked'))",
            name=op.f("ck_phone_card_end"),
        ),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_phone_card_member")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_phone_card")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_phone_card_member"), "phone_card", ["member"], unique=False)
    op.create_table(
        "phone",
        sa.Column("id", db.Whole, nullable=False),
        sa.Column("secret_hash", db.Code, nullable=False),
        sa.Column("card", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("user", db.Whole, nullable=False),
        sa.Column("enrolled_at", db.Moment(), nullable=False),
        sa.Column("pin_hash", db.Code, nullable=True),
        sa.Column("tries", db.Whole, nullable=False),
        sa.Column("opened_at", db.Moment(), nullable=True),
        sa.Column("revoked_at", db.Moment(), nullable=True),
        sa.Column("revoked_by", db.Whole, nullable=True),
        sa.CheckConstraint("tries >= 0 AND tries <= 10", name=op.f("ck_phone_tries")),
        sa.ForeignKeyConstraint(["card"], ["phone_card.token_hash"], name=op.f("fk_phone_card")),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_phone_member")),
        sa.ForeignKeyConstraint(["user"], ["user_.id"], name=op.f("fk_phone_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
        sa.UniqueConstraint("card", name=op.f("uq_phone_card")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_phone_secret_hash")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_phone_member"), "phone", ["member"], unique=False)
    op.add_column("visit", sa.Column("phone", db.Whole, nullable=True))
    op.create_index(op.f("ix_visit_phone"), "visit", ["phone"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_visit_phone"), "visit")
    op.drop_column("visit", "phone")
    op.drop_table("phone")
    op.drop_table("phone_card")
