"""The moves of an account lie in an index in the order in which its page shows them, to the line.

SQLite's indexes of moves end with the line by themselves, PostgreSQL's do not.
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SIDES = ("source", "target")


def upgrade() -> None:
    for side in SIDES:
        op.drop_index(f"ix_move_{side}", table_name="move")
        op.create_index(f"ix_move_{side}", "move", [side, "entry", "line"], unique=False)


def downgrade() -> None:
    for side in SIDES:
        op.drop_index(f"ix_move_{side}", table_name="move")
        op.create_index(f"ix_move_{side}", "move", [side, "entry"], unique=False)
