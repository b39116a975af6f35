"""The child that opens a workbook: little memory, little time, and nothing of ours at hand.

Run as a program of its own: bytes come in, rows go out as JSON. It imports nothing of coopshop, so
that it starts at once. What breaks it breaks nothing else.
"""

import io
import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

#: Bytes of memory and seconds of work.
MEMORY, SECONDS = 1 << 30, 20

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_FORMULA = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[ />]')


def main(wanted: str, most_rows: int, most_columns: int) -> dict[str, Any]:
    """The rows of one sheet (the first one that holds anything, if `wanted` is not there)."""
    raw = sys.stdin.buffer.read()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except PasswordError:
        return {"error": "locked"}
    except CalamineError:
        return {"error": "broken"}
    found = {}
    for name in book.sheet_names:
        try:
            found[name] = book.get_sheet_by_name(name)
        except CalamineError:
            continue  # a sheet that holds a chart and no cells
    if not found:
        return {"error": "broken"}
    filled = [name for name, sheet in found.items() if sheet.end]
    name = wanted if wanted in found else (filled or list(found))[0]
    sheet = found[name]
    height, width = (place + 1 for place in sheet.end or (-1, -1))
    if height > most_rows or width > most_columns:
        return {"error": "large", "rows": height, "columns": width}
    rows = sheet.to_python(skip_empty_area=False)
    return {
        "sheets": filled or list(found),
        "sheet": name,
        "rows": [[_plain(cell) for cell in row] for row in rows],
        "formulas": _formulas(raw, name),
    }


def _plain(cell: Any) -> list[str] | None:
    """A cell as JSON can say it: what kind of thing it is, and how it is written."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return ["yes", "si" if cell else "no"]
    if isinstance(cell, int | float):
        return ["number", repr(cell).removesuffix(".0")]
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return ["day", cell.date().isoformat()] if midnight else ["text", cell.isoformat(" ")]
    if isinstance(cell, date):
        return ["day", cell.isoformat()]
    return ["text", str(cell)]


def _formulas(raw: bytes, name: str) -> list[str]:
    """The addresses of cells that hold a formula; their last result was read."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        path = _sheet_path(archive, name)
        text = archive.read(path) if path in archive.namelist() else b""
    return [address.decode() for address in _FORMULA.findall(text)]


def _sheet_path(archive: zipfile.ZipFile, name: str) -> str:
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - looked at first
    related = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {one.get("Id"): one.get("Target") or "" for one in related}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet") and sheet.get("name") == name:
            target = targets.get(sheet.get(RELATION) or "") or ""
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _bound() -> None:
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            continue  # macOS knows no limit of addresses; the clock outside still stops it


if __name__ == "__main__":
    _bound()
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
