"""What SUNAT said of a document."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"sunat_said": "fact"}

_KEY = ["kind", "series", "number"]
_DOCUMENT = ["document.kind", "document.series", "document.number"]


def upgrade() -> None:
    op.create_table(
        "sunat_said",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("series", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False, autoincrement=False),
        sa.Column("turn", db.Whole, nullable=False, autoincrement=False),
        sa.Column("what", db.Code, nullable=False),
        sa.Column("how", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("ticket", db.Code, nullable=True),
        sa.Column("code", db.Code, nullable=True),
        sa.Column("sha256", db.Code, nullable=True),
        sa.Column("words", db.Text, nullable=True),
        sa.Column("cdr", db.Bytes, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(_KEY, _DOCUMENT, name=op.f("fk_sunat_said_kind_series_number")),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f("fk_sunat_said_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(*_KEY, "turn", name=op.f("pk_sunat_said")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sunat_said_entry"), "sunat_said", ["entry"], unique=False)
    op.create_index("ix_sunat_said_what", "sunat_said", ["what"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    op.drop_table("sunat_said")
