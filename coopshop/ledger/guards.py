"""The triggers that keep the book: written here once, for SQLite and for PostgreSQL.

Migrations create them, `coopshop check` compares what is alive with what stands here. A trigger
that has been in a release is never edited: a new one with a new name takes its place.
"""

from collections.abc import Iterator

#: Tables besides the facts that nobody may change, and whose rows arrive in order.
BOOK = ("entry", "move")

#: Facts whose words about people may be forgotten.
FORGETFUL = "forgetful"

#: Kinds of rows that stand behind an entry, and join none that is sealed.
JOINING = ("fact", FORGETFUL, "move")


def statements(dialect: str, table: str, kind: str) -> list[tuple[str, str]]:
    """(name, SQL) of the guards of one table.

    `kind` is `fact` (append-only, and only before its entry is sealed), `forgetful` (the same, but
    for the guard of changes, which is that of `forgetful.py`), `kept` (append-only), `entry` or
    `move` (the book's own).
    """
    make = _sqlite if dialect == "sqlite" else _postgresql
    return list(make(table, kind))


def install(dialect: str, tables: dict[str, str]) -> list[str]:
    """The SQL for the guards of several tables, by their kind; migrations run it."""
    return [sql for table, kind in tables.items() for _, sql in statements(dialect, table, kind)]


def functions(dialect: str) -> list[str]:
    """What PostgreSQL's triggers call; SQLite's carry their bodies themselves."""
    return [] if dialect == "sqlite" else list(_FUNCTIONS)


def _sqlite(table: str, kind: str) -> Iterator[tuple[str, str]]:
    for action in ("delete",) if kind == FORGETFUL else ("update", "delete"):
        yield _sqlite_trigger(
            f"{table}_no_{action}",
            f"BEFORE {action.upper()} ON {table}",
            f"SELECT RAISE(ABORT, 'append-only: {table}');",
        )
    if kind in JOINING:
        yield _sqlite_trigger(
            f"{table}_not_sealed",
            f"BEFORE INSERT ON {table} {_SEALED}",
            "SELECT RAISE(ABORT, 'entry is sealed');",
        )
    if kind == "move":
        yield _sqlite_trigger(f"{table}_new", f"BEFORE INSERT ON {table} {_SAME_MOVE}", _TWICE)
        yield _sqlite_trigger(f"{table}_kept", f"AFTER INSERT ON {table}", _KEEP)
    if kind == "entry":
        yield _sqlite_trigger(f"{table}_in_order", f"BEFORE INSERT ON {table}", _IN_ORDER)


def _sqlite_trigger(name: str, when: str, body: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when} BEGIN {body} END"


_SEALED = "WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry)"
_SAME_MOVE = "WHEN EXISTS (SELECT 1 FROM move WHERE entry = NEW.entry AND line = NEW.line)"
_TWICE = "SELECT RAISE(ABORT, 'append-only: move');"

# The source first: a shelf that would go below zero refuses before anything else is kept.
_KEEP = """
UPDATE balance SET amount = amount - NEW.amount WHERE account = NEW.source AND unit = NEW.unit;
INSERT INTO balance SELECT NEW.source, NEW.unit, -NEW.amount WHERE changes() = 0;
INSERT INTO balance VALUES (NEW.target, NEW.unit, NEW.amount)
  ON CONFLICT (account, unit) DO UPDATE SET amount = amount + excluded.amount;
"""

_IN_ORDER = """
SELECT RAISE(ABORT, 'entry is not the next')
  WHERE NEW.id IS NOT COALESCE((SELECT max(id) FROM entry), 0) + 1;
SELECT RAISE(ABORT, 'entry does not follow the hash before it')
  WHERE NEW.prev IS NOT (SELECT hash FROM entry WHERE id = NEW.id - 1) AND NEW.id > 1;
SELECT RAISE(ABORT, 'time runs backwards')
  WHERE NEW.at < (SELECT at FROM entry WHERE id = NEW.id - 1);
SELECT RAISE(ABORT, 'lines have a gap')
  WHERE (SELECT count(*) <> COALESCE(max(line), 0) FROM move WHERE entry = NEW.id);
"""


def _postgresql(table: str, kind: str) -> Iterator[tuple[str, str]]:
    name, when = f"{table}_append_only", "DELETE OR UPDATE"
    if kind == FORGETFUL:
        name, when = f"{table}_no_delete", "DELETE"
    yield (
        name,
        (
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION coopshop_append_only()"
        ),
    )
    name = f"{table}_no_truncate"
    yield (
        name,
        (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION coopshop_append_only()"
        ),
    )
    if kind in JOINING:
        name = f"{table}_not_sealed"
        yield (
            name,
            (
                f"CREATE TRIGGER {name} BEFORE INSERT ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION coopshop_not_sealed()"
            ),
        )
    if kind == "move":
        yield (
            f"{table}_kept",
            (
                f"CREATE TRIGGER {table}_kept AFTER INSERT ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION coopshop_keep_balance()"
            ),
        )
    if kind == "entry":
        yield (
            f"{table}_in_order",
            (
                f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION coopshop_in_order()"
            ),
        )


_FUNCTIONS = (
    """
CREATE FUNCTION coopshop_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;
END $$""",
    """
CREATE FUNCTION coopshop_not_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry) THEN
    RAISE EXCEPTION 'entry is sealed';
  END IF;
  RETURN NEW;
END $$""",
    """
CREATE FUNCTION coopshop_keep_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE balance SET amount = amount - NEW.amount
    WHERE account = NEW.source AND unit = NEW.unit;
  IF NOT FOUND THEN
    INSERT INTO balance VALUES (NEW.source, NEW.unit, -NEW.amount);
  END IF;
  INSERT INTO balance VALUES (NEW.target, NEW.unit, NEW.amount)
    ON CONFLICT (account, unit) DO UPDATE SET amount = balance.amount + excluded.amount;
  RETURN NULL;
END $$""",
    """
CREATE FUNCTION coopshop_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head entry%ROWTYPE;
BEGIN
  SELECT * INTO head FROM entry ORDER BY id DESC LIMIT 1;
  IF NEW.id <> COALESCE(head.id, 0) + 1 THEN
    RAISE EXCEPTION 'entry is not the next';
  END IF;
  IF head.id IS NOT NULL AND NEW.prev IS DISTINCT FROM head.hash THEN
    RAISE EXCEPTION 'entry does not follow the hash before it';
  END IF;
  IF NEW.at < head.at THEN
    RAISE EXCEPTION 'time runs backwards';
  END IF;
  IF (SELECT count(*) <> COALESCE(max(line), 0) FROM move WHERE entry = NEW.id) THEN
    RAISE EXCEPTION 'lines have a gap';
  END IF;
  RETURN NEW;
END $$""",
)

#: Names of PostgreSQL's functions, for the way back.
FUNCTION_NAMES = (
    "coopshop_append_only",
    "coopshop_not_sealed",
    "coopshop_keep_balance",
    "coopshop_in_order",
)
