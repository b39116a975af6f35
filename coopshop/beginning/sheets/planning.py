"""What a list would do: each row is new, known or different; and what is wrong, by cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ...domain.errors import N_, Refused
from ..opening import Seen
from .cells import Column, plain
from .files import Cell, Sheet, address

#: Rows from the top among which the headings are looked for.
HEAD_ROWS = 30

NEW, SAME, OTHER = "new", "same", "other"

Facts = dict[str, Any]


class NoHeadings(Refused):
    """A sheet without the names of its columns, or of another list."""

    message = N_("No row with headings was found. At least these are needed: %(needed)s.")


class ColumnMissing(Refused):
    """A list without what it is about."""

    message = N_("The column %(heading)s is missing.")


class ColumnTwice(Refused):
    """Which of the two counts?"""

    message = N_("The column %(heading)s stands there twice, at %(first)s too. Delete one.")


class Empty(Refused):
    """A needed cell without anything in it."""

    message = N_("Please fill in %(heading)s.")


class Twice(Refused):
    """Two rows of a file about one thing."""

    message = N_("The same stands in row %(row)s already. Delete one of the two.")


class NothingBelow(Refused):
    """Headings alone."""

    message = N_("There are no rows below the headings.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell, and how it was written."""

    address: str
    written: str
    refused: Refused


@dataclass(frozen=True, slots=True)
class Change:
    """What a row says otherwise than the register."""

    heading: str
    before: str
    after: str


@dataclass(slots=True)
class Row:
    """One row of the list: its cells as they were read, and what it would do."""

    number: int
    cells: dict[str, Cell]
    facts: Facts
    state: str = ""
    changes: tuple[Change, ...] = ()
    write: Callable[[Session, Seen], object] | None = None
    wrong: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Step:
    """What one row comes to, by the register of now."""

    state: str
    write: Callable[[Session, Seen], object] | None = None
    changes: tuple[Change, ...] = ()


#: Looks at the rows of a list one by one, remembering those above.
Planner = Callable[[Facts], Step]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list: its columns for the register of now, and what its rows come to."""

    name: str
    title: str
    columns: Callable[[Session, date], tuple[Column, ...]]
    planner: Callable[[Session, date, Sequence[Facts]], Planner]


@dataclass(slots=True)
class Plan:
    """Everything a file would do."""

    kind: Kind
    sheet: Sheet
    columns: list[Column]
    head: int
    rows: list[Row]
    faults: list[Fault]
    #: Headings with their addresses that no column of ours answers to.
    unread: list[tuple[str, str]]

    def count(self, state: str) -> int:
        """How many rows are in a state."""
        return sum(row.state == state for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        """Whether all of it is known already."""
        return not self.faults and self.count(SAME) == len(self.rows)


def plan(session: Session, kind: Kind, sheet: Sheet, today: date) -> Plan:
    """Read a sheet as a list of a kind and compare it with the register; writes nothing."""
    columns = kind.columns(session, today)
    head, places, faults = _headings(sheet, columns)
    found = Plan(kind, sheet, [c for c in columns if c.name in places], head, [], faults, [])
    if head < 0:
        return found
    found.unread = _unread(sheet, head, places)
    for number in range(head + 1, len(sheet.rows)):
        if any(cell.kind for cell in sheet.rows[number]):
            _read_row(found, number, places)
    if not found.rows and not found.faults:
        found.faults.append(Fault(address(head, 0), "", NothingBelow()))
    if any(column.required and column.name not in places for column in columns):
        return found  # no row can be whole
    step = kind.planner(session, today, [row.facts for row in found.rows])
    for row in found.rows:
        if not row.wrong:
            _look(found, row, places, step)
    return found


def _headings(sheet: Sheet, columns: Sequence[Column]) -> tuple[int, dict[str, int], list[Fault]]:
    """The row of the headings (or -1), where each column stands, and what is wrong there."""
    head, places = max(
        ((row, _places(sheet, row, columns)) for row in range(min(HEAD_ROWS, len(sheet.rows)))),
        key=lambda found: len(found[1]),
        default=(-1, {}),
    )
    needed = [column for column in columns if column.required]
    if len(places) < min(2, len(needed)):
        said = ", ".join(column.heading for column in needed)
        return -1, {}, [Fault("A1", "", NoHeadings(needed=said))]
    end = address(head, len(sheet.rows[head]))
    faults = [
        Fault(end, "", ColumnMissing(heading=column.heading))
        for column in needed
        if column.name not in places
    ]
    return head, places, faults + _doubled(sheet, head, columns, places)


def _places(sheet: Sheet, row: int, columns: Sequence[Column]) -> dict[str, int]:
    """Which columns the cells of a row name; the first one that does counts."""
    places: dict[str, int] = {}
    for index, cell in enumerate(sheet.rows[row]):
        heading = plain(cell.text) if cell.kind == "text" else ""
        for column in columns:
            if heading and heading in column.headings:
                places.setdefault(column.name, index)
    return places


def _doubled(
    sheet: Sheet, head: int, columns: Sequence[Column], places: dict[str, int]
) -> list[Fault]:
    faults = []
    for index, cell in enumerate(sheet.rows[head]):
        for column in columns:
            named = cell.kind == "text" and plain(cell.text) in column.headings
            if named and places[column.name] != index:
                first = address(head, places[column.name])
                twice = ColumnTwice(heading=cell.text, first=first)
                faults.append(Fault(address(head, index), cell.text, twice))
    return faults


def _unread(sheet: Sheet, head: int, places: dict[str, int]) -> list[tuple[str, str]]:
    """Headings that name nothing of ours, and columns that hold something without a heading."""
    known = set(places.values())
    width = max(len(row) for row in sheet.rows[head:])
    found = []
    for index in range(width):
        filled = any(sheet.cell(row, index).kind for row in range(head, len(sheet.rows)))
        if index not in known and filled:
            found.append((address(head, index), sheet.cell(head, index).text))
    return found


def _read_row(found: Plan, number: int, places: dict[str, int]) -> None:
    row = Row(number + 1, {}, {})
    for column in found.columns:
        cell = found.sheet.cell(number, places[column.name])
        row.cells[column.name] = cell
        try:
            if cell.kind:
                row.facts[column.name] = column.read(cell)
            elif column.required:
                raise Empty(heading=column.heading)
        except Refused as refused:
            row.wrong.add(column.name)
            where = address(number, places[column.name])
            found.faults.append(Fault(where, cell.text, refused))
    found.rows.append(row)


def _look(found: Plan, row: Row, places: dict[str, int], step: Planner) -> None:
    try:
        done = step(row.facts | {"row": row.number})
    except Refused as refused:
        name = refused.field if refused.field in places else found.columns[0].name
        row.wrong.add(str(name))
        where = address(row.number - 1, places[str(name)])
        found.faults.append(Fault(where, row.cells[str(name)].text, refused))
    else:
        row.state, row.changes, row.write = done.state, done.changes, done.write
