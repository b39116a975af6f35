"""Where a member is told, and what was drafted."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "member_contact",
        sa.Column("member", db.Code, nullable=False),
        sa.Column("phone", db.Text, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_member_contact_member")),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_member_contact")),
        sqlite_strict=True,
    )
    op.create_table(
        "member_message",
        sa.Column("member", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.Column("upto", db.Whole, nullable=False),
        sa.Column("words", db.Text, nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_member_message_member")),
        sa.PrimaryKeyConstraint("member", "at", name=op.f("pk_member_message")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("member_message")
    op.drop_table("member_contact")
