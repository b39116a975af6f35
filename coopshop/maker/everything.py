"""Everything that the house holds of one member, from every table: found, not listed.

A table belongs to her where a column names her, and where its rows belong to rows of hers (the
photo of her dispute, who collected her payout). Tables that are added later are found the same way.
What only keeps secrets apart (hashes, seals) says nothing of her and is left out.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..db import Model
from ..domain import accounts as acc
from . import naming

#: What begins the bytes of pictures and sounds, and what they are.
KINDS = {
    b"\xff\xd8": "image/jpeg",
    b"\x89PNG": "image/png",
    b"OggS": "audio/ogg",
    b"\x1aE\xdf\xa3": "audio/webm",
    b"RIFF": "audio/wav",
}

#: Words in names of columns that hold no more than a lock's other half.
LOCKS = ("hash", "sha256", "salt", "seal", "secret", "token")

#: Columns whose names do not say that they hold a digest.
DIGESTS = {("opening", "seen")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Her rows of one table, column by column as they are kept."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def gather(session: Session, code: str) -> list[Sheet]:
    """Every row about a member, table by table, herself first."""
    found = []
    for table, wanted in _about(code).items():
        columns = [column for column in table.columns if _told(column)]
        query = sa.select(*columns).where(wanted).order_by(*table.primary_key.columns)
        rows = tuple(tuple(row) for row in session.execute(query))
        if rows:
            found.append(Sheet(table.name, tuple(column.name for column in columns), rows))
    found += [sheet for sheet in (_said(session, code), _pages(session, code)) if sheet.rows]
    return sorted(found, key=lambda sheet: sheet.table != "member")


def plain(value: Any) -> Any:
    """A value as JSON says it; pictures and sounds as addresses that hold them."""
    if isinstance(value, bytes | memoryview):
        return inside(bytes(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def inside(content: bytes) -> str:
    """A picture or a sound, in the page itself."""
    kind = next((kind for head, kind in KINDS.items() if content.startswith(head)), "")
    said = base64.b64encode(content).decode()
    return f"data:{kind or 'application/octet-stream'};base64,{said}"


def hers() -> set[str]:
    """The names of all tables that may say something of a member."""
    return {table.name for table in _about("")}


def _about(code: str) -> dict[sa.Table, sa.ColumnElement[bool]]:
    """Which rows of which tables are about a member."""
    member = Model.metadata.tables["member"]
    found: dict[sa.Table, sa.ColumnElement[bool]] = {member: member.c.code == code}
    for table in Model.metadata.sorted_tables:
        said = [*_named(table, code), *_belonging(table, found)]
        if table is not member and said:
            found[table] = sa.or_(*said)
    return found


def _named(table: sa.Table, code: str) -> Iterator[sa.ColumnElement[bool]]:
    """Rows that name her: by a key of the register, by the word, by an account."""
    for column in table.columns:
        keys = {key.target_fullname for key in column.foreign_keys}
        if "member.code" in keys or column.name == "member":
            yield column == code
        elif column.name in ("source", "target", "account"):
            yield column.in_(_accounts(code))
    if {"kind", "subject"} <= set(table.columns.keys()):
        yield sa.and_(table.c.kind == "member", table.c.subject == code)
    if {"file", "key"} <= set(table.columns.keys()):
        yield table.c.key == code


def _belonging(
    table: sa.Table, found: dict[sa.Table, sa.ColumnElement[bool]]
) -> Iterator[sa.ColumnElement[bool]]:
    """Rows that belong to rows of hers, by a key that leads there."""
    for key in table.foreign_key_constraints:
        of = key.referred_table
        if of in found and of is not table and of.name != "member":
            theirs = sa.select(*(element.column for element in key.elements)).where(found[of])
            yield sa.tuple_(*key.columns).in_(theirs)


@cache
def _accounts(code: str) -> tuple[str, ...]:
    return tuple(account(code) for account in (acc.maker, acc.service, acc.earned, acc.payable))


def _said(session: Session, code: str) -> Sheet:
    """The sentences that name her when something was recorded; none that names another too."""
    hers, others = naming.called(session, code), naming.others(session, code)
    said = naming.sentences(session, hers)
    rows = tuple((one.at, one.said) for one in said if not others.search(one.said))
    return Sheet("submission", ("at", "said"), rows)


def _pages(session: Session, code: str) -> Sheet:
    """Which pages of the notebook she stands on: their photographs show others too, and stay."""
    opening, evidence = (Model.metadata.tables[name] for name in ("opening", "evidence"))
    about = sa.and_(opening.c.kind == "member", opening.c.subject == code)
    query = sa.select(evidence.c.page, evidence.c.number, evidence.c.on)
    query = query.where(evidence.c.page.in_(sa.select(opening.c.page).where(about)))
    found = session.execute(query.order_by(evidence.c.page, evidence.c.number))
    return Sheet("evidence", ("page", "number", "on"), tuple(tuple(row) for row in found))


def _told(column: sa.Column[Any]) -> bool:
    """Whether a column says something of her: no digest, and no key that leads to one."""
    names = [column.name, *(key.column.name for key in column.foreign_keys)]
    locked = any(word in name for word in LOCKS for name in names)
    return not locked and (column.table.name, column.name) not in DIGESTS
