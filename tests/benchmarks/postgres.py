"""The large book once more on PostgreSQL: its rows are copied into a server of the run's own."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from flask_migrate import upgrade
from psycopg import sql

from coopshop.db import Model, db
from tests.postgres import Server

from . import book


@contextmanager
def served(source: Path) -> Iterator[str]:
    """The address of a database with all that is in a book of SQLite, thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="coopshop-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another user when the benchmarks run as root
        server = Server(Path(folder) / "pg")
        server.start()
        try:
            server.create("book")
            _fill(server, source)
            yield server.url("book")
        finally:
            server.stop()


def _fill(server: Server, source: Path) -> None:
    app = book.open_at(server.url("book"), server.folder)
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    with sqlite3.connect(source) as rows, server.connect("book") as target:
        # The rows were guarded, numbered and added up where they come from.
        target.execute("SET session_replication_role = replica")
        for table in Model.metadata.sorted_tables:
            _copy(rows, target, table)
        target.commit()
        target.autocommit = True
        target.execute("VACUUM ANALYZE")


def _copy(rows: sqlite3.Connection, target: psycopg.Connection, table: sa.Table) -> None:
    names = [column.name for column in table.columns]
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    into = {"table": sql.Identifier(table.name), "columns": columns}
    target.execute(sql.SQL("TRUNCATE {table} CASCADE").format(**into))
    read = sql.SQL("SELECT {columns} FROM {table}").format(**into).as_string(target)
    write = sql.SQL("COPY {table} ({columns}) FROM STDIN").format(**into)
    with target.cursor().copy(write) as copy:
        for row in rows.execute(read):
            copy.write_row(row)
