"""Recordings, the consent to use data, photos of disputes, and what was forgotten."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import forgetful, guards

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {
    "data_consent": "fact",
    "dispute_photo": "forgetful",
    "forgetting": "fact",
    "forgotten": "fact",
}

#: Tables that may be emptied of words about people from now on: all columns, and which are emptied.
EMPTIED = {
    "agreement": ("opening how on witness salt seal entry", ("witness",)),
    "debit": ("code member on kind method amount note salt seal entry", ("note",)),
    "delivery": (
        "lot member sku place on brought rejected reason note salt seal entry",
        ("note",),
    ),
    "dispute": ("code member on about note salt seal entry", ("note",)),
    "dispute_answer": ("code on note salt seal entry", ("note",)),
    "dispute_photo": ("code sha256 jpeg salt seal entry", ("jpeg",)),
    "hand_in": ("code member place on note salt seal entry", ("note",)),
    "opening": ("code kind subject amount on page seen note salt seal entry", ("note",)),
    "payout": (
        "code member on method available amount operation note salt seal entry",
        ("note",),
    ),
    "payout_collector": (
        "payout turn on name relation dni salt seal entry",
        ("name", "relation", "dni"),
    ),
    "reversal": ("cause reverses note salt seal entry", ("note",)),
}


def upgrade() -> None:
    op.create_table(
        "data_consent",
        sa.Column("member", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False, autoincrement=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("given", db.Flag(), nullable=False),
        *_entry("data_consent"),
        _of("data_consent", "member", "member.code"),
        sa.PrimaryKeyConstraint("member", "number", name=op.f("pk_data_consent")),
        sqlite_strict=True,
    )
    op.create_table(
        "dispute_photo",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("sha256", db.Code, nullable=False),
        sa.Column("jpeg", db.Bytes, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        *_entry("dispute_photo"),
        _of("dispute_photo", "code", "dispute.code"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dispute_photo")),
        sqlite_strict=True,
    )
    _forgetting()
    _voices()
    for table in GUARDED:
        op.create_index(op.f(f"ix_{table}_entry"), table, ["entry"], unique=False)
    dialect = op.get_bind().dialect.name
    for sql in guards.install(dialect, GUARDED):
        op.execute(sql)
    _let_forget(dialect)


def _forgetting() -> None:
    op.create_table(
        "forgetting",
        sa.Column("member", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False, autoincrement=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("name_too", db.Flag(), nullable=False),
        *_entry("forgetting"),
        _of("forgetting", "member", "member.code"),
        sa.PrimaryKeyConstraint("member", "number", name=op.f("pk_forgetting")),
        sqlite_strict=True,
    )
    op.create_table(
        "forgotten",
        sa.Column("kept_in", db.Code, nullable=False),
        sa.Column("behind", db.Whole, nullable=False, autoincrement=False),
        *_entry("forgotten"),
        _of("forgotten", "behind", "entry.id"),
        sa.PrimaryKeyConstraint("kept_in", "behind", name=op.f("pk_forgotten")),
        sqlite_strict=True,
    )


def _voices() -> None:
    op.create_table(
        "tongue",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("name", db.Text, nullable=False),
        sa.Column("own", db.Text, nullable=False),
        sa.Column("steps", db.Text, nullable=False),
        sa.Column("silent", db.Text, nullable=False),
        sa.Column("joined", db.Flag(), nullable=False),
        sa.Column("coin_first", db.Flag(), nullable=False),
        sa.Column("given_by", db.Text, nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_tongue")),
        sqlite_strict=True,
    )
    op.create_table(
        "recording",
        sa.Column("tongue", db.Code, nullable=False),
        sa.Column("phrase", db.Code, nullable=False),
        sa.Column("sound", db.Bytes, nullable=False),
        sa.Column("mimetype", db.Code, nullable=False),
        sa.Column("sha256", db.Code, nullable=False),
        sa.Column("spoken_by", db.Text, nullable=False),
        sa.Column("member", db.Code, nullable=True),
        sa.Column("agreed_on", db.Day(), nullable=False),
        sa.Column("at", db.Moment(), nullable=False),
        sa.Column("by", db.Whole, nullable=False),
        _of("recording", "tongue", "tongue.code"),
        _of("recording", "member", "member.code"),
        sa.PrimaryKeyConstraint("tongue", "phrase", name=op.f("pk_recording")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_recording_member"), "recording", ["member"], unique=False)


def _let_forget(dialect: str) -> None:
    """Guards that let words about people be emptied stand where guards stood that let nothing."""
    for sql in forgetful.functions(dialect):
        op.execute(sql)
    for table, (columns, words) in EMPTIED.items():
        if table not in GUARDED:
            _drop_trigger(dialect, table, "no_update" if dialect == "sqlite" else "append_only")
            if dialect != "sqlite":
                op.execute(
                    dict(guards.statements(dialect, table, "forgetful"))[f"{table}_no_delete"]
                )
        op.execute(forgetful.guard(dialect, table, columns.split(), words)[1])


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for table in EMPTIED.keys() - GUARDED.keys():
        _drop_trigger(dialect, table, "forget_only")
        strict = dict(guards.statements(dialect, table, "fact"))
        if dialect == "sqlite":
            op.execute(strict[f"{table}_no_update"])
        else:
            _drop_trigger(dialect, table, "no_delete")
            op.execute(strict[f"{table}_append_only"])
    for table in (
        "recording",
        "tongue",
        "forgotten",
        "forgetting",
        "dispute_photo",
        "data_consent",
    ):
        op.drop_table(table)
    if dialect != "sqlite":
        op.execute(f"DROP FUNCTION {forgetful.FUNCTION}()")


def _drop_trigger(dialect: str, table: str, name: str) -> None:
    of = "" if dialect == "sqlite" else f" ON {table}"
    op.execute(f"DROP TRIGGER {table}_{name}{of}")


def _entry(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("entry", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entry.id"],
            name=op.f(f"fk_{table}_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
    ]


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
