"""What the till needs: undone sales, payments seen, operations that paid, tickets put aside."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"undone_sale": "fact", "sighting": "fact"}


def upgrade() -> None:
    _facts()
    _operations()
    op.create_table(
        "handed_over",
        sa.Column("document", db.Code, nullable=False),
        sa.Column("way", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.PrimaryKeyConstraint("document", "way", name=op.f("pk_handed_over")),
        sqlite_strict=True,
    )
    op.create_table(
        "parked",
        sa.Column("id", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.Column("ticket", db.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked")),
        sqlite_strict=True,
    )
    op.create_table(
        "wallet",
        sa.Column("method", db.Code, nullable=False),
        sa.Column("jpeg", db.Bytes, nullable=False),
        sa.Column("phone", db.Text, nullable=True),
        sa.Column("holder", db.Text, nullable=True),
        sa.Column("taken_in", db.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("method", name=op.f("pk_wallet")),
        sqlite_strict=True,
    )
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def _facts() -> None:
    op.create_table(
        "undone_sale",
        sa.Column("sale", db.Code, nullable=False),
        sa.Column("document", db.Code, nullable=False),
        _entry(),
        sa.ForeignKeyConstraint(["sale"], ["sale.code"], name=op.f("fk_undone_sale_sale")),
        _sealed("undone_sale"),
        sa.PrimaryKeyConstraint("sale", name=op.f("pk_undone_sale")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_undone_sale_entry"), "undone_sale", ["entry"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("payment", db.Code, nullable=False),
        sa.Column("seen", db.Flag(), nullable=False),
        _entry(),
        sa.ForeignKeyConstraint(["payment"], ["payment.code"], name=op.f("fk_sighting_payment")),
        _sealed("sighting"),
        sa.PrimaryKeyConstraint("code", "payment", name=op.f("pk_sighting")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sighting_entry"), "sighting", ["entry"], unique=False)
    op.create_index(op.f("ix_sighting_payment"), "sighting", ["payment"], unique=False)


def _operations() -> None:
    op.create_table(
        "awaited",
        sa.Column("payment", db.Code, nullable=False),
        sa.ForeignKeyConstraint(["payment"], ["payment.code"], name=op.f("fk_awaited_payment")),
        sa.PrimaryKeyConstraint("payment", name=op.f("pk_awaited")),
        sqlite_strict=True,
    )
    op.create_table(
        "operation",
        sa.Column("method", db.Code, nullable=False),
        sa.Column("number", db.Code, nullable=False),
        sa.Column("payment", db.Code, nullable=False),
        sa.ForeignKeyConstraint(["payment"], ["payment.code"], name=op.f("fk_operation_payment")),
        sa.PrimaryKeyConstraint("method", "number", name=op.f("pk_operation")),
        sa.UniqueConstraint("payment", name=op.f("uq_operation_payment")),
        sqlite_strict=True,
    )
    # What paid before this version has paid, too; of two that were let through, the first one.
    op.execute(
        """
        INSERT INTO operation (method, number, payment)
        SELECT method, COALESCE(NULLIF(ltrim(typed, '0'), ''), '0'), min(code)
        FROM (
          SELECT method, code, upper(replace(replace(operation, ' ', ''), '-', '')) AS typed
          FROM payment WHERE operation IS NOT NULL AND operation <> ''
        ) AS paid
        GROUP BY 1, 2
        """
    )


def _entry() -> sa.Column:
    return sa.Column("entry", db.Whole, nullable=False)


def _sealed(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["entry"],
        ["entry.id"],
        name=op.f(f"fk_{table}_entry"),
        initially="DEFERRED",
        deferrable=True,
    )


def downgrade() -> None:
    for table in ("wallet", "parked", "handed_over", "operation", "awaited", "sighting"):
        op.drop_table(table)
    op.drop_table("undone_sale")
