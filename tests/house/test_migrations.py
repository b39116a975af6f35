"""The tables that migrations make are the tables that the code speaks of, there and back again."""

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from coopshop.db import db
from coopshop.ledger import audit
from tests.databases import KINDS, copy_of, let_go, open_shop


@pytest.fixture(params=KINDS)
def backend(request):
    return request.param


@pytest.fixture(autouse=True)
def _migrated(kind):
    """The application on a database of its own, which migrations may empty."""
    with copy_of(kind, "empty") as url:
        app = open_shop(url)
        with app.app_context():
            yield
        let_go(app)


def differences():
    with db.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)


def tables():
    with db.engine.connect() as connection:
        return set(sa.inspect(connection).get_table_names())


def test_migrations_make_what_the_models_say():
    assert differences() == []
    assert tables() == {*db.metadata.tables, "alembic_version"}


def test_constraints_are_those_of_the_models():
    """Alembic does not compare checks; they are the last line of defence."""
    with db.engine.connect() as connection:
        inspector = sa.inspect(connection)
        for table in db.metadata.tables.values():
            made = {check["name"] for check in inspector.get_check_constraints(table.name)}
            said = {c.name for c in table.constraints if isinstance(c, sa.CheckConstraint)}
            assert made == said, table.name


@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_table_on_a_file_is_strict():
    with db.engine.connect() as connection:
        found = connection.execute(sa.text("PRAGMA table_list")).mappings().all()
    ours = [row for row in found if row["name"] in db.metadata.tables]
    assert [row["name"] for row in ours if not row["strict"]] == []


def test_the_way_down_leaves_nothing_and_the_way_up_makes_it_again():
    flask_migrate.downgrade(revision="base")
    assert tables() <= {"alembic_version"}
    assert left_over() == []
    flask_migrate.upgrade()
    assert differences() == []
    assert audit.triggers(db.session()).wrong == []


def left_over():
    """Triggers and functions that nobody took away."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if db.engine.dialect.name == "sqlite"
        else "SELECT proname FROM pg_proc WHERE proname LIKE 'coopshop_%'"
    )
    with db.engine.connect() as connection:
        return list(connection.scalars(sa.text(query)))
