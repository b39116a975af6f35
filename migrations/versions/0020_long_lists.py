"""Indexes for the unusual views of long lists."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_sale_total", "sale", ["total", "entry"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_sale_total", table_name="sale")
