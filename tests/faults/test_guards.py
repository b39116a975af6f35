"""What is written stays written: the databases themselves refuse, whoever asks."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from coopshop.db import db, transaction
from coopshop.ledger import audit, facts
from coopshop.ledger.models import Entry, Move
from tests.databases import KINDS

Entry_, Move_ = Entry.__table__, Move.__table__
FACTS = [table.name for table in facts.tables()]
KEPT = [table.name for table in facts.kept_tables()]
PROTECTED = ["entry", "move", *FACTS, *KEPT]


@pytest.fixture(params=KINDS)
def backend(request):
    return request.param


@pytest.fixture
def book(lived):
    with lived.app_context(), transaction() as (session, _):
        yield session
        session.rollback()


def refuse(session, statement, values=None, *, because=""):
    with pytest.raises(sa.exc.DBAPIError, match=because), session.begin_nested():
        session.execute(statement, values or {})


def tables(*names):
    return [db.metadata.tables[name] for name in names]


def test_no_row_is_ever_changed(book):
    for table in tables(*PROTECTED):
        column = next(iter(table.columns))
        statement = sa.update(table).values({column.name: column})
        refuse(book, statement, because=f"append-only: {table.name}")


def test_no_row_is_ever_taken_out(book):
    for table in tables(*PROTECTED):
        refuse(book, sa.delete(table), because=f"append-only: {table.name}")


def another(key):
    """What is added to a key to make one that nobody has."""
    if isinstance(key, date):
        return timedelta(days=10_000)
    return 1_000_000 if isinstance(key, int) else "x"


def test_nothing_joins_an_entry_that_is_sealed(book):
    for table in tables("move", *FACTS):
        row = dict(book.execute(sa.select(table)).mappings().first())
        for column in table.primary_key:
            row[column.name] += another(row[column.name])
        refuse(book, sa.insert(table), row | {"entry": 1}, because="sealed")


def test_no_row_takes_the_place_of_another(book):
    """INSERT OR REPLACE and ON CONFLICT would write over what stands there."""
    for table in tables(*PROTECTED):
        row = dict(book.execute(sa.select(table)).mappings().first())
        if book.get_bind().dialect.name == "sqlite":
            statement = sa.insert(table).prefix_with("OR REPLACE")
        else:
            keys = [column.name for column in table.primary_key]
            change = {keys[0]: row[keys[0]]}
            statement = sa.dialects.postgresql.insert(table)
            statement = statement.on_conflict_do_update(index_elements=keys, set_=change)
        refuse(book, statement, row, because="append-only|sealed|not the next")


@pytest.mark.parametrize("backend", ["postgresql"])  # elsewhere a DELETE is the only way
def test_no_table_is_ever_emptied(book):
    for table in tables(*PROTECTED):
        refuse(book, sa.text(f"TRUNCATE {table.name} CASCADE"), because="append-only")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"id": 1_000}, "not the next"),
        ({"id": 1}, "not the next"),
        ({"prev": "0" * 64}, "hash before it"),
        ({"at": -1}, "time runs backwards"),
    ],
)
def test_an_entry_that_does_not_follow_is_refused(book, change, because):
    last = book.execute(sa.select(Entry_).order_by(Entry_.c.id.desc())).mappings().first()
    row = dict(last) | {"id": last["id"] + 1, "cause": "x", "hash": "x", "prev": last["hash"]}
    row |= change
    if "at" in change:
        row["at"] = book.scalar(sa.select(sa.func.min(Entry_.c.at))).replace(year=2000)
    refuse(book, sa.insert(Entry_), row | {"reverses": None}, because=because)


def test_an_entry_whose_moves_have_a_gap_is_refused(book):
    last = book.execute(sa.select(Entry_).order_by(Entry_.c.id.desc())).mappings().first()
    number = last["id"] + 1
    move = {"entry": number, "line": 2, "source": "a", "target": "b", "amount": 1, "unit": "PEN"}
    row = dict(last) | {"id": number, "cause": "x", "hash": "x", "prev": last["hash"]}
    book.execute(sa.insert(Move_), move)
    refuse(book, sa.insert(Entry_), row | {"reverses": None}, because="gap")


@pytest.mark.parametrize("account", ["goods/shelf/CHI", "goods/transit/T001/1"])
def test_a_shelf_and_a_canoe_never_hold_less_than_nothing(book, account):
    number = book.scalar(sa.select(sa.func.max(Entry_.c.id))) + 1
    move = {"entry": number, "line": 1, "source": account, "target": "x", "amount": 1_000}
    refuse(book, sa.insert(Move_), move | {"unit": "D0001"}, because="never_below_zero")


@pytest.mark.parametrize("amount", [0, -1, 100_000_000_001])
def test_no_move_is_of_nothing_or_of_too_much(book, amount):
    number = book.scalar(sa.select(sa.func.max(Entry_.c.id))) + 1
    move = {"entry": number, "line": 1, "source": "a", "target": "b", "amount": amount, "unit": "x"}
    refuse(book, sa.insert(Move_), move, because="amount")


def test_a_guard_that_was_dropped_is_missed(book):
    dialect = book.get_bind().dialect.name
    for name, text in audit.expected_guards(dialect):
        if not text.startswith("CREATE TRIGGER"):
            continue  # a function: see below
        table = text.split(" ON ")[1].split()[0]
        with book.begin_nested() as attempt:
            on = "" if dialect == "sqlite" else f" ON {table}"
            book.execute(sa.text(f"DROP TRIGGER {name}{on}"))
            assert audit.triggers(book).wrong == [name]
            attempt.rollback()
    assert audit.triggers(book).wrong == []


def test_a_guard_that_was_put_to_sleep_is_missed(book):
    if book.get_bind().dialect.name == "sqlite":
        asleep = [
            "DROP TRIGGER move_no_delete",
            "CREATE TRIGGER move_no_delete BEFORE DELETE ON move BEGIN SELECT 1; END",
        ]
    else:
        asleep = ["ALTER TABLE move DISABLE TRIGGER move_append_only"]
    for statement in asleep:
        book.execute(sa.text(statement))
    assert len(audit.triggers(book).wrong) == 1


@pytest.mark.parametrize("backend", ["postgresql"])  # elsewhere a guard is its own text
def test_a_guard_that_was_taught_to_look_away_is_missed(book):
    """PostgreSQL's guards call functions: one that lets everything pass is no guard."""
    body = "CREATE OR REPLACE FUNCTION coopshop_append_only() RETURNS trigger LANGUAGE plpgsql"
    book.execute(sa.text(f"{body} AS $$ BEGIN RETURN NEW; END $$"))
    assert audit.triggers(book).wrong == ["coopshop_append_only"]


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_guard_that_watches_something_else_is_missed(book):
    book.execute(sa.text("DROP TRIGGER move_append_only ON move"))
    watch = "CREATE TRIGGER move_append_only BEFORE UPDATE ON move FOR EACH ROW"
    book.execute(sa.text(f"{watch} EXECUTE FUNCTION coopshop_append_only()"))
    assert audit.triggers(book).wrong == ["move_append_only"]
