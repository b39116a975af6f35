"""Price lists by link, and what was asked for there."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "order_link",
        sa.Column("id", db.Whole, nullable=False),
        sa.Column("token_hash", db.Code, nullable=False),
        sa.Column("buyer", db.Code, nullable=False),
        sa.Column("price_list", db.Code, nullable=False),
        sa.Column("made_at", db.Moment(), nullable=False),
        sa.Column("made_by", db.Whole, nullable=False),
        sa.Column("revoked_at", db.Moment(), nullable=True),
        sa.Column("revoked_by", db.Whole, nullable=True),
        _of("order_link", "buyer", "buyer.code"),
        _of("order_link", "price_list", "price_list.code"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_order_link_token_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_link")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_order_link_buyer"), "order_link", ["buyer"], unique=False)
    _asked()


def _asked() -> None:
    op.create_table(
        "link_order",
        sa.Column("id", db.Whole, nullable=False),
        sa.Column("link", db.Whole, nullable=False),
        sa.Column("number", db.Whole, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("wished", db.Day(), nullable=True),
        sa.Column("note", db.Text, nullable=True),
        _of("link_order", "link", "order_link.id"),
        sa.UniqueConstraint("link", "number", name=op.f("uq_link_order_link_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_order")),
        sqlite_strict=True,
    )
    op.create_table(
        "link_order_line",
        sa.Column("asked", db.Whole, nullable=False),
        sa.Column("line", db.Whole, nullable=False, autoincrement=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("price", db.Whole, nullable=False),
        sa.CheckConstraint("units > 0 AND price > 0", name=op.f("ck_link_order_line_positive")),
        _of("link_order_line", "asked", "link_order.id"),
        _of("link_order_line", "sku", "product.sku"),
        sa.PrimaryKeyConstraint("asked", "line", name=op.f("pk_link_order_line")),
        sqlite_strict=True,
    )
    op.create_table(
        "link_outcome",
        sa.Column("asked", db.Whole, nullable=False, autoincrement=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("code", db.Code, nullable=True),
        sa.Column("reason", db.Text, nullable=True),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        _of("link_outcome", "asked", "link_order.id"),
        sa.PrimaryKeyConstraint("asked", name=op.f("pk_link_outcome")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    for table in ("link_outcome", "link_order_line", "link_order", "order_link"):
        op.drop_table(table)
