"""Reading a folder of CSV files, cell by cell, collecting every fault on the way."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .cells import Unread
from .faults import Fault
from .files import FILES, SETTINGS, File

#: So much of a cell is shown with its fault.
SHOWN = 60

#: A file larger than this is not a year of one cooperative.
LARGEST = 64 * 1024 * 1024
#: A year that a cooperative of today may write about.
YEAR = re.compile("20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place, its values by column, and the hash of what it said."""

    file: str
    number: int
    key: str
    values: dict[str, Any]
    cells: dict[str, str]
    sha256: str
    #: Of the columns that are filled in later (a transfer's arrival); None while they are empty.
    later_sha256: str | None = None

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str, expected: str) -> Fault:
        """What is wrong with one of its cells."""
        return Fault(self.file, self.number, column, _shown(self.cells.get(column)), expected)


@dataclass(slots=True)
class Folder:
    """All rows by file, and the faults found so far."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    #: Keys of rows that are there but could not be read, so that nobody is told they are missing.
    unread: dict[str, set[str]] = field(default_factory=dict)
    #: Files of which some rows cannot even be named: anything may be in them.
    blurred: set[str] = field(default_factory=set)

    def __getitem__(self, file: File) -> list[Row]:
        return self.rows.get(file.name, [])

    @property
    def year(self) -> int:
        """The year that the settings name, 0 when they name none."""
        said = self.by_key(SETTINGS).get("year")
        return int(said["value"]) if said and YEAR.fullmatch(said["value"]) else 0

    def by_key(self, file: File) -> dict[str, Row]:
        """The rows of a file by their key."""
        return {row.key: row for row in self[file]}

    def blur(self, file: File, row: int, read: str, expected: str) -> None:
        """A fault that leaves unknown what the file holds."""
        self.faults.append(Fault(file.name, row, "", read, expected))
        self.blurred.add(file.name)

    def may_hold(self, file: File, key: str) -> bool:
        """Whether a row that could not be read may be the one of that key."""
        return file.name in self.blurred or key in self.unread.get(file.name, ())


def read_folder(path: Path) -> Folder:
    """Read every file of a folder; look at `faults` before using the rows."""
    folder = Folder()
    for file in FILES:
        folder.rows[file.name] = list(_rows(path / file.name, file, folder))
    return folder


def _rows(path: Path, file: File, folder: Folder) -> Iterator[Row]:
    try:
        if path.stat().st_size > LARGEST:
            folder.blur(file, 0, f"{path.stat().st_size} bytes", "a smaller file")
            return
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        folder.blur(file, 0, "no such file", "a file of this name")
        return
    except (OSError, UnicodeDecodeError) as error:
        folder.blur(file, 0, type(error).__name__, "a file of text in UTF-8")
        return
    yield from _read_rows(text, file, folder)


def _read_rows(text: str, file: File, folder: Folder) -> Iterator[Row]:
    unread = folder.unread.setdefault(file.name, set())
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    seen: set[str] = set()
    try:
        names = next(reader, [])
        if not _right_header(names, file, folder.faults):
            folder.blurred.add(file.name)
            return
        while (row := next(reader, None)) is not None:
            if len(row) != len(names):
                folder.blur(file, reader.line_num, f"{len(row)} cells", f"{len(names)} cells")
                continue
            cells = dict(zip(names, row, strict=True))
            read = _row(cells, reader.line_num, file, folder.faults)
            if read is None:
                unread.add("/".join(cells[name] for name in file.key))
            elif read.key in seen:
                folder.faults.append(read.fault(file.key[0], "a row that is not there twice"))
            else:
                seen.add(read.key)
                yield read
    except csv.Error as error:
        folder.blur(file, reader.line_num, str(error), "rows of CSV")


def _right_header(names: list[str], file: File, faults: list[Fault]) -> bool:
    known = {column.name for column in file.columns}
    wanted = {column.name for column in file.columns if not column.may_be_absent}
    wrong = [Fault(file.name, 1, name, "no column", "a column of this name")
             for name in sorted(wanted - set(names))]  # fmt: skip
    wrong += [Fault(file.name, 1, name, name, "only known columns")
              for name in sorted(set(names) - known)]  # fmt: skip
    if len(set(names)) != len(names):
        wrong.append(Fault(file.name, 1, "", ",".join(names), "each column once"))
    faults += wrong
    return not wrong


def _row(cells: dict[str, str], number: int, file: File, faults: list[Fault]) -> Row | None:
    values: dict[str, Any] = {}
    before = len(faults)
    for column in file.columns:
        cell = cells.get(column.name, "")
        if cell == "" and column.may_be_empty:
            values[column.name] = None
            continue
        try:
            values[column.name] = column.read(cell)
        except Unread as unread:
            faults.append(Fault(file.name, number, column.name, _shown(cell), str(unread)))
    if len(faults) > before:
        return None
    key = "/".join(str(values[name]) for name in file.key)
    first = [name for name in sorted(cells) if name not in file.later]
    ended = any(cells.get(name) for name in file.later)
    later = _digest(cells, file.later) if ended else None
    return Row(file.name, number, key, values, cells, _digest(cells, first), later)


def _digest(cells: dict[str, str], names: Iterable[str]) -> str:
    said = "\x1f".join(f"{name}={cells.get(name, '')}" for name in names)
    return hashlib.sha256(said.encode()).hexdigest()


def _shown(value: Any) -> str:
    """What was read, short enough for one line of a terminal and without control characters."""
    text = "" if value is None else str(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
