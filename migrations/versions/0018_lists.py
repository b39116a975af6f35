"""Indexes for long lists: each in the order in which its list is read, by day and then by entry."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

#: Name, table, columns now, and columns before (none: there was no such index).
INDEXES = (
    ("ix_sale_on", "sale", ["on", "entry"], ["on"]),
    ("ix_sale_buyer", "sale", ["buyer", "on", "entry"], ["buyer"]),
    ("ix_document_on", "document", ["on", "entry", "kind", "series", "number"], None),
    ("ix_delivery_on", "delivery", ["on", "entry"], None),
    ("ix_delivery_member", "delivery", ["member", "on", "entry"], ["member"]),
)


def upgrade() -> None:
    for name, table, now, before in INDEXES:
        if before:
            op.drop_index(name, table_name=table)
        op.create_index(name, table, now, unique=False)


def downgrade() -> None:
    for name, table, _now, before in INDEXES:
        op.drop_index(name, table_name=table)
        if before:
            op.create_index(name, table, before, unique=False)
