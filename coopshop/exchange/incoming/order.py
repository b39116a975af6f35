"""Whether the events of a folder can follow each other, and the book: moments, days, numbers."""

from collections.abc import Iterator
from datetime import date, datetime

from . import files
from .faults import Fault
from .folder import Folder, Row
from .known import Known


def out_of_order(folder: Folder, known: Known, now: datetime) -> list[Fault]:
    """Moments that clash, days that have not come or are closed, numbers with gaps."""
    return [*_days(folder, known, now), *_numbers(folder, known)]


def recorded(folder: Folder) -> Iterator[tuple[datetime, Row, str, date]]:
    """Every event with its moment of recording, the column it stands in, and its business day."""
    for file in files.EVENTS:
        for row in folder[file]:
            if file is files.TRANSFERS:
                yield row["out_recorded_at"], row, "out_recorded_at", row["date_out"]
                if row["in_recorded_at"] and row["date_in"]:
                    yield row["in_recorded_at"], row, "in_recorded_at", row["date_in"]
            elif file is not files.SALE_LINES:
                yield row["recorded_at"], row, "recorded_at", row["date"]


def _days(folder: Folder, known: Known, now: datetime) -> Iterator[Fault]:
    moments: dict[datetime, Row] = {}
    for moment, row, column, on in sorted(recorded(folder), key=lambda event: event[0]):
        if known.has(row, later=column == "in_recorded_at"):
            continue
        if moment in moments:
            yield row.fault(column, f"a moment of its own ({moments[moment].file} has it)")
        moments[moment] = row
        if moment > now:
            yield row.fault(column, "a moment that has come")
        if on > moment.date():
            yield row.fault("date" if "date" in row.values else column, "a day not after recording")
        if known.last_recorded and moment < known.last_recorded:
            yield row.fault(column, f"nothing older than the book's last, {known.last_recorded}")
        if known.closed and f"{on:%Y-%m}" <= known.closed:
            yield row.fault(column, f"a day after {known.closed}, which is closed")


def _numbers(folder: Folder, known: Known) -> Iterator[Fault]:
    """Numbers are gapless for each kind and series, in order of recording (R12)."""
    last = dict(known.last_numbers)
    for row in sorted(folder[files.SALES], key=lambda row: row["recorded_at"]):
        if known.has(row):
            continue
        series = (row["doc_type"], row["doc_series"])
        yield from _follows(last, series, row, "doc_number")
    last_of_note: dict[tuple[str, int], Row] = {}
    for row in sorted(folder[files.RETURNS], key=lambda row: row["recorded_at"]):
        last_of_note[row["nc_series"], row["nc_number"]] = row
    for row in sorted(last_of_note.values(), key=lambda row: row["recorded_at"]):
        if not known.has(row):
            yield from _follows(last, ("nota_credito", row["nc_series"]), row, "nc_number")


def _follows(last: dict[tuple[str, str], int], series, row: Row, column: str) -> Iterator[Fault]:
    expected = last.get(series, row[column] - 1) + 1
    if row[column] != expected:
        yield row.fault(column, f"{expected}, the next of {series[0]} {series[1]}")
    last[series] = max(row[column], last.get(series, 0))
