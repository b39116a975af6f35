"""Walk the book and say, for each law it must keep, how much was looked at and what is wrong."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..domain.entry import GENESIS
from . import facts, forgetful, guards
from .forgetting import emptied
from .models import Balance, Entry, Move
from .service import sealed
from .walking import kept_whole, leaves, moves_of


@dataclass
class Finding:
    """One law: its name, how many things were examined, and which of them break it."""

    law: str
    examined: int = 0
    wrong: list[str] = field(default_factory=list)

    def look(self, ok: bool, what: str) -> None:
        """Examine one thing; `what` names it when it is not `ok`."""
        self.examined += 1
        if not ok:
            self.wrong.append(what)


def chain(session: Session) -> Finding:
    """Each entry is the next, follows the hash before it, and hashes to what it says."""
    finding = Finding("chain of entries")
    expected, prev, at = 1, GENESIS, None
    for entry, moves in _pages(session):
        whole = (
            entry["id"] == expected
            and entry["prev"] == prev
            and (at is None or entry["at"] >= at)
            and sealed(entry, entry["prev"], moves) == entry["hash"]
        )
        finding.look(whole, _name(entry))
        expected, prev, at = entry["id"] + 1, entry["hash"], entry["at"]
    strays = session.scalars(
        sa.select(Move.entry).where(~sa.exists().where(Entry.id == Move.entry)).distinct()
    )
    finding.wrong += [f"moves of entry {number}, which does not exist" for number in strays]
    return finding


def business_rows(session: Session) -> Finding:
    """The rows behind each entry are those that were sealed into it."""
    finding = Finding("rows behind the entries")
    gone = emptied(session)
    for entries in leaves(session):
        behind = facts.read(session, entries[0]["id"], entries[-1]["id"])
        for entry in entries:
            rows = behind.get(entry["id"], {})
            finding.look(kept_whole(entry, rows, gone), _name(entry))
    finding.wrong += _strays(session)
    return finding


def kept_balances(session: Session) -> Finding:
    """Every kept balance is what the moves add up to."""
    finding = Finding("kept balances against moves")
    added: dict[tuple[str, str], int] = defaultdict(int)
    for side, sign in ((Move.target, 1), (Move.source, -1)):
        query = sa.select(side, Move.unit, sa.func.sum(Move.amount)).group_by(side, Move.unit)
        for account, unit, amount in session.execute(query):
            added[account, unit] += sign * int(amount)
    kept = {(b.account, b.unit): b.amount for b in session.execute(sa.select(Balance.__table__))}
    for key in sorted(added.keys() | kept.keys()):
        finding.look(added.get(key, 0) == kept.get(key, 0), " ".join(key))
    return finding


def never_below_zero(session: Session) -> Finding:
    """No shelf and no canoe ever held fewer pieces than none."""
    finding = Finding("no stock below zero at any moment")
    held: dict[tuple[str, str], int] = defaultdict(int)
    for entry, moves in _pages(session):
        for _, _, source, target, amount, unit in moves:
            for account, change in ((source, -amount), (target, amount)):
                if account.startswith(acc.GUARDED):
                    held[account, unit] += change
                    below = held[account, unit] < 0
                    finding.look(not below, f"{_name(entry)}: {account} {unit}")
    return finding


def triggers(session: Session) -> Finding:
    """The guards that were installed are alive and say what they should."""
    finding = Finding("triggers alive")
    dialect = session.get_bind().dialect.name
    alive = _alive(session, dialect)
    for name, text in expected_guards(dialect):
        finding.look(_flat(alive.get(name, "")) == _flat(text), name)
    return finding


def expected_guards(dialect: str) -> list[tuple[str, str]]:
    """Every guard there should be, by name, and what the guards of PostgreSQL call."""
    kinds = {"entry": "entry", "move": "move"}
    kinds |= {table.name: "fact" for table in facts.tables()}
    kinds |= dict.fromkeys(facts.forgetful(), guards.FORGETFUL)
    kinds |= {table.name: "kept" for table in facts.kept_tables()}
    wanted = [
        guard for name, kind in kinds.items() for guard in guards.statements(dialect, name, kind)
    ]
    for name, (table, personal) in facts.forgetful().items():
        wanted.append(forgetful.guard(dialect, name, table.columns.keys(), personal))
    bodies = (
        text.split("$$")[1] for text in guards.functions(dialect) + forgetful.functions(dialect)
    )
    return wanted + list(zip((*guards.FUNCTION_NAMES, forgetful.FUNCTION), bodies, strict=False))


CHECKS = (chain, business_rows, kept_balances, never_below_zero, triggers)


def _pages(session: Session) -> Iterator[tuple[Any, list[list[Any]]]]:
    """Every entry with its moves, in order."""
    for entries in leaves(session):
        moves = moves_of(session, entries)
        for entry in entries:
            yield entry, moves[entry["id"]]


def _strays(session: Session) -> list[str]:
    """Rows whose entry does not exist."""
    wrong = []
    for table in facts.tables():
        stray = table.c.entry.not_in(sa.select(Entry.id))
        numbers = session.scalars(sa.select(table.c.entry).where(stray).distinct())
        wrong += [f"{table.name} of entry {number}, which does not exist" for number in numbers]
    return wrong


def _alive(session: Session, dialect: str) -> dict[str, str]:
    """The guards that are awake, as the database tells them."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if dialect == "sqlite"
        else "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled = 'O' "
        "UNION ALL SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'coopshop_%'"
    )
    return dict(session.execute(sa.text(query)).all())


def _flat(sql: str) -> str:
    return " ".join(sql.split())


def _name(entry: Any) -> str:
    return f"entry {entry['id']} ({entry['cause']})"
