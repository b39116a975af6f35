"""Sales, lines, allocations, payments and returns."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "sale": "fact",
    "payment": "fact",
    "sale_line": "fact",
    "allocation": "fact",
    "return_": "fact",
    "returned_lot": "fact",
}


def upgrade() -> None:
    op.create_table(
        "buyer",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("document_type", db.Code, nullable=False),
        sa.Column("document_number", db.Code, nullable=True),
        sa.Column("address", db.Text, nullable=True),
        sa.Column("city", db.Text, nullable=True),
        sa.Column("region", db.Text, nullable=True),
        sa.Column("terms", db.Text, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_buyer")),
        sqlite_strict=True,
    )
    op.create_table(
        "draft",
        sa.Column("id", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.Column("basket", db.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sqlite_strict=True,
    )
    op.create_table(
        "sale",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("channel", db.Code, nullable=False),
        sa.Column("buyer", db.Code, nullable=False),
        sa.Column("price_list", db.Code, nullable=False),
        sa.Column("includes_igv", db.Flag(), nullable=False),
        sa.Column("used", db.Code, nullable=False),
        sa.Column("treatment", db.Code, nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("fx_micros", db.Whole, nullable=True),
        sa.Column("igv_bp", db.Whole, nullable=False),
        sa.Column("paper", db.Code, nullable=False),
        sa.Column("terms", db.Code, nullable=False),
        sa.Column("due_on", db.Day(), nullable=True),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(["buyer"], ["buyer.code"], name=op.f("fk_sale_buyer")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_sale_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_sale_place")),
        sa.ForeignKeyConstraint(
            ["price_list"], ["price_list.code"], name=op.f("fk_sale_price_list")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_sale")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sale_buyer"), "sale", ["buyer"], unique=False)
    op.create_index(op.f("ix_sale_entry"), "sale", ["entry"], unique=False)
    op.create_index(op.f("ix_sale_on"), "sale", ["on"], unique=False)
    op.create_table(
        "payment",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("sale", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("method", db.Code, nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("rounding", db.Whole, nullable=False),
        sa.Column("fx_micros", db.Whole, nullable=True),
        sa.Column("rate_difference", db.Whole, nullable=False),
        sa.Column("tendered", db.Whole, nullable=True),
        sa.Column("operation", db.Code, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_payment_amount")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_payment_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["sale"], ["sale.code"], name=op.f("fk_payment_sale")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_payment")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_payment_entry"), "payment", ["entry"], unique=False)
    op.create_index(op.f("ix_payment_sale"), "payment", ["sale"], unique=False)
    op.create_table(
        "sale_line",
        sa.Column("sale", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("description", db.Text, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("parts", db.Whole, nullable=False),
        sa.Column("price", db.Whole, nullable=False),
        sa.Column("discount_bp", db.Whole, nullable=False),
        sa.Column("price_source", db.Text, nullable=False),
        sa.Column("net", db.Whole, nullable=False),
        sa.Column("igv", db.Whole, nullable=False),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("net_pen", db.Whole, nullable=False),
        sa.Column("igv_pen", db.Whole, nullable=False),
        sa.Column("group", db.Code, nullable=False),
        sa.Column("share_bp", db.Whole, nullable=False),
        sa.Column("fund_bp", db.Whole, nullable=False),
        sa.Column("pool", db.Whole, nullable=False),
        sa.Column("fund", db.Whole, nullable=False),
        sa.Column("association", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint(
            "discount_bp >= 0 AND discount_bp < 10000", name=op.f("ck_sale_line_discount")
        ),
        sa.CheckConstraint("net + igv = total", name=op.f("ck_sale_line_total")),
        sa.CheckConstraint("pool + fund + association = net_pen", name=op.f("ck_sale_line_parts")),
        sa.CheckConstraint("units > 0 AND price > 0", name=op.f("ck_sale_line_positive")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_sale_line_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["group"], ["group_.code"], name=op.f("fk_sale_line_group")),
        sa.ForeignKeyConstraint(["sale"], ["sale.code"], name=op.f("fk_sale_line_sale")),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_sale_line_sku")),
        sa.PrimaryKeyConstraint("sale", "line", name=op.f("pk_sale_line")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sale_line_entry"), "sale_line", ["entry"], unique=False)
    op.create_index(op.f("ix_sale_line_sku"), "sale_line", ["sku"], unique=False)
    op.create_table(
        "allocation",
        sa.Column("sale", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("position", db.Whole, autoincrement=False, nullable=False),
        sa.Column("lot", db.Code, nullable=True),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_allocation_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["lot"], ["delivery.lot"], name=op.f("fk_allocation_lot")),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_allocation_member")),
        sa.ForeignKeyConstraint(
            ["sale", "line"],
            ["sale_line.sale", "sale_line.line"],
            name=op.f("fk_allocation_sale_line"),
        ),
        sa.PrimaryKeyConstraint("sale", "line", "position", name=op.f("pk_allocation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_allocation_entry"), "allocation", ["entry"], unique=False)
    op.create_index(op.f("ix_allocation_lot"), "allocation", ["lot"], unique=False)
    op.create_index("ix_allocation_member", "allocation", ["member", "entry"], unique=False)
    op.create_table(
        "return_",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("sale", db.Code, nullable=False),
        sa.Column("line", db.Whole, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("restock", db.Code, nullable=True),
        sa.Column("reason_code", db.Code, nullable=False),
        sa.Column("net", db.Whole, nullable=False),
        sa.Column("igv", db.Whole, nullable=False),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("net_pen", db.Whole, nullable=False),
        sa.Column("igv_pen", db.Whole, nullable=False),
        sa.Column("pool", db.Whole, nullable=False),
        sa.Column("fund", db.Whole, nullable=False),
        sa.Column("association", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("units > 0", name=op.f("ck_return__units")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_return__entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["restock"], ["place.code"], name=op.f("fk_return__restock")),
        sa.ForeignKeyConstraint(
            ["sale", "line"],
            ["sale_line.sale", "sale_line.line"],
            name=op.f("fk_return__sale_line"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_return_")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_return__entry"), "return_", ["entry"], unique=False)
    op.create_index(op.f("ix_return__sale"), "return_", ["sale"], unique=False)
    op.create_table(
        "returned_lot",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("sale", db.Code, nullable=False),
        sa.Column("line", db.Whole, nullable=False),
        sa.Column("position", db.Whole, autoincrement=False, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(["code"], ["return_.code"], name=op.f("fk_returned_lot_code")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_returned_lot_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["sale", "line", "position"],
            ["allocation.sale", "allocation.line", "allocation.position"],
            name=op.f("fk_returned_lot_sale_line_position"),
        ),
        sa.PrimaryKeyConstraint("code", "position", name=op.f("pk_returned_lot")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_returned_lot_allocation", "returned_lot", ["sale", "line", "position"], unique=False
    )
    op.create_index(op.f("ix_returned_lot_entry"), "returned_lot", ["entry"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("returned_lot")
    op.drop_table("return_")
    op.drop_table("allocation")
    op.drop_table("sale_line")
    op.drop_table("payment")
    op.drop_table("sale")
    op.drop_table("draft")
    op.drop_table("buyer")
