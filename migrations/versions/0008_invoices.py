"""Documents, their bytes, void numbers."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"void_number": "fact", "document": "fact", "printed": "kept"}


def upgrade() -> None:
    op.create_table(
        "void_number",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("series", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_void_number_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("kind", "series", "number", name=op.f("pk_void_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_void_number_entry"), "void_number", ["entry"], unique=False)
    op.create_table(
        "document",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("series", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("sale", db.Code, nullable=False),
        sa.Column("returns", db.Code, nullable=True),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("fiscal", db.Flag(), nullable=False),
        sa.Column("currency", db.Code, nullable=False),
        sa.Column("total", db.Whole, nullable=False),
        sa.Column("facts", db.Text, nullable=False),
        sa.Column("buyer", db.Text, nullable=True),
        sa.Column("digest", db.Code, nullable=False),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("number >= 1 AND number <= 99999999", name=op.f("ck_document_number")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_document_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["sale"], ["sale.code"], name=op.f("fk_document_sale")),
        sa.PrimaryKeyConstraint("kind", "series", "number", name=op.f("pk_document")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_document_entry"), "document", ["entry"], unique=False)
    op.create_index(op.f("ix_document_sale"), "document", ["sale"], unique=False)
    op.create_table(
        "printed",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("series", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("pdf", db.Bytes, nullable=False),
        sa.Column("sha256", db.Code, nullable=False),
        sa.Column("made_at", db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind", "series", "number"],
            ["document.kind", "document.series", "document.number"],
            name=op.f("fk_printed_kind_series_number"),
        ),
        sa.PrimaryKeyConstraint("kind", "series", "number", name=op.f("pk_printed")),
        sqlite_strict=True,
    )
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("printed")
    op.drop_table("document")
    op.drop_table("void_number")
