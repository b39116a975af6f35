"""On PostgreSQL the role that serves the pages adds to the book and can change nothing in it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from coopshop.db import db, writing
from coopshop.ledger import grants


@pytest.fixture
def backend() -> str:
    return "postgresql"


@pytest.fixture
def as_pages(app):
    """A connection of the role that serves the pages."""
    with app.app_context(), writing(), db.engine.connect() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS pages")
        connection.exec_driver_sql("CREATE ROLE pages")
        for statement in grants.grants("pages"):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("SET ROLE pages")
        yield connection
        connection.rollback()


def test_it_reads_and_adds(as_pages):
    as_pages.execute(sa.text("SELECT count(*) FROM entry"))
    as_pages.execute(sa.text("INSERT INTO move VALUES (1, 1, 'cash', 'bank', 5, 'PEN')"))
    kept = as_pages.execute(sa.text("SELECT amount FROM balance WHERE account = 'bank'"))
    assert kept.scalar() == 5


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE entry SET kind = 'x'",
        "DELETE FROM sale",
        "TRUNCATE move",
        "ALTER TABLE move DISABLE TRIGGER ALL",
        "DROP TRIGGER move_append_only ON move",
        "SET session_replication_role = replica",
    ],
)
def test_it_cannot_rewrite_the_book(as_pages, attack):
    with pytest.raises(ProgrammingError):
        as_pages.exec_driver_sql(attack)


def test_it_may_empty_words_about_people_and_nothing_else(as_pages):
    as_pages.exec_driver_sql("UPDATE debit SET note = NULL, salt = NULL")
    with pytest.raises(ProgrammingError):
        as_pages.exec_driver_sql("UPDATE debit SET amount = 1")


def test_a_name_that_is_no_name_is_refused():
    with pytest.raises(ValueError, match="no name"):
        list(grants.grants('pages"; DROP TABLE entry; --'))
