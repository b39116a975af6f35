"""The business rows behind an entry, in the one spelling that is hashed."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapper, Session

from ..db import Model
from ..domain.entry import digest
from .models import Fact, Kept, PersonalFact

Rows = tuple[type[Fact], Sequence[Mapping[str, Any]]]


@cache
def tables() -> tuple[sa.Table, ...]:
    """Every table of facts, in order of name (the order they are hashed in)."""
    found = [_table(m) for m in Model.registry.mappers if issubclass(m.class_, Fact)]
    return tuple(sorted(found, key=lambda table: table.name))


@cache
def kept_tables() -> tuple[sa.Table, ...]:
    """Append-only tables that stand behind no entry."""
    found = [_table(m) for m in Model.registry.mappers if issubclass(m.class_, Kept)]
    return tuple(sorted(found, key=lambda table: table.name))


@cache
def forgetful() -> dict[str, tuple[sa.Table, tuple[str, ...]]]:
    """Tables whose words about people may be emptied, by name, with the columns that hold them."""
    return {
        _table(m).name: (_table(m), m.class_.personal)
        for m in Model.registry.mappers
        if issubclass(m.class_, PersonalFact) and m.class_.forgets
    }


def _table(mapper: Mapper[Any]) -> sa.Table:
    return cast("sa.Table", mapper.local_table)


@cache
def _personal() -> dict[str, tuple[str, ...]]:
    return {
        _table(m).name: m.class_.personal
        for m in Model.registry.mappers
        if issubclass(m.class_, Fact)
    }


class _Shape(NamedTuple):
    """A table's columns by name: all, those that are hashed, those about people, and the key."""

    columns: tuple[str, ...]
    hashed: tuple[str, ...]
    personal: tuple[str, ...]
    key: tuple[str, ...]


@cache
def _shape(table: sa.Table) -> _Shape:
    personal = _personal()[table.name] if "seal" in table.c else ()
    hidden = {*personal, "salt"} if personal else set()
    columns = tuple(c.name for c in table.columns)
    hashed = tuple(name for name in columns if name not in hidden)
    return _Shape(columns, hashed, personal, tuple(c.name for c in table.primary_key))


def prepare(entry: int, facts: Iterable[Rows]) -> dict[sa.Table, list[dict[str, Any]]]:
    """Rows complete with their entry, every column, and the seal over what is personal."""
    ready: dict[sa.Table, list[dict[str, Any]]] = {}
    for model, rows in facts:
        table = model.__table__  # type: ignore[attr-defined]
        columns, _, personal, _ = _shape(table)
        for row in rows:
            full = {name: row.get(name) for name in columns}
            full["entry"] = entry
            if personal and any(full[name] is not None for name in personal):
                full["salt"] = secrets.token_hex(16)
                full["seal"] = commitment(full, personal)
            ready.setdefault(table, []).append(full)
    return ready


def commitment(row: Mapping[str, Any], personal: Iterable[str]) -> str:
    """What stands for the personal columns of a row: nobody can guess them back from it."""
    return digest([row["salt"], [plain(row[name]) for name in personal]])


def fingerprint(rows_by_table: Mapping[sa.Table, Sequence[Mapping[str, Any]]]) -> str:
    """The hash of all rows behind one entry; table by table, row by row in order of key."""
    spelled = []
    for table in sorted(rows_by_table, key=lambda table: table.name):
        _, hashed, _, key = _shape(table)
        rows = [[plain(row[name]) for name in hashed] for row in rows_by_table[table]]
        places = [hashed.index(name) for name in key]
        rows.sort(key=itemgetter(*places))
        spelled.append([table.name, list(hashed), rows])
    return digest(spelled)


def read(session: Session, first: int, last: int) -> dict[int, dict[sa.Table, list[Any]]]:
    """The rows behind the entries `first` to `last`, as they stand in the database now."""
    found: dict[int, dict[sa.Table, list[Any]]] = {}
    for table in tables():
        rows = session.execute(sa.select(table).where(table.c.entry.between(first, last)))
        for row in rows.mappings():
            found.setdefault(row["entry"], {}).setdefault(table, []).append(row)
    return found


def broken_seal(table: sa.Table, row: Mapping[str, Any], forgotten: bool = False) -> bool:
    """Whether what a row says of people is no longer what was sealed.

    `forgotten`: the book says that its words were emptied; then they must be, and stay so.
    """
    personal = _shape(table).personal
    if not personal:
        return False
    if row["salt"] is None:
        emptied = row["seal"] is not None and not forgotten
        return emptied or any(row[name] is not None for name in personal)
    return forgotten or commitment(row, personal) != row["seal"]


def plain(value: Any) -> Any:
    """A column's value as JSON can say it, the same from every database."""
    if value is None or type(value) in _SAID:
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value


_SAID = frozenset((str, int))
