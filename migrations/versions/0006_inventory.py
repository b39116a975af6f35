"""Transfers, losses, adjustments and counts."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "adjustment": "fact",
    "count_": "fact",
    "departure": "fact",
    "arrival": "fact",
    "loss": "fact",
}


def upgrade() -> None:
    op.create_table(
        "adjustment",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("member_price", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("units > 0", name=op.f("ck_adjustment_units")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_adjustment_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_adjustment_place")),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_adjustment_sku")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_adjustment")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_adjustment_entry"), "adjustment", ["entry"], unique=False)
    op.create_table(
        "count_",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("in_book", db.Whole, nullable=False),
        sa.Column("counted", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_count__counted")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_count__entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_count__place")),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_count__sku")),
        sa.PrimaryKeyConstraint("code", "sku", name=op.f("pk_count_")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_count__entry"), "count_", ["entry"], unique=False)
    op.create_table(
        "departure",
        sa.Column("transfer", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("origin", db.Code, nullable=False),
        sa.Column("destination", db.Code, nullable=False),
        sa.Column("via", db.Text, nullable=False),
        sa.Column("sku", db.Code, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("units > 0", name=op.f("ck_departure_units")),
        sa.ForeignKeyConstraint(
            ["destination"], ["place.code"], name=op.f("fk_departure_destination")
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_departure_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["origin"], ["place.code"], name=op.f("fk_departure_origin")),
        sa.ForeignKeyConstraint(["sku"], ["product.sku"], name=op.f("fk_departure_sku")),
        sa.PrimaryKeyConstraint("transfer", "line", name=op.f("pk_departure")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_departure_entry"), "departure", ["entry"], unique=False)
    op.create_table(
        "arrival",
        sa.Column("transfer", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("received", db.Whole, nullable=False),
        sa.Column("lost", db.Whole, nullable=False),
        sa.Column("reason", db.Code, nullable=True),
        sa.Column("bearer", db.Code, nullable=True),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("received >= 0 AND lost >= 0", name=op.f("ck_arrival_units")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_arrival_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["transfer", "line"],
            ["departure.transfer", "departure.line"],
            name=op.f("fk_arrival_transfer_line"),
        ),
        sa.PrimaryKeyConstraint("transfer", "line", name=op.f("pk_arrival")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_arrival_entry"), "arrival", ["entry"], unique=False)
    op.create_table(
        "loss",
        sa.Column("transfer", db.Code, nullable=False),
        sa.Column("line", db.Whole, autoincrement=False, nullable=False),
        sa.Column("lot", db.Code, nullable=False),
        sa.Column("units", db.Whole, nullable=False),
        sa.Column("member_price", db.Whole, nullable=False),
        sa.Column("compensation", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_loss_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["lot"], ["delivery.lot"], name=op.f("fk_loss_lot")),
        sa.ForeignKeyConstraint(
            ["transfer", "line"],
            ["arrival.transfer", "arrival.line"],
            name=op.f("fk_loss_transfer_line"),
        ),
        sa.PrimaryKeyConstraint("transfer", "line", "lot", name=op.f("pk_loss")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_loss_entry"), "loss", ["entry"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("loss")
    op.drop_table("arrival")
    op.drop_table("departure")
    op.drop_table("count_")
    op.drop_table("adjustment")
