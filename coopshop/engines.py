"""How SQLite and PostgreSQL are wired: locks first, nothing written by accident, nothing lost.

SQLite's own waiting starves writers, so a lock on a file beside the database makes a queue. WAL is
used only by versions without the WAL-reset fault (fixed in 3.51.3, 3.50.7 and 3.44.6); older ones
keep a rollback journal, which is as safe and a little slower.
"""

import os
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from .domain.folding import alphabetical, folded

try:
    import fcntl
except ImportError:  # Windows: SQLite's own busy waiting has to do
    QUEUE = False
else:
    QUEUE = True

try:
    from pysqlite3 import dbapi2 as sqlite
except ImportError:
    import sqlite3 as sqlite

#: Prepared statements that a connection keeps. The driver's own 128 are soon full, and preparing an
#: insert with its triggers and foreign keys again costs five times as much as doing it.
STATEMENTS = 512

#: Any constant of our own: whoever writes to the PostgreSQL database holds it.
ADVISORY_LOCK = 0x636F6F70

Writing = Callable[[], bool]


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether a version of SQLite is free of the WAL-reset fault.

    >>> [wal_is_safe(v) for v in ((3, 40, 1), (3, 44, 6), (3, 50, 7), (3, 51, 2), (3, 53, 4))]
    [False, True, True, False, True]
    """
    repaired = {(3, 44): 6, (3, 50): 7}
    return version >= (3, 51, 3) or version[2] >= repaired.get((version[0], version[1]), 1 << 30)


def journal_mode() -> str:
    """The journal that is safe with the SQLite at hand."""
    return "WAL" if wal_is_safe(sqlite.sqlite_version_info) else "TRUNCATE"


def options(url: str) -> dict[str, Any]:
    """Engine options for a database's address."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        wishes = {"timeout": 10, "check_same_thread": False, "cached_statements": STATEMENTS}
        return {"module": sqlite, "connect_args": wishes}
    return {"pool_pre_ping": True}


def wire(engine: sa.Engine, writing: Writing) -> None:
    """Attach the locks to an engine; `writing()` tells whether the door for writing is open."""
    if engine.dialect.name == "sqlite":
        _wire_sqlite(engine, writing)
    else:
        _wire_postgresql(engine, writing)


def _wire_sqlite(engine: sa.Engine, writing: Writing) -> None:
    lock_path = f"{engine.url.database}.lock"

    @event.listens_for(engine, "connect")
    def opened(connection, _record):
        connection.isolation_level = None  # the driver never opens a transaction by itself
        for pragma in (
            f"journal_mode = {journal_mode()}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "busy_timeout = 10000",
            "trusted_schema = OFF",
            "cell_size_check = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        for name, of in (("folded", folded), ("alphabetical", alphabetical)):
            connection.create_function(name, 1, _of_any(of), deterministic=True)

    @event.listens_for(engine, "begin")
    def begun(connection):
        if not writing():
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("PRAGMA query_only = ON")
            return
        _lock(connection.info, lock_path)
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def returned(_connection, record):
        _unlock(record.info)

    @event.listens_for(engine, "close")
    def closed(_connection, record):
        descriptor = record.info.pop("lock", None)
        if descriptor is not None:
            os.close(descriptor)


def _of_any(function: Callable[[str], str]) -> Callable[[Any], str | None]:
    """What PostgreSQL does by `translate`; lists search and sort names by it."""
    return lambda value: None if value is None else function(str(value))


def _lock(info: dict[str, Any], path: str) -> None:
    if not QUEUE:
        return
    if "lock" not in info:
        info["lock"] = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(info["lock"], fcntl.LOCK_EX)


def _unlock(info: dict[str, Any]) -> None:
    if QUEUE and "lock" in info:
        fcntl.flock(info["lock"], fcntl.LOCK_UN)


#: A page wants fifty rows soon, but PostgreSQL plans for all there may be: it takes rows behind an
#: index for dear, calls for help, and compiles for half a second what then takes a millisecond.
PAGES = ("jit = off", "random_page_cost = 1.1", "max_parallel_workers_per_gather = 0")


def _wire_postgresql(engine: sa.Engine, writing: Writing) -> None:
    from psycopg import IsolationLevel

    @event.listens_for(engine, "connect")
    def opened(connection, _record):
        connection.autocommit = True
        for setting in PAGES:
            connection.execute(f"SET {setting}")
        connection.autocommit = False

    @event.listens_for(engine, "begin")
    def begun(connection):
        # What is only read says so with its BEGIN: that spares a way to the server and back.
        opened, reads = connection.connection.driver_connection, not writing()
        if opened.read_only is not reads:
            opened.read_only = reads
            opened.isolation_level = IsolationLevel.REPEATABLE_READ if reads else None
        if not reads:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
