"""Members, groups, shares and rules."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "group_",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_group_")),
        sqlite_strict=True,
    )
    op.create_table(
        "member",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("given_names", db.Text, nullable=False),
        sa.Column("surname1", db.Text, nullable=False),
        sa.Column("surname2", db.Text, nullable=True),
        sa.Column("sex", db.Code, nullable=True),
        sa.Column("dni", db.Code, nullable=True),
        sa.Column("dni_check", db.Code, nullable=True),
        sa.Column("role", db.Text, nullable=False),
        sa.Column("joined_on", db.Day(), nullable=True),
        sa.Column("left_on", db.Day(), nullable=True),
        sa.Column("language", db.Text, nullable=True),
        sa.Column("reads_spanish", db.Code, nullable=True),
        sa.Column("phone_type", db.Code, nullable=True),
        sa.Column("payout_method", db.Code, nullable=False),
        sa.Column("consent_data_on", db.Day(), nullable=True),
        sa.Column("consent_public_name", db.Flag(), nullable=False),
        sa.Column("consent_photo", db.Flag(), nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_member")),
        sa.UniqueConstraint("dni", name=op.f("uq_member_dni")),
        sqlite_strict=True,
    )
    op.create_table(
        "rule",
        sa.Column("key", db.Code, nullable=False),
        sa.Column("since", db.Day(), nullable=False),
        sa.Column("value", db.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", "since", name=op.f("pk_rule")),
        sqlite_strict=True,
    )
    op.create_table(
        "membership",
        sa.Column("member", db.Code, nullable=False),
        sa.Column("group", db.Code, nullable=False),
        sa.Column("since", db.Day(), nullable=False),
        sa.Column("until", db.Day(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["group_.code"], name=op.f("fk_membership_group")),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_membership_member")),
        sa.PrimaryKeyConstraint("member", "group", "since", name=op.f("pk_membership")),
        sqlite_strict=True,
    )
    op.create_table(
        "share",
        sa.Column("group", db.Code, nullable=False),
        sa.Column("since", db.Day(), nullable=False),
        sa.Column("share_bp", db.Whole, nullable=False),
        sa.Column("fund_bp", db.Whole, nullable=False),
        sa.Column("act", db.Text, nullable=True),
        sa.CheckConstraint(
            "fund_bp >= 0 AND fund_bp <= share_bp AND share_bp < 10000", name=op.f("ck_share_bp")
        ),
        sa.ForeignKeyConstraint(["group"], ["group_.code"], name=op.f("fk_share_group")),
        sa.PrimaryKeyConstraint("group", "since", name=op.f("pk_share")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("share")
    op.drop_table("membership")
    op.drop_table("rule")
    op.drop_table("member")
    op.drop_table("group_")
