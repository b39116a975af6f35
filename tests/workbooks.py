"""Workbooks and lists as people send them, and as nobody should."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import xlsxwriter


def xlsx(*rows: Sequence[Any], sheet: str = "Hoja1", **others: Sequence[Sequence[Any]]) -> bytes:
    """A workbook; a text that begins with `=` is a formula with the result behind its `|`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, filled in {sheet: rows, **others}.items():
        page = book.add_worksheet(name)
        for down, row in enumerate(filled):
            for across, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    formula, _, result = value.partition("|")
                    page.write_formula(down, across, formula, None, float(result))
                elif hasattr(value, "isoformat"):
                    page.write_datetime(down, across, value, days)
                elif value is not None:
                    page.write(down, across, value)
    book.close()
    return file.getvalue()


def separated(*rows: Sequence[str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def bomb(megabytes: int = 300) -> bytes:
    """A few hundred kilobytes that would unpack to very much more."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as page:
            for _ in range(megabytes):
                page.write(b"0" * 1_000_000)
    return file.getvalue()


def packed(**parts: str) -> bytes:
    """A ZIP file of parts; `__` in a name stands for a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return file.getvalue()


def altered(raw: bytes, part: str, text: bytes, *, also: str = "") -> bytes:
    """A workbook with another text in one of its parts, and one part more."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
        if also:
            new.writestr(also, "x")
    return file.getvalue()
