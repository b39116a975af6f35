"""The workbook to fill in: headings, and on a second sheet what may stand below each of them."""

import io
from collections.abc import Sequence

import xlsxwriter

from .cells import Column

#: Rows of the template that offer the words of a column.
OFFERED = 1_000

#: Letters that a spreadsheet takes as the words of a column.
LONGEST = 255


def template(title: str, columns: Sequence[Column], words: Sequence[str]) -> bytes:
    """An XLSX with two sheets; `words` are the names of both and what is said on the second."""
    name, help_name, needed, free = words
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": title})
    head = book.add_format({"bold": True, "bg_color": "#ece2cc", "border": 1})
    as_text = book.add_format({"num_format": "@"})
    sheet, help_sheet = book.add_worksheet(name), book.add_worksheet(help_name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.heading, head)
        sheet.set_column(place, place, max(12, len(column.heading) + 4), as_text)
        if column.words and len(",".join(column.words)) <= LONGEST:
            offer = {"validate": "list", "source": list(column.words), "error_type": "warning"}
            sheet.data_validation(1, place, OFFERED, place, offer)
        help_sheet.write_row(place, 0, [column.heading, needed if column.required else free])
        help_sheet.write_string(place, 2, column.example, as_text)
        help_sheet.write_string(place, 3, ", ".join(column.words), as_text)
    help_sheet.set_column(0, 3, 24)
    book.close()
    return file.getvalue()
