"""What keeps long lists quick: an index of sums, and the papers that wait for a number."""

import sqlalchemy as sa
from alembic import op

from coopshop import db

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_NAME = ("kind", "series", "number")

#: Our own papers whose sale or return has no number of the portal.
_WAITING = """
    INSERT INTO unnumbered (kind, series, number)
    SELECT ours.kind, ours.series, ours.number
    FROM document AS ours JOIN sale ON sale.code = ours.sale
    WHERE NOT CAST(ours.fiscal AS BOOLEAN)
      AND sale.paper <> 'nota_venta'
      AND NOT EXISTS (SELECT 1 FROM undone_sale WHERE undone_sale.sale = ours.sale)
      AND NOT EXISTS (
        SELECT 1 FROM document AS other
        WHERE other.sale = ours.sale AND CAST(other.fiscal AS BOOLEAN)
          AND CASE WHEN ours.kind = 'nota_credito' THEN other.returns = ours.returns
              ELSE other.kind <> 'nota_credito' END
      )
"""


def upgrade() -> None:
    op.create_index("ix_sale_total", "sale", ["total", "entry"], unique=False)
    op.create_table(
        "unnumbered",
        sa.Column("kind", db.Code, nullable=False),
        sa.Column("series", db.Code, nullable=False),
        sa.Column("number", db.Whole, nullable=False),
        sa.ForeignKeyConstraint(
            _NAME,
            [f"document.{name}" for name in _NAME],
            name=op.f("fk_unnumbered_kind_series_number"),
        ),
        sa.PrimaryKeyConstraint(*_NAME, name=op.f("pk_unnumbered")),
        sqlite_strict=True,
    )
    op.execute(_WAITING)


def downgrade() -> None:
    op.drop_table("unnumbered")
    op.drop_index("ix_sale_total", table_name="sale")
