"""Products, places and prices."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("address", db.Text, nullable=True),
        sa.Column("region", db.Text, nullable=True),
        sa.Column("ownership", db.Code, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("closed_on", db.Day(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_place")),
        sqlite_strict=True,
    )
    op.create_table(
        "price_list",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("includes_igv", db.Flag(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_price_list")),
        sqlite_strict=True,
    )
    op.create_table(
        "product",
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("name_es", db.Text, nullable=False),
        sa.Column("name_en", db.Text, nullable=True),
        sa.Column("group", db.Code, nullable=False),
        sa.Column("category", db.Text, nullable=True),
        sa.Column("material", db.Text, nullable=True),
        sa.Column("size", db.Text, nullable=True),
        sa.Column("unit", db.Code, nullable=False),
        sa.Column("sunat_unit", db.Code, nullable=False),
        sa.Column("parts", db.Whole, nullable=False),
        sa.Column("is_service", db.Flag(), nullable=False),
        sa.Column("minutes", db.Whole, nullable=True),
        sa.Column("grams", db.Whole, nullable=True),
        sa.Column("retired_on", db.Day(), nullable=True),
        sa.CheckConstraint("parts > 0", name=op.f("ck_product_parts")),
        sa.ForeignKeyConstraint(["group"], ["group_.code"], name=op.f("fk_product_group")),
        sa.PrimaryKeyConstraint("sku", name=op.f("pk_product")),
        sqlite_strict=True,
    )
    op.create_table(
        "photo",
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("jpeg", db.Bytes, nullable=False),
        sa.Column("taken_in", db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_photo_sku")),
        sa.PrimaryKeyConstraint("sku", name=op.f("pk_photo")),
        sqlite_strict=True,
    )
    op.create_table(
        "price",
        sa.Column("price_list", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("since", db.Day(), nullable=False),
        sa.Column("until", db.Day(), nullable=True),
        sa.Column("cents", db.Whole, nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_price_cents")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_price_days")),
        sa.ForeignKeyConstraint(
            ["price_list"], ["price_list.code"], name=op.f("fk_price_price_list")
        ),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_price_sku")),
        sa.PrimaryKeyConstraint("price_list", "sku", "since", name=op.f("pk_price")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("price")
    op.drop_table("photo")
    op.drop_table("product")
    op.drop_table("price_list")
    op.drop_table("place")
