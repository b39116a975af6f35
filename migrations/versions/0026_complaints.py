"""The complaints book."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import forgetful, guards

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = dict.fromkeys(("complaint", "complaint_answer", "complaint_addition"), "forgetful")

WORDS = (
    *("name", "domicile", "document_type", "document_number", "phone", "email", "guardian"),
    *("about", "receipt", "detail", "request", "paper"),
)

COUNTED = ["code", "year", "number", "on", "kind", "good", "amount", "happened_on", "minor", "way"]

#: What may be emptied one day: all columns of each table, and which are emptied.
EMPTIED = {
    "complaint": (
        " ".join((*COUNTED, *WORDS, "salt", "seal", "entry")),
        WORDS,
    ),
    "complaint_answer": ("complaint on note done salt seal entry", ("note", "done")),
    "complaint_addition": ("complaint number on note salt seal entry", ("note",)),
}


def _sealed(table: str) -> list[sa.schema.SchemaItem]:
    """The columns of a fact with words about people, and its way to the entry."""
    return [
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f(f"fk_{table}_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
    ]


def _of_sheet(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_complaint")
    return sa.ForeignKeyConstraint(["complaint"], ["complaint.code"], name=name)


def upgrade() -> None:
    _book()
    _beside_the_book()
    for table in GUARDED:
        op.create_index(op.f(f"ix_{table}_entry"), table, ["entry"], unique=False)
    dialect = op.get_bind().dialect.name
    for sql in guards.install(dialect, GUARDED):
        op.execute(sql)
    for table, (columns, words) in EMPTIED.items():
        op.execute(forgetful.guard(dialect, table, columns.split(), words)[1])


def _book() -> None:
    op.create_table(
        "complaint",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("year", db.Whole, nullable=False),
        sa.Column("number", db.Whole, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("good", db.Code, nullable=False),
        sa.Column("amount", db.Whole, nullable=True),
        sa.Column("happened_on", db.Day(), nullable=True),
        sa.Column("minor", db.Flag(), nullable=False),
        sa.Column("way", db.Code, nullable=False),
        *(
            sa.Column(name, db.Code if name == "document_type" else db.Text, nullable=True)
            for name in WORDS
        ),
        *_sealed("complaint"),
        sa.CheckConstraint("amount > 0", name=op.f("ck_complaint_amount")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_complaint")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_complaint_on"), "complaint", ["on"], unique=False)
    op.create_table(
        "complaint_answer",
        sa.Column("complaint", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("done", db.Text, nullable=True),
        *_sealed("complaint_answer"),
        _of_sheet("complaint_answer"),
        sa.PrimaryKeyConstraint("complaint", name=op.f("pk_complaint_answer")),
        sqlite_strict=True,
    )
    op.create_table(
        "complaint_addition",
        sa.Column("complaint", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False, autoincrement=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("note", db.Text, nullable=True),
        *_sealed("complaint_addition"),
        _of_sheet("complaint_addition"),
        sa.PrimaryKeyConstraint("complaint", "number", name=op.f("pk_complaint_addition")),
        sqlite_strict=True,
    )


def _beside_the_book() -> None:
    """Links, messages that were drafted, and how many sheets came from where."""
    op.create_table(
        "complaint_link",
        sa.Column("token_hash", db.Code, nullable=False),
        sa.Column("complaint", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("revoked_at", db.Moment(), nullable=True),
        _of_sheet("complaint_link"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_complaint_link")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_complaint_link_complaint"), "complaint_link", ["complaint"], unique=False
    )
    op.create_table(
        "complaint_notice",
        sa.Column("complaint", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        sa.Column("way", db.Code, nullable=False),
        _of_sheet("complaint_notice"),
        sa.PrimaryKeyConstraint("complaint", "at", name=op.f("pk_complaint_notice")),
        sqlite_strict=True,
    )
    op.create_table(
        "sheet_handed_in",
        sa.Column("id", db.Whole, nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_handed_in")),
        sqlite_strict=True,
    )
    op.create_index("ix_sheet_handed_in_place", "sheet_handed_in", ["place", "at"], unique=False)


def downgrade() -> None:
    for table in (
        *("sheet_handed_in", "complaint_notice", "complaint_link"),
        *("complaint_addition", "complaint_answer", "complaint"),
    ):
        op.drop_table(table)
