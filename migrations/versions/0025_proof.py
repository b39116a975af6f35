"""What a buyer may look up: links, files, lots."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"portal_xml": "fact"}

_KEY = ["kind", "series", "number"]


def _document(table: str) -> sa.ForeignKeyConstraint:
    target = ["document.kind", "document.series", "document.number"]
    return sa.ForeignKeyConstraint(_KEY, target, name=op.f(f"fk_{table}_kind_series_number"))


def upgrade() -> None:
    op.create_table(
        "buyer_link",
        sa.Column("sha256", db.Code, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("series", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False),
        sa.Column("made_at", db.Moment(), nullable=False),
        sa.Column("made_by", db.Whole, nullable=False),
        sa.Column("revoked_at", db.Moment(), nullable=True),
        sa.Column("revoked_by", db.Whole, nullable=True),
        _document("buyer_link"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_buyer_link")),
        sqlite_strict=True,
    )
    op.create_index("ix_buyer_link_document", "buyer_link", _KEY, unique=False)
    op.create_table(
        "portal_xml",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("series", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False, autoincrement=False),
        sa.Column("sha256", db.Code, nullable=False),
        sa.Column("xml", db.Bytes, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        _document("portal_xml"),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_portal_xml_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_portal_xml")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_portal_xml_entry"), "portal_xml", ["entry"], unique=False)
    op.add_column("product", sa.Column("material_en", db.Text, nullable=True))
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_column("product", "material_en")
    op.drop_table("portal_xml")
    op.drop_table("buyer_link")
