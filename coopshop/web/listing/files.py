"""A list handed out as a file, to whoever may open its page."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from flask import Response
from flask.typing import ResponseReturnValue
from werkzeug.http import dump_options_header

from ...domain.folding import folded
from .. import work
from ..i18n import _
from . import sheets
from .sifting import LARGE, Source, Totals

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def handed_out(shown: Any) -> ResponseReturnValue:
    """The whole list as it is sifted and sorted, with the sums that its page shows."""
    totals = shown.source.totals(shown.sift, shown.listing.columns, LARGE)
    if totals.sums is None:
        return _behind_a_page(shown)
    held = io.BytesIO()
    _write(held, shown, totals, shown.source.every(shown.sift, shown.order))
    kept_as = dump_options_header("attachment", {"filename": name_of(shown)})
    headers = {"Content-Type": TYPES[shown.asked.file], "Content-Disposition": kept_as}
    return Response(held.getvalue(), headers=headers)


def name_of(shown: Any) -> str:
    """The list's name and its days: `ventas-2025-06-01-2025-06-30.csv`."""
    days = [f"{on}" for on in (shown.period.first, shown.period.last) if on]
    words = re.sub("[^a-z0-9]+", "-", folded(shown.title)).strip("-")
    return f"{'-'.join([words, *dict.fromkeys(days)])}.{shown.asked.file}"


def _behind_a_page(shown: Any) -> ResponseReturnValue:
    """Many rows take a while: they are written while a page tells how far it is."""

    def run(progress: work.Progress) -> work.Made:
        source: Source = shown.source.anew()
        totals = source.totals(shown.sift, shown.listing.columns, None)
        rows = _counted(source.every(shown.sift, shown.order), totals.count, progress)
        with progress.path.open("wb") as file:
            _write(file, shown, totals, rows)
        return work.Made(name_of(shown), TYPES[shown.asked.file])

    title = _("File of: %(list)s", list=shown.title)
    address = shown.to({"as": shown.asked.file})
    return work.begin(title, run, back=shown.to({}), key=address, anew=True)


def _write(file: BinaryIO, shown: Any, totals: Totals, rows: Iterable[Any]) -> None:
    sheet = sheets.Sheet(shown.listing.columns)
    if shown.asked.file == "xlsx":
        sheets.as_xlsx(file, shown.title, sheet, rows, totals.sums or {})
        return
    file.writelines(line.encode() for line in sheets.as_csv(sheet, rows, totals.sums or {}))


def _counted(rows: Iterable[Any], whole: int, progress: work.Progress) -> Iterator[Any]:
    for number, row in enumerate(rows):
        progress(number, whole)
        yield row
