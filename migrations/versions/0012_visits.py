"""What a member hands in at one go: several lots; her photo; what she agreed to."""

import sqlalchemy as sa
from alembic import op

from coopshop import db
from coopshop.ledger import guards

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

#: Tables that nobody may change, by kind of guard.
GUARDED = {"hand_in": "fact", "hand_in_lot": "fact", "consent": "fact"}


def upgrade() -> None:
    op.create_table(
        "hand_in",
        sa.Column("code", db.Code, nullable=False),
        sa.Column("member", db.Code, nullable=False),
        sa.Column("place", db.Code, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("note", db.Text, nullable=True),
        sa.Column("salt", db.Code, nullable=True),
        sa.Column("seal", db.Code, nullable=True),
        sa.Column("entry", db.Whole, nullable=False),
        _of_an_entry("hand_in"),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_hand_in_member")),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_hand_in_place")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_hand_in")),
        sqlite_strict=True,
    )
    op.create_table(
        "hand_in_lot",
        sa.Column("lot", db.Code, nullable=False),
        sa.Column("hand_in", db.Code, nullable=False),
        sa.Column("line", db.Whole, nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        _of_an_entry("hand_in_lot"),
        sa.ForeignKeyConstraint(["lot"], ["delivery.lot"], name=op.f("fk_hand_in_lot_lot")),
        sa.ForeignKeyConstraint(["hand_in"], ["hand_in.code"], name=op.f("fk_hand_in_lot_hand_in")),
        sa.PrimaryKeyConstraint("lot", name=op.f("pk_hand_in_lot")),
        sqlite_strict=True,
    )
    op.create_table(
        "consent",
        sa.Column("member", db.Code, nullable=False),
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False),
        sa.Column("on", db.Day(), nullable=False),
        sa.Column("given", db.Flag(), nullable=False),
        sa.Column("entry", db.Whole, nullable=False),
        sa.CheckConstraint("kind IN ('public_name', 'photo')", name=op.f("ck_consent_kind")),
        _of_an_entry("consent"),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_consent_member")),
        sa.PrimaryKeyConstraint("member", "kind", "number", name=op.f("pk_consent")),
        sqlite_strict=True,
    )
    op.create_table(
        "member_photo",
        sa.Column("member", db.Code, nullable=False),
        sa.Column("jpeg", db.Bytes, nullable=False),
        sa.Column("taken_in", db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.code"], name=op.f("fk_member_photo_member")),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_member_photo")),
        sqlite_strict=True,
    )
    for table in GUARDED:
        op.create_index(op.f(f"ix_{table}_entry"), table, ["entry"], unique=False)
    op.create_index(op.f("ix_hand_in_member"), "hand_in", ["member"], unique=False)
    op.create_index(op.f("ix_hand_in_lot_hand_in"), "hand_in_lot", ["hand_in"], unique=False)
    for sql in guards.install(op.get_bind().dialect.name, GUARDED):
        op.execute(sql)


def downgrade() -> None:
    for table in ("member_photo", "consent", "hand_in_lot", "hand_in"):
        op.drop_table(table)


def _of_an_entry(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["entry"],
        ["entry.id"],
        name=op.f(f"fk_{table}_entry"),
        initially="DEFERRED",
        deferrable=True,
    )
