"""Databases for tests, of both kinds: made once in a run, then copied for each test that wants one.

`empty` has every table and no row, `year` has the 2025 scenario in it, in `lived` everything
happened once. All workers of a run share one folder, in memory where the machine has such a place.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import flask_migrate
from flask import Flask

from coopshop import config, create_app, demo, exchange
from coopshop.db import db, transaction
from tests.faults.lived import live
from tests.postgres import Server

#: The year that the program carries for its demonstration.
YEAR = Path(demo.__file__).parent / "2025"

#: When a test does not say which moment it is: the year of the scenario is over.
NEW_YEAR = datetime(2026, 1, 5, 15, tzinfo=UTC)

_RUN = "COOPSHOP_TEST_RUN"


def open_run() -> Path:
    """Make the folder of this run; workers find it through the environment."""
    memory = Path("/dev/shm")  # noqa: S108 - a private folder is made inside
    inside = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="coopshop-", dir=inside))
    folder.chmod(0o755)  # PostgreSQL runs as another user when the tests run as root
    os.environ[_RUN] = str(folder)
    return folder


def close_run(folder: Path) -> None:
    """Stop the server, if any test needed it, and leave nothing behind."""
    server = Server(folder / "pg")
    if server.running:
        server.stop()
    shutil.rmtree(folder)


def run_folder() -> Path:
    """The folder of this run."""
    return Path(os.environ[_RUN])


def open_shop(url: str, clock: Callable[[], datetime] = lambda: NEW_YEAR) -> Flask:
    """The whole application on a database of the tests, in an instance folder of its own.

    Workers that shared one would find each other's works and uploads under the same name.
    """
    instance = run_folder() / "instances" / hashlib.sha256(url.encode()).hexdigest()[:12]
    instance.mkdir(parents=True, exist_ok=True)
    settings = config.Config(instance=instance, database_url=url, secret_key="k")
    return create_app(settings, clock=clock)


class SQLite:
    """A database is a file."""

    name = "sqlite"

    def url(self, database: str) -> str:
        return f"sqlite:///{self._path(database)}"

    def has(self, database: str) -> bool:
        return self._path(database).exists()

    def create(self, database: str, template: str | None = None) -> None:
        if template:
            shutil.copyfile(self._path(template), self._path(database))

    def rename(self, database: str, name: str) -> None:
        self._path(database).rename(self._path(name))

    def drop(self, database: str) -> None:
        for left in run_folder().glob(f"{database}.sqlite3*"):
            left.unlink()

    def _path(self, database: str) -> Path:
        return run_folder() / f"{database}.sqlite3"


class PostgreSQL:
    """A database is one of the server's."""

    name = "postgresql"

    def __init__(self) -> None:
        self.server = Server(run_folder() / "pg")
        with locked("postgresql"):
            if not self.server.running:
                self.server.start()

    def url(self, database: str) -> str:
        return self.server.url(database)

    def has(self, database: str) -> bool:
        return database in self.server.databases()

    def create(self, database: str, template: str | None = None) -> None:
        self.server.create(database, template or "template0")

    def rename(self, database: str, name: str) -> None:
        self.server.rename(database, name)

    def drop(self, database: str) -> None:
        self.server.drop(database)


Kind = SQLite | PostgreSQL
KINDS = {kind.name: kind for kind in (SQLite, PostgreSQL)}


@contextmanager
def copy_of(kind: Kind, template: str, name: str = "") -> Iterator[str]:
    """The address of a fresh copy of `empty`, `year` or `lived`, thrown away afterwards.

    A copy may have the name of one that is gone, so that an application can be used again.
    """
    _ensure(kind, template)
    name = name or f"copy_{uuid4().hex}"
    kind.create(name, template)
    try:
        yield kind.url(name)
    finally:
        kind.drop(name)


def let_go(app: Flask) -> None:
    """Close every connection of an application to its database."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _ensure(kind: Kind, template: str) -> None:
    """Make a template unless this run has it already; the other workers wait for it."""
    if template != "empty":
        _ensure(kind, "empty")
    with locked(f"{kind.name}-{template}"):
        if not kind.has(template):
            draft = f"{template}_draft"
            kind.drop(draft)  # of a worker that broke off
            _make(kind, template, draft)
            kind.rename(draft, template)


def _make(kind: Kind, template: str, draft: str) -> None:
    kind.create(draft, None if template == "empty" else "empty")
    app = open_shop(kind.url(draft))
    _FILL[template](app)
    let_go(app)


def _upgrade(app: Flask) -> None:
    with app.app_context():
        flask_migrate.upgrade()


def _read_year(app: Flask) -> None:
    with app.app_context(), transaction() as (session, at):
        exchange.import_folder(session, YEAR, at=at)


def _live(app: Flask) -> None:
    with tempfile.TemporaryDirectory(dir=run_folder()) as folder:
        live(app, Path(folder))


_FILL = {"empty": _upgrade, "year": _read_year, "lived": _live}


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One worker at a time."""
    with (run_folder() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
