"""A member's account on A5, in black: one number, its addition, each line, and the book's seal.

Nothing on it is grey: a cheap printer makes dots of grey, and a copy of the copy nothing at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..domain import showing
from .addition import GOES_ON, Addition, Frame
from .sheet import BLACK, Sheet, Size
from .table import HEAD, Column, Look, Table

A5: Size = (148.0, 210.0)
LEFT, RIGHT, TOP, BOTTOM = 11.0, 137.0, 12.0, 187.0
WIDTH = RIGHT - LEFT
LOOK = Look(BLACK, BLACK, BLACK)

TITLE = "Mi cuenta"
#: Above the lines that follow the addition.
LINES = "Línea por línea"

#: Height of a heading, and the side of the code at the foot.
TITLED, QR = 6.4, 15.0
#: What stands above a heading that is not the first of its page.
APART = 4.0


def _columns(price: str, hers: str) -> tuple[Column, ...]:
    return (
        Column("Día", 18, size=8, colour=BLACK),
        Column("Qué", 58, size=8.5, colour=BLACK),
        Column(price, 25, "right", size=8, colour=BLACK),
        Column(hers, 25, "right", size=8.5, colour=BLACK, bold=True),
    )


PAID_COLUMNS = _columns("Pagó el cliente", "Para ti")
WAITING_COLUMNS = _columns("Precio", "Para ti")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that moved what is owed to her, with the price of what was sold."""

    on: date
    said: str
    price: int | None
    cents: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What is owed to one member, from a day to another, in céntimos of soles.

    `terms` are the steps of the addition; they come to `total`, which `closing` says in words as it
    stands, and `headline` without its sign.
    """

    house: str
    member_code: str
    member_name: str
    since: date
    until: date
    headline: str
    closing: str
    terms: tuple[tuple[str, int], ...]
    total: int
    lines: tuple[Line, ...]
    waiting: tuple[Line, ...]
    #: The seal: the last page of the book, its day and its signs; where it is checked.
    entry: int
    entry_on: date | None
    signs: str
    checked_at: str
    #: Above what is sold and not collected.
    to_come_words: str = "Vendido. Falta que pague el cliente"
    #: What is said below the sum of what is held back now; nothing where nothing is.
    held: str = ""

    @property
    def to_come(self) -> int:
        """What becomes hers when the buyers pay."""
        return sum(line.cents for line in self.waiting)


def draw(statements: Sequence[Statement]) -> bytes:
    """Each member's account on pages of her own, one after the other."""
    first = statements[0]
    name = first.member_code if len(statements) == 1 else str(len(statements))
    code = f"{_kept(first.since)} – {_kept(first.until)}"
    sheet = Sheet(f"{TITLE} {name} {code}", first.house, size=A5)
    for number, statement in enumerate(statements):
        if number:
            sheet.next_page()
        _draw(sheet, statement)
    return sheet.finish()


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines under a heading of their own."""

    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of a part, from one up to another, that stand below each other from `y` on."""

    part: _Part
    y: float
    start: int
    beyond: int

    @property
    def title(self) -> str:
        return self.part.title + (GOES_ON if self.start else "")


def _draw(sheet: Sheet, statement: Statement) -> None:
    frame = Frame(LEFT, RIGHT, _head(sheet, statement), TOP + 8, BOTTOM)
    shown = (statement.closing, statement.terms, statement.total, statement.held)
    addition = Addition(sheet, frame, *shown)
    runs = list(_fallen(_parts(sheet, statement), addition.below))
    pages = len(addition) - 1 + len(runs)
    for page in range(pages):
        if page:
            _foot(sheet, statement, page, pages)
            sheet.next_page()
            sheet.text(LEFT, TOP + 3, statement.member_name, 10, bold=True, colour=BLACK)
        if page < len(addition):
            addition.draw(page)
        if page >= len(addition) - 1:
            _lines(sheet, runs[page - len(addition) + 1])
    _foot(sheet, statement, pages, pages)


