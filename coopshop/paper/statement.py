"""A member's statement: where her balance began, what moved it and why, where it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from ..domain import showing
from ..domain.invoice import Issuer
from .letterhead import (
    BOTTOM,
    FINGER,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    facts,
    facts_height,
    finger,
    head,
    head_height,
    page_number,
    signature,
)
from .sheet import FIBRE, MUTED, STRAW, Sheet
from .table import HEAD, Column, Table, into_pages

TITLE = "Estado de cuenta"

#: What a line may be: the first adds to her balance, the others take from it.
EARNED, DEDUCTED, PAID = "ganado", "descontado", "pagado"

#: Height of the five sums, and of what closes the last page.
SUMS, SIGNED = 23.0, FINGER[1] + 16.0


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that moved her balance, down when below zero; `cause` names its paper."""

    on: date
    cause: str
    said: str
    group: str
    cents: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Sold, and not hers to take yet: the buyer has not paid."""

    on: date
    cause: str
    said: str
    cents: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What the association owes one member, from a day to another, in céntimos of soles."""

    issuer: Issuer
    member_code: str
    member_name: str
    group: str
    since: date
    until: date
    opening: int
    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...] = ()

    @property
    def closing(self) -> int:
        """What she can ask for on the last day."""
        return self.opening + sum(line.cents for line in self.lines)

    def of(self, group: str) -> int:
        """What the lines of a group come to."""
        return sum(line.cents for line in self.lines if line.group == group)


COLUMNS = (
    Column("Fecha", 23, size=8.5),
    Column("Sustento", 22, size=8, colour=MUTED),
    Column("Por qué", 63),
    Column("A favor", 22, "right"),
    Column("En contra", 22, "right"),
    Column("Saldo", 22, "right", bold=True),
)


def draw(statement: Statement) -> bytes:
    """As many pages as it takes; the sums stand first, where she looks first."""
    code = f"{showing.day(statement.since)} – {showing.day(statement.until)}"
    sheet = Sheet(f"{TITLE} {statement.member_code} {code}", statement.issuer.name)
    table = Table(sheet, LEFT, COLUMNS, _rows(statement))
    room = BOTTOM - TOP - HEAD - head_height(sheet, statement.issuer, TITLE, code)
    first = room - facts_height(sheet, _facts(statement)) - SUMS
    pages = into_pages(table.heights, first, room, SIGNED)
    for page, (start, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, statement.issuer, TITLE, code)
        if page == 1:
            y = _sums(sheet, statement, facts(sheet, y, _facts(statement)))
        table.rows(table.head(y - 4), start, beyond)
        page_number(sheet, page, len(pages))
    _signed(sheet, statement)
    return sheet.finish()


def _facts(statement: Statement) -> list[tuple[str, str]]:
    return [
        ("Cuenta de", f"{statement.member_name} ({statement.member_code})"),
        ("Grupo", statement.group),
    ]


def _rows(statement: Statement) -> Iterator[list[str] | str]:
    """Each line with the balance after it, then what the buyers still owe."""
    began = showing.amount(statement.opening)
    yield [showing.day(statement.since), "", "Saldo anterior", "", "", began]
    balances = accumulate((line.cents for line in statement.lines), initial=statement.opening)
    next(balances)
    for line, balance in zip(statement.lines, balances, strict=True):
        gave = showing.amount(line.cents) if line.cents >= 0 else ""
        took = showing.amount(-line.cents) if line.cents < 0 else ""
        after = showing.amount(balance)
        yield [showing.day(line.on), line.cause, line.said, gave, took, after]
    if not statement.waiting:
        return
    total = showing.money(sum(line.cents for line in statement.waiting))
    yield f"Vendido, y el cliente todavía no paga: {total} que se sumarán cuando pague"
    for sold in statement.waiting:
        yield [showing.day(sold.on), sold.cause, sold.said, showing.amount(sold.cents), "", ""]


def _sums(sheet: Sheet, statement: Statement, y: float) -> float:
    """Five figures in a row, the balance largest: it is read before anything else."""
    sheet.box(LEFT - 3, y - 1, WIDTH + 6, 17, fill=STRAW, radius=1.2)
    sums = [
        ("Tenía", statement.opening),
        ("Ganó", statement.of(EARNED)),
        ("Se descontó", statement.of(DEDUCTED)),
        ("Se le pagó", statement.of(PAID)),
    ]
    for place, (label, cents) in enumerate(sums):
        x = LEFT + place * 32
        sheet.text(x, y + 4.6, label, 8, colour=MUTED)
        sheet.text(x, y + 11, showing.amount(cents), 11)
    sheet.text(RIGHT, y + 4.6, "Su saldo", 8, colour=FIBRE, align="right")
    closing = showing.money(statement.closing)
    sheet.text(RIGHT, y + 12, closing, 16, bold=True, align="right")
    return y + SUMS - 1


def _signed(sheet: Sheet, statement: Statement) -> None:
    y = BOTTOM - FINGER[1] - 6
    finger(sheet, LEFT, y)
    signature(sheet, LEFT + 32, y + 8, 66, "Leí y estoy de acuerdo", statement.member_name)
    signature(sheet, RIGHT - 62, y + 8, 62, "Tesorería")
