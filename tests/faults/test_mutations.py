"""Whatever is altered behind the program's back, one value at a time, the audit names it."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa

from coopshop.cli import CHECKS
from coopshop.db import Day, db, writing
from coopshop.ledger import audit, facts
from coopshop.ledger.models import Balance, Entry, Move

BOOK = (Entry.__table__, Move.__table__)


def protected():
    """Every table whose rows are written once."""
    return {table.name: table for table in (*BOOK, *facts.tables(), *facts.kept_tables())}


#: What no check can see, and why that may be.
UNSEEN = {
    "printed.made_at": "it says when a paper was first read, not what it says",
    "imported.file": (memory := "what came of a row is sealed; read again, it meets its own code"),
    "imported.key": memory,
    "imported.sha256": memory,
}


@pytest.fixture
def worn(lived):
    """A session on a book without its guards, in which everything happened once."""
    with unguarded(lived) as session:
        yield session


@contextmanager
def unguarded(app):
    with app.app_context(), writing():
        session = db.session()
        for name in session.scalars(sa.text("SELECT name FROM sqlite_master WHERE type='trigger'")):
            session.execute(sa.text(f"DROP TRIGGER {name}"))
        session.execute(sa.text("PRAGMA ignore_check_constraints = ON"))
        session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        yield session
        session.rollback()


def wrong(session):
    """What the audit finds, law by law as it is asked for, except that the guards are gone."""
    for law in CHECKS:
        if law is not audit.triggers:
            yield from law(session).wrong


def test_everything_happened_once(worn):
    assert list(wrong(worn)) == []
    for table in protected().values():
        assert worn.scalar(sa.select(sa.func.count()).select_from(table)) > 0, table.name


@pytest.mark.parametrize("name", protected())
def test_an_altered_value_is_named_with_its_entry(worn, name):
    escaped = []
    table = protected()[name]
    for column in table.columns:
        for row, value in alterations(worn, table, column):
            with worn.begin_nested() as attempt:
                change = sa.update(table).where(at(table, row)).values({column.name: value})
                changed = worn.execute(change)
                assert changed.rowcount == 1
                if not named(table, row, wrong(worn)):
                    escaped.append(f"{name}.{column.name}: {row[column.name]!r} -> {value!r}")
                attempt.rollback()
    assert [e for e in escaped if e.partition(":")[0] not in UNSEEN] == []


def alterations(session, table, column):
    """(row, other value) for a row that has a value and for one that has none."""
    for some in (column.is_not(None), column.is_(None)):
        found = session.execute(sa.select(table).where(some).order_by(*table.primary_key))
        for row in found.mappings().fetchmany(2):
            yield row, other(row[column.name], column)
            if row[column.name] is not None and column.nullable:
                yield row, None


def other(value, column):
    """A value of the same kind that is not this one."""
    if value is None:
        if isinstance(column.type, Day):
            return date(2025, 1, 1)
        return {int: 7, bytes: b"x"}.get(column.type.python_type, "x")
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime | date):
        return value + timedelta(days=1)
    return value + (
        1_000_003 if isinstance(value, int) else "x" if isinstance(value, str) else b"x"
    )


def named(table, row, found):
    """Whether a finding names the entry; for what stands behind no entry, whether there is one."""
    if table.name in {kept.name for kept in facts.kept_tables()}:
        return any(found)
    number, cause = (row["entry"], None) if "entry" in table.c else (row["id"], row["cause"])
    return any(f"entry {number} " in f"{name} " or f"({cause})" in name for name in found)


@pytest.mark.parametrize("name", [t.name for t in (*BOOK, *facts.tables())])
def test_a_row_that_is_gone_is_named_with_its_entry(worn, name):
    table = protected()[name]
    for row in worn.execute(sa.select(table)).mappings().all():
        with worn.begin_nested() as attempt:
            worn.execute(sa.delete(table).where(at(table, row)))
            if name == "entry":
                assert any(f"{row['id']}" in found for found in wrong(worn))
            else:
                assert named(table, row, wrong(worn)), dict(row)
            attempt.rollback()


@pytest.mark.parametrize("name", [t.name for t in (*BOOK, *facts.tables())])
def test_a_row_that_came_from_nowhere_is_named_with_its_entry(worn, name):
    table = protected()[name]
    row = worn.execute(sa.select(table)).mappings().first()
    for entry in (row.get("entry", 2), 1, 1_000):
        with worn.begin_nested() as attempt:
            fresh = {c.name: other(row[c.name], c) for c in table.primary_key}
            fresh |= {"entry": entry} if name != "entry" else {"cause": "x", "hash": "x"}
            worn.execute(sa.insert(table), dict(row) | fresh)
            known = "cause" if name == "entry" else f"entry {entry}"
            assert any(known in found or "(x)" in found for found in wrong(worn)), entry
            attempt.rollback()


@pytest.mark.parametrize(
    ("name", "column"),
    [("allocation", "lot"), ("allocation", "amount"), ("delivery", "member"), ("move", "source"),
     ("payment", "note"), ("sale", "buyer"), ("document", "buyer")],
)  # fmt: skip
def test_two_rows_that_changed_places_are_both_named(worn, name, column):
    """The sums stay right; only the seals know."""
    table = protected()[name]
    rows = worn.execute(sa.select(table)).mappings().all()
    one = rows[0]
    two = next(row for row in rows if row[column] != one[column] and row["entry"] != one["entry"])
    worn.execute(sa.update(table).where(at(table, one)).values({column: two[column]}))
    worn.execute(sa.update(table).where(at(table, two)).values({column: one[column]}))
    found = list(wrong(worn))
    assert named(table, one, found)
    assert named(table, two, found)


def test_a_kept_balance_that_was_helped_is_named(worn):
    for row in worn.execute(sa.select(Balance.__table__)).mappings().all():
        with worn.begin_nested() as attempt:
            where = at(Balance.__table__, row)
            worn.execute(sa.update(Balance).where(where).values(amount=row["amount"] + 1))
            assert f"{row['account']} {row['unit']}" in wrong(worn)
            attempt.rollback()


def test_a_book_whose_last_page_was_torn_out_is_named(worn):
    """The entry with all that stands behind it; the numbers of its papers are missing."""
    last = worn.scalars(sa.select(Entry.id).where(Entry.kind == "sale").order_by(Entry.id.desc()))
    number = last.first()
    for table in (*facts.tables(), Move.__table__):
        worn.execute(sa.delete(table).where(table.c.entry >= number))
    worn.execute(sa.delete(Entry).where(Entry.id >= number))
    assert any(wrong(worn))


def test_one_value_of_a_whole_year_is_named_with_its_entry(year):
    """Wherever in the book it stands."""
    random = Random(2025)
    with unguarded(year) as session:
        for table in (*random.sample(facts.tables(), 8), Move.__table__):
            rows = session.execute(sa.select(table)).mappings().all()
            if rows:
                row, column = random.choice(rows), random.choice(list(table.columns))
                with session.begin_nested() as attempt:
                    change = {column.name: other(row[column.name], column)}
                    session.execute(sa.update(table).where(at(table, row)).values(change))
                    found = audit.chain(session).wrong + audit.business_rows(session).wrong
                    assert named(table, row, found), (table.name, change)
                    attempt.rollback()


def at(table, row):
    return sa.and_(*(column == row[column.name] for column in table.primary_key))
