"""What stood in the notebook, and photographs of it."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = dict.fromkeys(("evidence", "opening", "agreement", "old_payment", "logo"), "fact")


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("page", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("sha256", db.Code, nullable=False),
        sa.Column("jpeg", db.Bytes, nullable=False),
        sa.Column("words", db.Text, nullable=False),
        *_fact("evidence", personal=True),
        sa.PrimaryKeyConstraint("page", "number", name=op.f("pk_evidence")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_table(
        "opening",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("subject", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("page", db.Code, nullable=False),
        sa.Column("seen", db.Code, nullable=False),
        sa.Column("note", db.Text, nullable=True),
        *_fact("opening", personal=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_opening")),
        sqlite_strict=True,
    )
    op.create_index("ix_opening_about", "opening", ["kind", "subject"], unique=False)
    op.create_index(op.f("ix_opening_page"), "opening", ["page"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("opening", db.Code, nullable=False),
        sa.Column("how", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("witness", db.Text, nullable=True),
        *_fact("agreement", personal=True),
        _of_opening("agreement"),
        sa.PrimaryKeyConstraint("opening", name=op.f("pk_agreement")),
        sqlite_strict=True,
    )
    op.create_table(
        "old_payment",
        sa.Column("opening", db.Code, nullable=False),
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("amount", db.Whole, nullable=False),
        sa.Column("method", db.Code, nullable=False),
        sa.Column("operation", db.Code, nullable=True),
        sa.Column("on", db.Day(), nullable=False),
        *_fact("old_payment"),
        _of_opening("old_payment"),
        sa.CheckConstraint("amount > 0", name=op.f("ck_old_payment_amount")),
        sa.PrimaryKeyConstraint("opening", "number", name=op.f("pk_old_payment")),
        sqlite_strict=True,
    )
    op.create_table(
        "logo",
        sa.Column("number", db.Whole, autoincrement=False, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("sha256", db.Code, nullable=False),
        sa.Column("png", db.Bytes, nullable=False),
        *_fact("logo"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_logo")),
        sqlite_strict=True,
    )
    op.create_table(
        "dismissed",
        sa.Column("what", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_dismissed")),
        sqlite_strict=True,
    )
    for table in GUARDED:
        op.create_index(op.f(f"ix_{table}_entry"), table, ["entry"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def _fact(table: str, *, personal: bool = False) -> list[sa.schema.SchemaItem]:
    """The columns of every fact."""
    seal = ("salt", "seal") if personal else ()
    return [
        *(sa.Column(name, db.Code, nullable=True) for name in seal),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f(f"fk_{table}_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
    ]


def _of_opening(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_opening")
    return sa.ForeignKeyConstraint(["opening"], ["opening.code"], name=name)


def downgrade() -> None:
    op.drop_table("dismissed")
    for table in reversed(GUARDED):
        op.drop_table(table)
