"""The lists of the book: its entries, what moved on an account, the closed months."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from ..access.doors import way
from ..db import Whole
from ..domain.showing import SIGNS
from ..web.i18n import _l
from ..web.listing import Column, Listing, Numbered, Selected, hidden
from .models import Closing, Entry, Move
from .sought import Behind
from .words import cause_way, cause_words


def _entry(row: Any) -> str:
    return way("ledger.entry", number=row.entry)


def _paper(row: Any) -> str:
    return cause_words(row.cause)


def _to_paper(row: Any) -> str:
    return cause_way(row.cause)


_ENTRY = (
    Column("entry", _l("Entry"), "code", way=_entry),
    Column("on", _l("Day"), "day"),
    Column("cause", _l("Paper"), "code", words=_paper, way=_to_paper, filled=True),
)

_SEARCH = (Behind(), Numbered("entry"))


def span(session: Session, period: Any) -> tuple[int, int]:
    """The first and the last entry of some days; entries are numbered as they were written.

    It goes from day to day, each time to the first and the last entry of it.
    """
    first, last = period.first or date.min, period.last or date.max
    begun = sa.select(sa.func.min(Entry.on).label("on")).where(Entry.on.between(first, last))
    found = begun.cte("days", recursive=True)
    next_one = sa.select(sa.func.min(Entry.on)).where(Entry.on > found.c.on, Entry.on <= last)
    more = sa.select(next_one.scalar_subquery()).where(found.c.on.is_not(None))
    days = found.union_all(more)
    of_day = sa.select(Entry.id).where(Entry.on == days.c.on)
    lowest = of_day.with_only_columns(sa.func.min(Entry.id)).scalar_subquery()
    highest = of_day.with_only_columns(sa.func.max(Entry.id)).scalar_subquery()
    ends = sa.select(sa.func.min(lowest), sa.func.max(highest)).select_from(days)
    first_one, last_one = session.execute(ends).one()
    return first_one or 0, last_one or 0


ENTRIES = Listing(
    _l("Entries"),
    *_ENTRY,
    Column("recorded_at", _l("Written down"), "moment", filled=True),
    key="entry",
    day="on",
    search=_SEARCH,
    order="-on",
    period="month",
    unique=("entry", "cause"),
    along=("entry", span),
)


@cache
def entries() -> Selected:
    """Every entry."""
    return sa.select(Entry.id.label("entry"), Entry.on, Entry.cause, Entry.recorded_at)


def _of_unit(row: Any, key: str) -> str:
    """Pieces and kilos as the room says it that knows the lots."""
    amount, said = getattr(row, key), current_app.jinja_env.globals["of_unit"]
    return cast("Callable[[int, str], str]", said)(amount, row.unit) if amount else ""


def know_units(units: Iterable[str]) -> None:
    """Let the room that knows the lots ask for all of these at once."""
    if know := current_app.jinja_env.globals.get("know_units"):
        cast("Callable[[Iterable[str]], None]", know)(units)


def known_together(_session: Session, rows: Sequence[Any]) -> Sequence[Any]:
    """The rows as they are, once it is known what they are counted in."""
    know_units(row.unit for row in rows)
    return rows


_KEY = ("entry", "line")

MONEY_MOVED = Listing(
    _l("Moves"),
    *_ENTRY,
    Column("came", _l("In"), "money", total=True, measure="unit", quiet=True, sort=False),
    Column("went", _l("Out"), "money", total=True, measure="unit", quiet=True, sort=False),
    *hidden("line", "unit"),
    key=_KEY,
    day="on",
    search=_SEARCH,
    order="-entry",
    along=("entry", span),
)

GOODS_MOVED = Listing(
    _l("Moves"),
    *_ENTRY,
    Column("came", _l("In"), "count", words=lambda row: _of_unit(row, "came"), sort=False),
    Column("went", _l("Out"), "count", words=lambda row: _of_unit(row, "went"), sort=False),
    *hidden("line", "unit"),
    key=_KEY,
    day="on",
    search=_SEARCH,
    order="-entry",
    along=("entry", span),
)


@lru_cache(maxsize=64)
def moved(account: str) -> Selected:
    """Every move into an account or out of it; an index answers for each side."""
    # A number of the same kind on both sides: then SQLite merges them in the order of an index.
    # PostgreSQL does if a side is all moves and nothing else: account and entry are asked outside.
    nothing = sa.cast(0, Whole)
    sides = (
        (Move.target, Move.amount.label("came"), nothing.label("went")),
        (Move.source, nothing.label("came"), Move.amount.label("went")),
    )
    both = sa.union_all(
        *(
            sa.select(Move.entry, Move.line, Move.unit, side.label("account"), came, went)
            for side, came, went in sides
        )
    ).subquery("moved")
    found = both.c
    query = sa.select(
        found.entry, found.line, Entry.on, Entry.cause, found.unit, found.came, found.went
    )
    # Nothing is added, but PostgreSQL then looks entries up and does not walk to them from the end.
    return query.join(Entry, Entry.id == found.entry + 0).where(found.account == account)


def moves_of(units: set[str]) -> Listing:
    """The list for an account that holds these units: of money, or of pieces."""
    return MONEY_MOVED if units <= SIGNS.keys() else GOODS_MOVED


CLOSED = Listing(
    _l("Closed months"),
    Column("month", _l("Month"), "month", sort=True),
    Column("at", _l("Closed on"), "moment", way=_entry, filled=True),
    *hidden("entry"),
    key="month",
    order="-month",
)


def closed() -> Selected:
    """Every month that was closed."""
    query = sa.select(Closing.month, Entry.at, Closing.entry)
    return query.join(Entry, Entry.id == Closing.entry)
