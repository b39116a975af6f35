"""PostgreSQL: what the role that serves pages may do, so that not even it can rewrite the book.

The owner of the tables runs the migrations; the pages are served by another role, which may read
and add to the book but has no right to change, delete or truncate what is in it.
"""

import re
from collections.abc import Iterator

from sqlalchemy.orm import Session

from ..db import Model
from . import facts

#: Names that PostgreSQL takes without quotes.
_ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def grants(role: str) -> Iterator[str]:
    """The statements that give a role its rights; run them as the owner of the tables."""
    if not _ROLE.fullmatch(role):
        raise ValueError(f"no name for a role: {role!r}")
    kept = {table.name for table in (*facts.tables(), *facts.kept_tables())} | {"entry", "move"}
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    for table in Model.metadata.sorted_tables:
        yield f"REVOKE ALL ON {table.name} FROM {role}"
        rights = "SELECT, INSERT" if table.name in kept else "SELECT, INSERT, UPDATE, DELETE"
        yield f"GRANT {rights} ON {table.name} TO {role}"
    for name, (_table, personal) in sorted(facts.forgetful().items()):
        # Words about who left may be emptied; the guards of these tables let nothing else through.
        yield f"GRANT UPDATE ({', '.join((*personal, 'salt'))}) ON {name} TO {role}"
    yield f"GRANT SELECT ON alembic_version TO {role}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"


def grant(session: Session, role: str) -> None:
    """Give a role its rights, in a writing transaction of the owner's."""
    connection = session.connection()
    for statement in grants(role):
        connection.exec_driver_sql(statement)