def _lines(sheet: Sheet, runs: Iterable[_Run]) -> None:
    """What stands line by line on one page, under its headings."""
    for run in runs:
        sheet.text(LEFT, run.y + 4.6, run.title, 9.5, bold=True, colour=BLACK)
        run.part.table.rows(run.part.table.head(run.y + TITLED), run.start, run.beyond)


def _parts(sheet: Sheet, statement: Statement) -> Iterator[_Part]:
    waiting = f"{statement.to_come_words}: {showing.money(statement.to_come)}"
    for title, columns, lines in (
        (LINES, PAID_COLUMNS, statement.lines),
        (waiting, WAITING_COLUMNS, statement.waiting),
    ):
        if lines:
            rows = [_row(line, statement.until) for line in lines]
            yield _Part(title, Table(sheet, LEFT, columns, rows, gap=2.0, look=LOOK))


def _fallen(parts: Iterable[_Part], below: float) -> Iterator[list[_Run]]:
    """What stands on each page. A heading keeps its first line, and comes again with the others."""
    page: list[_Run] = []
    y, least = below, TITLED + HEAD
    for part in parts:
        heights, start = part.table.heights, 0
        while start < len(heights):
            if y + least + heights[start] > BOTTOM and (page or y > TOP + 8):
                yield page
                page, y = [], TOP + 8
            beyond, end = start, y + least
            while beyond < len(heights) and (end + heights[beyond] <= BOTTOM or beyond == start):
                end += heights[beyond]
                beyond += 1
            page.append(_Run(part, y, start, beyond))
            start, y = beyond, end + APART
    yield page


def _head(sheet: Sheet, statement: Statement) -> float:
    """Who writes, whose account it is and of which days; then the number, as large as it fits."""
    sheet.text(LEFT, TOP + 2, statement.house, 7.5, colour=BLACK)
    y = sheet.column(
        LEFT, TOP + 9, sheet.wrap(statement.member_name, WIDTH - 24, 14, bold=True), 14,
        bold=True, colour=BLACK,
    )  # fmt: skip
    sheet.text(RIGHT, TOP + 9, statement.member_code, 11, colour=BLACK, align="right")
    until = statement.until
    days = f"{TITLE}, del {showing.near_day(statement.since, until)} al {_kept(until)}"
    sheet.text(LEFT, y - 1, days, 9, colour=BLACK)
    sheet.box(LEFT, y + 2, WIDTH, 17, stroke=BLACK, weight=1.2, radius=2)
    sheet.text(LEFT + 4, y + 12.5, statement.headline, 12, colour=BLACK)
    total = showing.money(abs(statement.total))
    sheet.text(RIGHT - 4, y + 13.8, total, 24, bold=True, colour=BLACK, align="right")
    return y + 25


def _row(line: Line, until: date) -> list[str]:
    price = "" if line.price is None else showing.money(line.price)
    return [showing.near_day(line.on, until), line.said, price, showing.money(line.cents)]


def _kept(on: date) -> str:
    """A day on a paper, which is read in another year."""
    return showing.near_day(on, None)


def _foot(sheet: Sheet, statement: Statement, page: int, pages: int) -> None:
    """The seal, where it is checked, and which page this is."""
    y = BOTTOM + 3
    sheet.rule(LEFT, y, WIDTH, colour=BLACK, weight=0.5)
    if statement.entry_on:
        sheet.qr(RIGHT - QR, y + 1.5, QR, statement.checked_at)
        until = f"página {statement.entry} del {_kept(statement.entry_on)}"
        sheet.text(LEFT, y + 5, f"Sello del libro hasta la {until}:", 8, colour=BLACK)
        sheet.text(LEFT, y + 10, statement.signs, 12, bold=True, colour=BLACK)
        where = sheet.wrap(f"Compruébalo en {statement.checked_at}", WIDTH - QR - 5, 7)
        sheet.column(LEFT, y + 14, where[:2], 7, colour=BLACK)
    if pages > 1:
        said = f"Página {page} de {pages}"
        sheet.text(RIGHT - QR - 4, y + 5, said, 7.5, colour=BLACK, align="right")
