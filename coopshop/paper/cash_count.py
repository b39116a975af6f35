"""The sheet of a counted drawer (arqueo): each count with its pieces, difference and reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ..domain import showing
from ..domain.invoice import Issuer
from .letterhead import (
    BOTTOM,
    LEFT,
    SIGNATURE,
    TOP,
    WIDTH,
    facts,
    facts_height,
    head,
    head_height,
    page_number,
    signature,
)
from .sheet import Sheet
from .table import HEAD, Column, Table, into_pages

TITLE = "Arqueo de caja"

KINDS = {"apertura": "Apertura", "cierre": "Cierre"}


@dataclass(frozen=True, slots=True)
class Sums:
    """What was counted in one currency, and what the book expected."""

    currency: str
    expected: int
    counted: int


@dataclass(frozen=True, slots=True)
class Count:
    """One count: `pieces` are (value, how many), `stands` says that no later one replaced it."""

    kind: str
    at: datetime
    by: str
    sums: tuple[Sums, ...]
    pieces: tuple[tuple[int, int], ...]
    reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class CashCount:
    """The counts of one session of a drawer, in order."""

    issuer: Issuer
    code: str
    cash: str
    place: str
    on: date
    counts: tuple[Count, ...]


COLUMNS = (
    Column("", 92),
    Column("Cantidad", 34, "right"),
    Column("Importe", 48, "right", bold=True),
)


def draw(count: CashCount) -> bytes:
    """As many pages as the counts need; the signatures are on the last."""
    sheet = Sheet(f"{TITLE} {count.code}", count.issuer.name)
    rows = list(_rows(count))
    table = Table(sheet, LEFT, COLUMNS, rows)
    room = BOTTOM - TOP - HEAD - head_height(sheet, count.issuer, TITLE, count.code)
    first = room - facts_height(sheet, _facts(count))
    pages = into_pages(table.heights, first, room, SIGNATURE + 8)
    last = max(place for place, row in enumerate(rows) if isinstance(row, str))
    begins = table.given.index(last)
    if sum(table.heights[begins:]) <= room - SIGNATURE - 8:
        pages = _together(pages, begins)
    for page, (start, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, count.issuer, TITLE, count.code)
        if page == 1:
            y = facts(sheet, y, _facts(count)) + 2
        table.rows(table.head(y - 4), start, beyond)
        page_number(sheet, page, len(pages))
    wide = (WIDTH - 16) / 3
    for place, label in enumerate(("Contó", "Tesorería", "Fiscal o testigo")):
        x = LEFT + place * (wide + 8)
        name = count.counts[-1].by if place == 0 else ""
        signature(sheet, x, BOTTOM - SIGNATURE, wide, label, name)
    return sheet.finish()


def _together(pages: list[tuple[int, int]], begins: int) -> list[tuple[int, int]]:
    """Whoever signs sees the whole last count: its rows move to the page of the signatures."""
    *before, (start, beyond) = pages
    if not before or not before[-1][0] < begins < start:
        return pages
    return [*before[:-1], (before[-1][0], begins), (begins, beyond)]


def _facts(count: CashCount) -> list[tuple[str, str]]:
    return [("Caja", count.cash), ("Lugar", count.place), ("Día", showing.long_day(count.on))]


def _rows(count: CashCount) -> Iterator[list[str] | str]:
    for one in count.counts:
        said = f"{KINDS[one.kind]} · {showing.moment(one.at)} · contó {one.by}"
        if not one.stands:
            yield from _superseded(one, said)
            continue
        yield said
        for value, many in one.pieces:
            yield [showing.money(value), str(many), showing.amount(value * many)]
        for row in one.sums:
            sign = showing.SIGNS[row.currency]
            yield [f"Contado ({sign})", "", showing.amount(row.counted)]
            yield [f"Según el libro ({sign})", "", showing.amount(row.expected)]
            yield [_difference(row), "", showing.amount(row.counted - row.expected)]
        if one.reason:
            yield [f"Motivo: {one.reason}", "", ""]


def _superseded(one: Count, said: str) -> Iterator[list[str]]:
    """A count that a later one replaced: a line for each currency, and its reason."""
    for row in one.sums:
        why = f". Motivo: {one.reason}" if one.reason and row == one.sums[-1] else ""
        by = showing.money(abs(row.counted - row.expected), row.currency)
        differs = "" if row.counted == row.expected else f" {by}"
        found = f"{_difference(row)}{differs}{why}"
        words = f"{said}, reemplazado por un conteo posterior. {found}"
        yield [words, "", showing.money(row.counted, row.currency)]


def _difference(row: Sums) -> str:
    if row.counted == row.expected:
        return "Sin diferencia"
    return "Sobrante" if row.counted > row.expected else "Faltante"
