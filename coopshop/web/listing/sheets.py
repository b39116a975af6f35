"""A list as a file: CSV for other programs, XLSX for people who count on with it.

Amounts are numbers, days are days. A text that a spreadsheet would take for a formula gets an
apostrophe in front; a negative amount is a number and stays one. The last rows are the sums, one
for each currency or unit, the same that the page shows.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from ...domain.errors import N_, Refused
from ..i18n import _
from .columns import NUMBERS, Column, Measure, Plain
from .sifting import Sums

#: Rows that a sheet holds, its heads and sums left out.
MOST_ROWS = 1_048_000

#: What a spreadsheet takes for the beginning of a formula, full-width forms among them.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

#: Excel tells UTF-8 by it.
BOM = "\ufeff"

_FORMATS = {
    "money": "#,##0.00",
    "quantity": "#,##0.###",
    "count": "#,##0",
    "percent": "0.00",
    "rate": "0.000###",
    "day": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
}
_WIDTHS = {"text": 30, "money": 14, "quantity": 12, "count": 12, "day": 12, "moment": 18}
_WIDTH = 16


class TooManyRows(Refused):
    """A sheet has an end."""

    message = N_("A workbook holds %(most)s rows; this list has more. Take the CSV, or fewer days.")


class Sheet:
    """The columns of a file: those of the list, and after the first of each kind its measure."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns: list[tuple[Column, bool]] = []
        said: set[str] = set()
        for column in columns:
            if not column.seen or not column.written:
                continue
            self.columns.append((column, False))
            if column.measure and column.measure not in said:
                self.columns.append((column, True))
                said.add(column.measure)

    @property
    def heads(self) -> list[str]:
        """What stands above the columns, in the reader's language."""
        return [c.measure_heading if measure else c.file_heading for c, measure in self.columns]

    def row(self, row: Any) -> list[Plain]:
        """The cells of a row."""
        return [
            column.measure_said(column.measured(row)) if measure else column.plain(row)
            for column, measure in self.columns
        ]

    def sums(self, sums: Sums) -> Iterator[list[Plain]]:
        """The cells of the rows with the sums; nothing where nothing is summed."""
        measures = self._measures(sums)
        for number in range(max((len(found) for found in measures.values()), default=0)):
            yield [
                self._sum(column, measure, sums, measures, number, first=not place)
                for place, (column, measure) in enumerate(self.columns)
            ]

    def _measures(self, sums: Sums) -> dict[str, list[Measure]]:
        """What the columns of a measure are counted in, all of them together, in a fixed order."""
        found: dict[str, set[Measure]] = {}
        for column, _measure in self.columns:
            if column.key in sums:
                found.setdefault(column.measure, set()).update(sums[column.key] or {column.nothing})
        return {name: sorted(measures) for name, measures in found.items()}

    @staticmethod
    def _sum(
        column: Column,
        measure: bool,
        sums: Sums,
        measures: dict[str, list[Measure]],
        number: int,
        *,
        first: bool,
    ) -> Plain:
        if column.key not in sums:
            return str(_("Total")) if first else None
        counted = measures[column.measure]
        if number >= len(counted):
            return None
        if measure:
            return column.measure_said(counted[number])
        return column.unadorned(sums[column.key].get(counted[number], 0), counted[number])


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("  @SUM(A1)"), harmless("Canasta")
    ("'=1+1", "'  @SUM(A1)", 'Canasta')
    """
    risky = text.startswith(FORMULA) or text.lstrip(" \u00a0\u3000").startswith(FORMULA)
    return f"'{text}" if risky else text


def as_csv(sheet: Sheet, rows: Iterable[Any], sums: Sums) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180)."""
    held = io.StringIO()
    write = csv.writer(held).writerow

    def line(cells: Iterable[str]) -> str:
        held.seek(0)
        held.truncate()
        write(cells)
        return held.getvalue()

    yield BOM + line(map(harmless, sheet.heads))
    for row in rows:
        yield line(_written(column, cell) for (column, _m), cell in _paired(sheet, sheet.row(row)))
    for total in sheet.sums(sums):
        yield line(_written(column, cell) for (column, _m), cell in _paired(sheet, total))


def as_xlsx(target: Any, title: str, sheet: Sheet, rows: Iterable[Any], sums: Sums) -> None:
    """Write a workbook of one sheet to a path or a file; one row at a time is in memory."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True})
    formats = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
    strong = {
        kind: book.add_format({"num_format": form, "bold": True}) for kind, form in _FORMATS.items()
    }
    page.freeze_panes(1, 0)
    for place, (column, measure) in enumerate(sheet.columns):
        page.set_column(place, place, _WIDTH if measure else _WIDTHS.get(column.kind, _WIDTH))
    for place, head in enumerate(sheet.heads):
        page.write_string(0, place, harmless(head), bold)
    number = 0
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise TooManyRows(most=f"{MOST_ROWS:,}")
        _put(page, number, sheet, sheet.row(row), formats)
    for further, total in enumerate(sheet.sums(sums), number + 1):
        _put(page, further, sheet, total, strong, bold)
    book.close()


def _put(
    page: Any, number: int, sheet: Sheet, cells: list[Plain], formats: Any, plain: Any = None
) -> None:
    for place, ((column, _m), cell) in enumerate(_paired(sheet, cells)):
        if cell is None:
            continue
        if isinstance(cell, str):
            page.write_string(number, place, harmless(cell), plain)
        elif isinstance(cell, date):
            page.write_datetime(number, place, cell, formats[column.kind])
        else:
            page.write_number(number, place, cell, formats[column.kind])


def _paired(sheet: Sheet, cells: list[Plain]) -> Iterator[tuple[tuple[Column, bool], Plain]]:
    return zip(sheet.columns, cells, strict=True)


def _written(column: Column, cell: Plain) -> str:
    """A cell of a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if column.kind in NUMBERS and isinstance(cell, float):
        return f"{cell:.2f}" if column.kind == "money" else f"{cell:.6f}".rstrip("0").rstrip(".")
    return str(cell)


def _sheet_name(title: str) -> str:
    """What a sheet may be called: 31 characters, none of those that formulas use."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:31].strip() or "1"
