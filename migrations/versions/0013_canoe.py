"""Losses by reason and bearer, counts with their moment, carriers, pieces on consignment."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "transfer_carrier": "fact",
    "loss_part": "fact",
    "count_sheet": "fact",
    "count_moment": "fact",
    "count_reason": "fact",
    "carrier_payment": "fact",
    "consignment_report": "fact",
    "consignment_line": "fact",
}


def upgrade() -> None:
    op.create_table(
        "carrier_payment",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("transfer", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("method", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("operation", db.Code, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_carrier_payment_amount")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_carrier_payment_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_carrier_payment")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_carrier_payment_entry"), "carrier_payment", ["entry"], unique=False)
    op.create_index(
        op.f("ix_carrier_payment_transfer"), "carrier_payment", ["transfer"], unique=False
    )
    op.create_table(
        "consignee",
        sa.Column("place", db.Code, nullable=False),
        sa.Column("buyer", db.Code, nullable=False),
        sa.Column("price_list", db.Code, nullable=False),
        sa.Column("discount_bp", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.CheckConstraint(
            "discount_bp >= 0 AND discount_bp < 10000", name=op.f("ck_consignee_discount")
        ),
        sa.ForeignKeyConstraint(["buyer"], ["buyer.code"], name=op.f("fk_consignee_buyer")),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_consignee_place")),
        sa.ForeignKeyConstraint(
            ["price_list"], ["price_list.code"], name=op.f("fk_consignee_price_list")
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_consignee")),
        sqlite_strict=True,
    )
    op.create_table(
        "consignment_report",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("sold_on", db.Day(), nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_consignment_report_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["place"], ["place.code"], name=op.f("fk_consignment_report_place")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_consignment_report")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_consignment_report_entry"), "consignment_report", ["entry"], unique=False
    )
    op.create_index(
        op.f("ix_consignment_report_place"), "consignment_report", ["place"], unique=False
    )
    op.create_table(
        "count_sheet",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("opened_at", db.Moment(), nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_count_sheet_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_count_sheet_place")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_count_sheet")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_count_sheet_entry"), "count_sheet", ["entry"], unique=False)
    op.create_table(
        "transfer_carrier",
        sa.Column("transfer", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=True),
        sa.Column("phone", db.Text, nullable=True),
        sa.Column("boat", db.Text, nullable=True),
        sa.Column("expected_on", db.Day(), nullable=True),
        sa.Column("guide", db.Code, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_transfer_carrier_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("transfer", name=op.f("pk_transfer_carrier")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_transfer_carrier_entry"), "transfer_carrier", ["entry"], unique=False)
    op.create_table(
        "consignment_line",
        sa.Column("report", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("sold", db.Whole, nullable=False),
        sa.Column("back", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint(
            "sold >= 0 AND back >= 0 AND sold + back > 0", name=op.f("ck_consignment_line_units")
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_consignment_line_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["report"], ["consignment_report.code"], name=op.f("fk_consignment_line_report")
        ),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_consignment_line_sku")),
        sa.PrimaryKeyConstraint("report", "sku", name=op.f("pk_consignment_line")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_consignment_line_entry"), "consignment_line", ["entry"], unique=False)
    op.create_table(
        "count_figure",
        sa.Column("sheet", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.CheckConstraint("units >= 0", name=op.f("ck_count_figure_units")),
        sa.ForeignKeyConstraint(
            ["sheet"], ["count_sheet.code"], name=op.f("fk_count_figure_sheet")
        ),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_count_figure_sku")),
        sa.PrimaryKeyConstraint("sheet", "sku", name=op.f("pk_count_figure")),
        sqlite_strict=True,
    )
    op.create_table(
        "count_moment",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("counted_at", db.Moment(), nullable=False),
        sa.Column("since", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["code", "sku"], ["count_.code", "count_.sku"], name=op.f("fk_count_moment_code_sku")
        ),
        sa.ForeignKeyConstraint(["code"], ["count_sheet.code"], name=op.f("fk_count_moment_code")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_count_moment_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", "sku", name=op.f("pk_count_moment")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_count_moment_entry"), "count_moment", ["entry"], unique=False)
    op.create_table(
        "count_reason",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("reason", db.Code, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["code", "sku"],
            ["count_moment.code", "count_moment.sku"],
            name=op.f("fk_count_reason_code_sku"),
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_count_reason_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", "sku", name=op.f("pk_count_reason")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_count_reason_entry"), "count_reason", ["entry"], unique=False)
    op.create_table(
        "loss_part",
        sa.Column("transfer", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("position", db.Whole, autoincrement=False, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("reason", db.Code, nullable=False),
        sa.Column("bearer", db.Code, nullable=False),
        sa.Column("compensation", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("units > 0 AND compensation >= 0", name=op.f("ck_loss_part_units")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_loss_part_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["transfer", "line"],
            ["arrival.transfer", "arrival.line"],
            name=op.f("fk_loss_part_transfer_line"),
        ),
        sa.PrimaryKeyConstraint("transfer", "line", "position", name=op.f("pk_loss_part")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_loss_part_entry"), "loss_part", ["entry"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("loss_part")
    op.drop_table("count_reason")
    op.drop_table("count_moment")
    op.drop_table("count_figure")
    op.drop_table("consignment_line")
    op.drop_table("transfer_carrier")
    op.drop_table("count_sheet")
    op.drop_table("consignment_report")
    op.drop_table("consignee")
    op.drop_table("carrier_payment")
