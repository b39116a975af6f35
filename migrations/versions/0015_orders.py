"""How buyers are reached; quotations, orders and deposits."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "quotation": "fact",
    "quoted_line": "fact",
    "order_": "fact",
    "ordered_line": "fact",
    "deposit": "fact",
    "called_off": "fact",
}


def upgrade() -> None:
    op.create_table(
        "buyer_contact",
        sa.Column("buyer", db.Code, nullable=False),
        sa.Column("phone", db.Text, nullable=True),
        sa.Column("email", db.Text, nullable=True),
        sa.ForeignKeyConstraint(["buyer"], ["buyer.code"], name=op.f("fk_buyer_contact_buyer")),
        sa.PrimaryKeyConstraint("buyer", name=op.f("pk_buyer_contact")),
        sqlite_strict=True,
    )
    op.create_table(
        "reminder",
        sa.Column("buyer", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.Column("words", db.Text, nullable=False),
        sa.ForeignKeyConstraint(["buyer"], ["buyer.code"], name=op.f("fk_reminder_buyer")),
        sa.PrimaryKeyConstraint("buyer", "at", name=op.f("pk_reminder")),
        sqlite_strict=True,
    )
    op.create_table(
        "quotation",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("valid_until", db.Day(), nullable=False),
        sa.Column("buyer", db.Code, nullable=False),
        sa.Column("buyer_name", db.Text, nullable=True),
        sa.Column("price_list", db.Code, nullable=False),
        sa.Column("includes_igv", db.Flag(), nullable=False),
        sa.Column("used", db.Code, nullable=False),
        sa.Column("treatment", db.Code, nullable=False),
        sa.Column("igv_bp", db.Whole, nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(["buyer"], ["buyer.code"], name=op.f("fk_quotation_buyer")),
        sa.ForeignKeyConstraint(
            ["price_list"], ["price_list.code"], name=op.f("fk_quotation_price_list")
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_quotation_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_quotation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_quotation_buyer"), "quotation", ["buyer"], unique=False)
    op.create_index(op.f("ix_quotation_entry"), "quotation", ["entry"], unique=False)
    op.create_index(op.f("ix_quotation_on"), "quotation", ["on"], unique=False)
    op.create_table(
        "quoted_line",
        sa.Column("quotation", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("description", db.Text, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("parts", db.Whole, nullable=False),
        sa.Column("price", db.Whole, nullable=False),
        sa.Column("net", db.Whole, nullable=False),
        sa.Column("igv", db.Whole, nullable=False),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("units > 0 AND price > 0", name=op.f("ck_quoted_line_positive")),
        sa.ForeignKeyConstraint(
            ["quotation"], ["quotation.code"], name=op.f("fk_quoted_line_quotation")
        ),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_quoted_line_sku")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_quoted_line_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("quotation", "line", name=op.f("pk_quoted_line")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_quoted_line_entry"), "quoted_line", ["entry"], unique=False)
    op.create_table(
        "order_",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("promised", db.Day(), nullable=False),
        sa.Column("buyer", db.Code, nullable=False),
        sa.Column("quotation", db.Code, nullable=True),
        sa.Column("price_list", db.Code, nullable=False),
        sa.Column("used", db.Code, nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(["buyer"], ["buyer.code"], name=op.f("fk_order__buyer")),
        sa.ForeignKeyConstraint(
            ["quotation"], ["quotation.code"], name=op.f("fk_order__quotation")
        ),
        sa.ForeignKeyConstraint(
            ["price_list"], ["price_list.code"], name=op.f("fk_order__price_list")
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_order__entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_order_")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_order__buyer"), "order_", ["buyer"], unique=False)
    op.create_index(op.f("ix_order__entry"), "order_", ["entry"], unique=False)
    op.create_index(op.f("ix_order__on"), "order_", ["on"], unique=False)
    op.create_index(op.f("ix_order__promised"), "order_", ["promised"], unique=False)
    op.create_table(
        "ordered_line",
        sa.Column("order", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("description", db.Text, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("parts", db.Whole, nullable=False),
        sa.Column("price", db.Whole, nullable=False),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("units > 0 AND price > 0", name=op.f("ck_ordered_line_positive")),
        sa.ForeignKeyConstraint(["order"], ["order_.code"], name=op.f("fk_ordered_line_order")),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_ordered_line_sku")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_ordered_line_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("order", "line", name=op.f("pk_ordered_line")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_ordered_line_entry"), "ordered_line", ["entry"], unique=False)
    op.create_table(
        "deposit",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("order", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("method", db.Code, nullable=True),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("operation", db.Code, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_deposit_amount")),
        sa.ForeignKeyConstraint(["order"], ["order_.code"], name=op.f("fk_deposit_order")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_deposit_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_deposit")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_deposit_entry"), "deposit", ["entry"], unique=False)
    op.create_index(op.f("ix_deposit_order"), "deposit", ["order"], unique=False)
    op.create_table(
        "called_off",
        sa.Column("order", db.Code, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(["order"], ["order_.code"], name=op.f("fk_called_off_order")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_called_off_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("order", name=op.f("pk_called_off")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_called_off_entry"), "called_off", ["entry"], unique=False)
    op.create_index(
        "ix_sale_line_agreed",
        "sale_line",
        ["price_source"],
        unique=False,
        sqlite_where=sa.text("price_source <> 'lista'"),
        postgresql_where=sa.text("price_source <> 'lista'"),
    )
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_index("ix_sale_line_agreed", table_name="sale_line")
    op.drop_table("called_off")
    op.drop_table("deposit")
    op.drop_table("ordered_line")
    op.drop_table("order_")
    op.drop_table("quoted_line")
    op.drop_table("quotation")
    op.drop_table("reminder")
    op.drop_table("buyer_contact")
