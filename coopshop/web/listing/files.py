"""A list handed out as a file, to whoever may open its page."""

import io
import re
from typing import Any

from flask import Response
from werkzeug.http import dump_options_header

from ...domain.folding import folded
from . import sheets

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def handed_out(shown: Any) -> Response:
    """The whole list as it is sifted and sorted, with the sums that its page shows."""
    sums = shown.source.totals(shown.sift, shown.listing.columns, None).sums or {}
    rows = shown.source.every(shown.sift, shown.order)
    sheet, form = sheets.Sheet(shown.listing.columns), shown.asked.file
    if form == "csv":
        written = "".join(sheets.as_csv(sheet, rows, sums)).encode()
    else:
        held = io.BytesIO()
        sheets.as_xlsx(held, shown.title, sheet, rows, sums)
        written = held.getvalue()
    kept_as = dump_options_header("attachment", {"filename": f"{name_of(shown)}.{form}"})
    return Response(written, headers={"Content-Type": TYPES[form], "Content-Disposition": kept_as})


def name_of(shown: Any) -> str:
    """The list's name and its days: `ventas-2025-06-01-2025-06-30`."""
    days = [f"{on}" for on in (shown.period.first, shown.period.last) if on]
    words = re.sub("[^a-z0-9]+", "-", folded(shown.title)).strip("-")
    return "-".join([words, *dict.fromkeys(days)])
