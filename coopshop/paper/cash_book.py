"""The cash book of one box or drawer: from a day to another, each move with its paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from ..domain import showing
from ..domain.invoice import Issuer
from ..domain.running import Running
from .letterhead import (
    BOTTOM,
    LEFT,
    RIGHT,
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
from .sheet import FIBRE, MUTED, STRAW, Sheet
from .table import HEAD, Column, Table, into_pages

TITLE = "Libro de caja"

SUMS = 22.0


@dataclass(frozen=True, slots=True)
class Line:
    """One move: `came` in or `went` out; `cause` names its paper."""

    on: date
    cause: str
    said: str
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class CashBook(Running):
    """What moved in one box or drawer, in céntimos of `currency`."""

    issuer: Issuer
    cash: str
    currency: str
    since: date
    until: date
    opening: int
    lines: tuple[Line, ...]


COLUMNS = (
    Column("Fecha", 23, size=8.5),
    Column("Sustento", 24, size=8, colour=MUTED),
    Column("Concepto", 61),
    Column("Entra", 22, "right"),
    Column("Sale", 22, "right"),
    Column("Saldo", 22, "right", bold=True),
)


def draw(book: CashBook) -> bytes:
    """As many pages as the moves need; the sums stand first."""
    code = f"{showing.day(book.since)} – {showing.day(book.until)}"
    sheet = Sheet(f"{TITLE} {book.cash} {code}", book.issuer.name)
    table = Table(sheet, LEFT, COLUMNS, _rows(book))
    room = BOTTOM - TOP - HEAD - head_height(sheet, book.issuer, TITLE, code)
    first = room - facts_height(sheet, _facts(book)) - SUMS
    pages = into_pages(table.heights, first, room, SIGNATURE + 8)
    for page, (start, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, book.issuer, TITLE, code)
        if page == 1:
            y = _sums(sheet, book, facts(sheet, y, _facts(book)))
        table.rows(table.head(y - 4), start, beyond)
        page_number(sheet, page, len(pages))
    wide = WIDTH / 2 - 8
    signature(sheet, LEFT, BOTTOM - SIGNATURE, wide, "Tesorería")
    signature(sheet, RIGHT - wide, BOTTOM - SIGNATURE, wide, "Fiscal")
    return sheet.finish()


def _facts(book: CashBook) -> list[tuple[str, str]]:
    named = {"PEN": "Soles (S/)", "USD": "Dólares (US$)"}
    return [("Caja", book.cash), ("Moneda", named[book.currency])]


def _rows(book: CashBook) -> Iterator[list[str]]:
    yield [showing.day(book.since), "", "Saldo anterior", "", "", showing.amount(book.opening)]
    balances = accumulate((line.came - line.went for line in book.lines), initial=book.opening)
    next(balances)
    for line, balance in zip(book.lines, balances, strict=True):
        came = showing.amount(line.came) if line.came else ""
        went = showing.amount(line.went) if line.went else ""
        yield [showing.day(line.on), line.cause, line.said, came, went, showing.amount(balance)]


def _sums(sheet: Sheet, book: CashBook, y: float) -> float:
    """Four figures in a row, what lies there now the largest."""
    sheet.box(LEFT - 3, y - 1, WIDTH + 6, 17, fill=STRAW, radius=1.2)
    sums = [("Había", book.opening), ("Entró", book.came), ("Salió", book.went)]
    for place, (label, cents) in enumerate(sums):
        x = LEFT + place * 40
        sheet.text(x, y + 4.6, label, 8, colour=MUTED)
        sheet.text(x, y + 11, showing.amount(cents), 11)
    sheet.text(RIGHT, y + 4.6, "Queda", 8, colour=FIBRE, align="right")
    closing = showing.money(book.closing, book.currency)
    sheet.text(RIGHT, y + 12, closing, 16, bold=True, align="right")
    return y + SUMS - 1
