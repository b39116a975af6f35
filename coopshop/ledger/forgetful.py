"""The one change that the book allows: emptying words about a person, once a row says so.

Guards as in `guards.py`, for tables whose model `forgets`. A row may lose its words about people
and the salt of their seal, all of them and nothing else, after `forgotten` names it. The seal
stays, so the hash of its entry stays what it was.
"""

from collections.abc import Iterable, Sequence

#: What PostgreSQL's triggers call.
FUNCTION = "coopshop_forget_only"


def guard(
    dialect: str, table: str, columns: Iterable[str], personal: Sequence[str]
) -> tuple[str, str]:
    """(name, SQL) of the guard of changes of a table; `personal` are its words about people."""
    name = f"{table}_forget_only"
    emptied = (*personal, "salt")
    if dialect != "sqlite":
        words = ", ".join(f"'{column}'" for column in emptied)
        return name, (
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}({words})"
        )
    same = [f'NEW."{column}" IS OLD."{column}"' for column in columns if column not in emptied]
    empty = [f'NEW."{column}" IS NULL' for column in emptied]
    told = f"WHERE kept_in = '{table}' AND behind = OLD.entry"
    said = f"EXISTS (SELECT 1 FROM forgotten {told})"  # noqa: S608 - names of our own tables
    return name, (
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} "
        f"WHEN NOT ({' AND '.join([*same, *empty, said])}) "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    )


def functions(dialect: str) -> list[str]:
    """The body behind PostgreSQL's triggers; SQLite's carry theirs themselves."""
    return [] if dialect == "sqlite" else [_FORGET_ONLY]


_FORGET_ONLY = """
CREATE FUNCTION coopshop_forget_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - TG_ARGV::text[] = to_jsonb(OLD) - TG_ARGV::text[]
     AND NOT jsonb_strip_nulls(to_jsonb(NEW)) ?| TG_ARGV::text[]
     AND EXISTS (SELECT 1 FROM forgotten WHERE kept_in = TG_TABLE_NAME AND behind = OLD.entry)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;
END $$"""
