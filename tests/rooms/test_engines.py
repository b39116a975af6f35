"""How the databases are wired: what each connection promises, and which journal is trusted."""

import subprocess
import sys

import pytest
import sqlalchemy as sa

from coopshop import engines
from coopshop.db import db, transaction

#: Read the small folder into a new file, with the SQLite that the interpreter brings; then look.
ON_AN_OLD_SQLITE = """
import sys
sys.modules["pysqlite3"] = None
from pathlib import Path
import flask_migrate, sqlalchemy as sa
from coopshop import cli, config, create_app, engines, exchange
from coopshop.db import db, transaction
from tests.scenarios import small_folder
folder = Path(sys.argv[1])
app = create_app(config.Config(folder, f"sqlite:///{folder}/book.sqlite3", "k"))
with app.app_context():
    flask_migrate.upgrade()
    with transaction() as (session, at):
        print(exchange.import_folder(session, small_folder.write(folder / "in"), at=at).written)
    mode = db.session().scalar(sa.text("PRAGMA journal_mode"))
    print(mode == engines.journal_mode().lower())
    print(sum(len(law(db.session()).wrong) for law in cli.CHECKS))
"""


@pytest.fixture(params=["outside", "inside"])
def connection(app, request):
    """Outside a transaction, or inside one."""
    with app.app_context():
        if request.param == "outside":
            yield db.session().connection()
        else:
            with transaction() as (session, _):
                yield session.connection()


@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_connection_to_a_file_is_wired_for_money(connection):
    promised = {
        "journal_mode": engines.journal_mode().lower(),
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 10_000,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    found = {name: connection.scalar(sa.text(f"PRAGMA {name}")) for name in promised}
    assert found == promised


@pytest.mark.parametrize("backend", ["postgresql"])
def test_only_a_transaction_holds_the_lock(app):
    """Whoever reads waits for nobody; whoever writes is alone."""
    held = sa.text(
        "SELECT count(*) FROM pg_locks JOIN pg_database here ON here.oid = pg_locks.database "
        "WHERE locktype = 'advisory' AND objid = :key AND datname = current_database()"
    )
    key = {"key": engines.ADVISORY_LOCK}
    with app.app_context():
        assert db.session().scalar(held, key) == 0
        with transaction() as (session, _):
            assert session.scalar(held, key) == 1
        assert db.session().scalar(held, key) == 0


@pytest.mark.parametrize("backend", ["sqlite"])
def test_an_older_sqlite_keeps_a_rollback_journal_and_every_law(tmp_path, backend):  # noqa: ARG001
    """Where no newer one can be had, the interpreter's own must do."""
    command = [sys.executable, "-W", "ignore", "-c", ON_AN_OLD_SQLITE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["14", "True", "0"], done.stderr
