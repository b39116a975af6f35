"""Writing a folder: what the files of the scenario ask for, and the lists that people expect."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...domain.days import local_of
from ...ledger.models import Entry
from ...web.listing.sheets import harmless
from . import lists, results
from .figures import figures

Table = tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]

#: Every file of an export and who fills it, for a session and a year.
FILES: dict[str, Callable[[Session, int], Table]] = {
    "lines.csv": results.lines,
    "allocations.csv": results.allocations,
    "payouts.csv": results.payouts,
    "figures.csv": figures,
    "documents.csv": lists.documents,
    "deliveries.csv": lists.deliveries,
    "payments.csv": lists.payments,
    "receivables.csv": lists.receivables,
    "members.csv": lists.members_owed,
    "stock.csv": lists.stock,
    "book.csv": lists.book,
}


def last_year(session: Session) -> int | None:
    """The last year in which anything was recorded, None while the book is empty."""
    last = session.scalar(sa.select(sa.func.max(Entry.recorded_at)))
    return local_of(last).year if last else None


def years(session: Session) -> list[int]:
    """Every year in which something was recorded, the newest first."""
    first = session.scalar(sa.select(sa.func.min(Entry.recorded_at)))
    last = last_year(session)
    return list(range(last, local_of(first).year - 1, -1)) if first and last else []


def export(session: Session, folder: Path, *, year: int) -> list[Path]:
    """Write every file of a year into `folder`; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, fill in FILES.items():
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(text_of(fill(session, year)))
        written.append(path)
    return written


def text_of(table: Table) -> Iterator[str]:
    """The lines of a CSV file: UTF-8, comma, LF, a header row."""
    header, rows = table
    writer = csv.writer(_Echo(), lineterminator="\n")
    yield writer.writerow(header)
    for row in rows:
        yield writer.writerow([_harmless(cell) for cell in row])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _harmless(cell: Any) -> Any:
    """Words that look like a formula are marked as words; figures stay figures."""
    if isinstance(cell, str) and not _is_number(cell):
        return harmless(cell)
    return "" if cell is None else cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdigit() and cell.count("-") <= 1
