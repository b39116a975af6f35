"""Looking into a file before it is opened, and opening it where it can do no harm."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from ...domain.errors import N_, Refused

#: Bytes of a file, entries inside it, bytes unpacked, and how far it may be packed.
MOST_BYTES, MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 5_000_000, 50, 20_000_000, 100
#: Rows and columns of a sheet.
MOST_ROWS, MOST_COLUMNS = 5_000, 60
#: Seconds that the child may take, waiting for a busy machine included.
PATIENCE = 60

#: How files begin that are text and yet no list.
OTHER_FILES = (b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml")

CHILD = Path(__file__).parent / "unpacking.py"


class NotASheet(Refused):
    """Something that cannot be read: the sentence says what it is."""

    message = N_("This is neither an XLSX workbook nor a CSV file.")
    field = "file"


class OtherFormat(NotASheet):
    """A spreadsheet of another program or another time."""

    message = N_("This is a file of another kind (%(kind)s). In your program choose: save as XLSX.")


class Locked(NotASheet):
    """A workbook with a password."""

    message = N_("The workbook is locked with a password. Save it without one and try again.")


class Broken(NotASheet):
    """A workbook that was cut off or altered."""

    message = N_("The workbook is damaged: it cannot be opened. Save it anew and try again.")


class UnpacksTooLarge(NotASheet):
    """A few bytes that would fill a memory."""

    message = N_(
        "The workbook would unpack to %(size)s MB in %(entries)s parts; it may have at most "
        "%(most)s MB in %(most_entries)s parts. Copy only the list into a new workbook."
    )


class TooHeavy(NotASheet):
    """More bytes than a list has."""

    message = N_("The file has more than %(most)s MB. Copy only the list into a new one.")


class TooManyCells(NotASheet):
    """More rows or columns than a list of ours has."""

    message = N_(
        "The sheet has %(rows)s rows and %(columns)s columns; %(most_rows)s rows and "
        "%(most_columns)s columns can be read at once."
    )


class TookTooLong(NotASheet):
    """The child was stopped."""

    message = N_("The workbook is too complicated to be read. Copy only the list into a new one.")


class Cell(NamedTuple):
    """What stands in a cell: its kind (text, number, day, yes, or nothing), and how it is written.

    A formula is read by its last result.
    """

    kind: str = ""
    text: str = ""
    formula: bool = False


class Sheet(NamedTuple):
    """One sheet of a file."""

    digest: str
    sheets: tuple[str, ...]
    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place, counted from 0; nothing where the row is shorter."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else Cell()


def suffix(raw: bytes) -> str:
    """How a file is kept: by what is in it, whatever it is called. Refused if it is neither."""
    if len(raw) > MOST_BYTES:
        raise TooHeavy(most=MOST_BYTES // 1_000_000)
    if raw.startswith(b"PK"):
        _look_inside(raw)
        return "xlsx"
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Locked if "EncryptedPackage".encode("utf-16-le") in raw else OtherFormat(kind="XLS")
    if not raw.strip() or b"\0" in raw or raw.startswith(OTHER_FILES):
        raise NotASheet
    return "csv"


def read(raw: bytes, kind: str, sheet: str = "") -> Sheet:
    """The cells of a file that `suffix` let through."""
    digest = hashlib.sha256(raw).hexdigest()
    if kind == "csv":
        return Sheet(digest, ("CSV",), "CSV", _separated(raw))
    answer = _unpacked(raw, sheet)
    formulas = set(answer["formulas"])
    rows = tuple(
        tuple(
            Cell(cell[0], cell[1], address(number, column) in formulas) if cell else Cell()
            for column, cell in enumerate(row)
        )
        for number, row in enumerate(answer["rows"])
    )
    return Sheet(digest, tuple(answer["sheets"]), answer["sheet"], rows)


def address(row: int, column: int) -> str:
    """How a spreadsheet calls a cell, counted from 0.

    >>> address(6, 1), address(0, 25), address(9, 26), address(0, 701)
    ('B7', 'Z1', 'AA10', 'ZZ1')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _look_inside(raw: bytes) -> None:
    """The table of contents says enough: nothing is unpacked here."""
    try:
        inside = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, UnicodeError, ValueError, OverflowError):
        raise Broken from None
    names = {entry.filename for entry in inside}
    size = sum(entry.file_size for entry in inside)
    if len(inside) > MOST_ENTRIES or size > MOST_UNPACKED or size > MOST_RATIO * len(raw):
        raise UnpacksTooLarge(
            size=-(-size // 1_000_000),
            entries=len(inside),
            most=MOST_UNPACKED // 1_000_000,
            most_entries=MOST_ENTRIES,
        )
    if any(entry.flag_bits & 1 for entry in inside):
        raise Locked
    if "xl/workbook.xml" not in names:
        other = {"mimetype": "ODS", "xl/workbook.bin": "XLSB", "Index/Document.iwa": "Numbers"}
        kind = next((said for name, said in other.items() if name in names), "")
        raise OtherFormat(kind=kind) if kind else NotASheet
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Broken


def _unpacked(raw: bytes, sheet: str) -> dict[str, Any]:
    command = [sys.executable, "-P", str(CHILD), sheet, str(MOST_ROWS), str(MOST_COLUMNS)]
    try:
        child = subprocess.run(
            command, input=raw, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    if child.returncode < 0:  # stopped by a limit
        raise TookTooLong
    answer: dict[str, Any] = {"error": "broken"}
    if child.returncode == 0:
        answer = json.loads(child.stdout)
    if answer.get("error") == "locked":
        raise Locked
    if answer.get("error") == "large":
        raise _too_many(answer["rows"], answer["columns"])
    if "error" in answer:
        raise Broken
    found: dict[str, Any] = answer
    return found


def _separated(raw: bytes) -> tuple[tuple[Cell, ...], ...]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # what older Excels in Spanish write
    head = text[:4_000]
    separator = max(";,\t", key=head.count)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(tuple(Cell("text", cell) if cell.strip() else Cell() for cell in row))
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise _too_many(len(rows), len(row))
    except csv.Error:
        raise Broken from None
    return tuple(rows)


def _too_many(rows: int, columns: int) -> TooManyCells:
    return TooManyCells(rows=rows, columns=columns, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
