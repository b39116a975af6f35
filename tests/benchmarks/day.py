"""One day of the book, written again under other codes, dates and numbers: rows in, rows out."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from coopshop.db import Model
from coopshop.domain import numbering
from coopshop.domain.days import day_of
from coopshop.ledger import facts
from coopshop.ledger.models import Entry, Move
from coopshop.ledger.service import sealed

from .cooperative import LOTS, PRODUCTS, SALES

_entry, _move = Entry.__table__, Move.__table__
_CREDIT = timedelta(days=30)


class Day:
    """What the first day of a book wrote, ready to be repeated."""

    def __init__(self, session: Session, first: date) -> None:
        self.first = first
        entries = session.execute(sa.select(_entry).order_by(_entry.c.id))
        self.entries = [dict(row) for row in entries.mappings()]
        self.moves: dict[int, list[tuple[Any, ...]]] = {e["id"]: [] for e in self.entries}
        for row in session.execute(sa.select(_move).order_by(_move.c.entry, _move.c.line)):
            self.moves[row.entry].append(tuple(row))
        self.facts = facts.read(session, 1, len(self.entries))
        self.prev = self.entries[-1]["hash"]

    def repeat(self, session: Session, number: int, at: datetime) -> None:
        """Write the day once more as the `number`-th after the first."""
        words, offset = self._words(number, at), number * len(self.entries)
        entries, moves = [], []
        rows: dict[sa.Table, list[dict[str, Any]]] = {}
        for entry in self.entries:
            behind = {
                table: [self._fact(row, words, offset, number) for row in kept]
                for table, kept in self.facts[entry["id"]].items()
            }
            moved = [_renamed_move(move, words, offset) for move in self.moves[entry["id"]]]
            header = {name: words.get(value, value) for name, value in entry.items()}
            header |= {"id": entry["id"] + offset, "cause": _cause(entry["cause"], words)}
            header |= {"at": at, "recorded_at": at, "facts": facts.fingerprint(behind)}
            header |= {"prev": self.prev, "hash": sealed(header, self.prev, moved)}
            self.prev = header["hash"]
            entries.append(header)
            moves += moved
            for table, kept in behind.items():
                rows.setdefault(table, []).extend(kept)
        write = session.connection().connection.driver_connection.executemany
        for table in in_order(rows):
            write(insert_into(table), [_plain(row) for row in rows[table]])
        write(insert_into(_move), moves)
        write(insert_into(_entry), [_plain(row) for row in entries])

    def _words(self, number: int, at: datetime) -> dict[Any, Any]:
        """What is called otherwise on that day."""
        new: dict[Any, Any] = {self.first: day_of(at), self.first + _CREDIT: day_of(at) + _CREDIT}
        for kind, size in (("sale", SALES), ("delivery", LOTS * len(PRODUCTS))):
            for place in range(1, size + 1):
                old, name = (numbering.code(kind, n) for n in (place, place + number * size))
                new[old] = name
                if kind == "sale":
                    new[f"due/{old}"] = f"due/{name}"
        return new

    def _fact(self, row: Any, words: dict[Any, Any], offset: int, number: int) -> dict[str, Any]:
        new = {name: words.get(value, value) for name, value in row.items()}
        new["entry"] += offset
        if "digest" in new:
            new["number"] += number * SALES
            before, after = (f'"number":{each["number"]},' for each in (row, new))
            frozen = row["facts"].replace(before, after)
            for day in (self.first + _CREDIT, self.first):  # later first: one may become the other
                frozen = frozen.replace(f'"{day}"', f'"{words[day]}"')
            new |= {"facts": frozen, "digest": hashlib.sha256(frozen.encode()).hexdigest()}
        return new


def _cause(cause: str, words: dict[Any, Any]) -> str:
    kind, _, code = cause.partition("/")
    return f"{kind}/{words[code]}"


def _renamed_move(move: tuple[Any, ...], words: dict[Any, Any], offset: int) -> tuple[Any, ...]:
    entry, *rest = move
    return (entry + offset, *(words.get(value, value) for value in rest))


def _plain(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(map(facts.plain, row.values()))


def in_order(tables: Iterable[sa.Table]) -> list[sa.Table]:
    """Tables that others point to first."""
    return sorted(tables, key=Model.metadata.sorted_tables.index)


def insert_into(table: sa.Table) -> str:
    """The statement that writes all columns of a row, in the table's order."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.columns))})"
