"""Deliveries: the lots."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"delivery": "fact"}


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("lot", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("brought", db.Whole, nullable=False),
        sa.Column("rejected", db.Whole, nullable=False),
        sa.Column("reason", db.Text, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint(
            "rejected >= 0 AND rejected <= brought", name=op.f("ck_delivery_rejected")
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_delivery_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_delivery_member")),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_delivery_place")),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_delivery_sku")),
        sa.PrimaryKeyConstraint("lot", name=op.f("pk_delivery")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_delivery_entry"), "delivery", ["entry"], unique=False)
    op.create_index(op.f("ix_delivery_member"), "delivery", ["member"], unique=False)
    op.create_index("ix_delivery_queue", "delivery", ["sku", "on", "lot"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("delivery")
