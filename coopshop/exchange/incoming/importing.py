"""Reading a folder into the book: looked at whole, then written in order of recording."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ... import ledger, payouts
from ...domain import numbering
from ...domain.days import SETTLED_AT, last_day, local_of, moment_of
from ...domain.errors import Refused
from ...ledger.series import CODES
from ..models import Imported
from . import files
from .checks import check_rows, check_whole
from .events import Writer
from .faults import Fault, Faulty
from .folder import Folder, Row, read_folder
from .known import Known, what_is_known
from .masters import write_masters
from .references import dangling
from .rehearsal import Rehearsal

#: Called with the number of events done and the number of all.
Progress = Callable[[int, int], None]

#: Who writes when a folder is read: the program, not a person at the desk.
NOBODY = 0

#: Own codes that an imported file may have used, so that the next ones follow.
_COUNTED = {
    "deliveries.csv": "delivery",
    "transfers.csv": "transfer",
    "sales.csv": "sale",
    "payments.csv": "payment",
    "returns.csv": "return",
    "adjustments.csv": "adjustment",
    "advances.csv": "debit",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: events written, settlements made, and rows that were there before."""

    written: int
    settled: int
    known: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do at its moment; `row` says where it stands, None for a settlement."""

    moment: datetime
    rank: int
    act: Callable[[], object]
    seen: dict[str, str | None]
    where: Callable[[Refused], Fault]


def import_folder(
    session: Session,
    path: Path,
    *,
    at: datetime,
    by: int = NOBODY,
    progress: Progress = lambda _done, _whole: None,
) -> Outcome:
    """Read a folder of CSV files into the book; raises Faulty, with nothing written, if wrong.

    Settlements of each month of the folder's year are made on the way (R10), as far as those months
    are over. A folder that says nothing new settles nothing.
    """
    folder = read_folder(path)
    known = what_is_known(session, folder.year)
    faults = [*folder.faults, *dangling(folder, known)]
    whole = not faults
    faults += check_rows(folder, known)
    if whole:
        faults += [*check_whole(folder, known, local_of(at)), *Rehearsal(folder, known).faults()]
    if faults:
        raise Faulty(faults)
    kept = [known.seen(row) for row in write_masters(session, folder, known)]
    events = list(_events(session, folder, known, at, by))
    settlements = _settlements(session, folder, known, at, by) if events else ()
    steps = sorted(
        [*events, *settlements],
        key=lambda step: (step.moment, step.rank),
    )
    settled = 0
    for done, step in enumerate(steps, 1):
        try:
            answer = step.act()
        except Refused as refused:
            raise Faulty([step.where(refused)]) from None
        paid = len(answer) if isinstance(answer, list) else 0
        settled += paid
        # A month that paid nobody is open still: a fuller folder may come and tell more of it.
        if step.rank == 0 or paid:
            kept.append(step.seen)
        progress(done, len(steps))
    kept += [known.seen(row) for row in folder[files.SALE_LINES] if not known.has(row)]
    if kept:
        session.execute(sa.insert(Imported), kept)
    _let_codes_follow(session, folder)
    return Outcome(len(events), settled, len(known.rows))


def _events(
    session: Session, folder: Folder, known: Known, at: datetime, by: int
) -> Iterator[Step]:
    writer = Writer(session, folder, at=at, by=by)
    for row, moment, act, later in writer.events():
        if not known.has(row, later=later):
            column = "in_recorded_at" if later else files_key(row.file)
            yield Step(
                moment,
                0,
                act,
                known.seen(row, later=later),
                _blaming(row, column),
            )


def _blaming(row: Row, column: str) -> Callable[[Refused], Fault]:
    return lambda refused: row.fault(column, str(refused))


def _settlements(
    session: Session, folder: Folder, known: Known, at: datetime, by: int
) -> Iterator[Step]:
    year = folder.year
    for month in range(1, 13):
        day = last_day(year, month)
        moment = datetime.combine(day, SETTLED_AT)
        key = f"{day:%Y-%m}"
        over = moment_of(moment) <= at
        behind = known.last_recorded and moment < known.last_recorded
        if not over or behind or ("settlement", key) in known.rows:
            continue

        def act(day=day, moment=moment):
            return payouts.settle_all(session, on=day, at=at, by=by, recorded_at=moment_of(moment))

        def where(refused, key=key):
            return Fault("settlement", 0, key, str(refused), "a settlement")

        yield Step(moment, 1, act, {"file": "settlement", "key": key, "sha256": key}, where)


def files_key(name: str) -> str:
    """The column that names a row of a file."""
    return next(file.key[0] for file in files.FILES if file.name == name)


def _let_codes_follow(session: Session, folder: Folder) -> None:
    """Our own codes go on after the highest that the files used."""
    for file in files.EVENTS:
        if file.name in _COUNTED:
            kind = _COUNTED[file.name]
            codes = (numbering.number_in(kind, str(row[file.key[0]])) for row in folder[file])
            highest = max(codes, default=0)
            if highest:
                ledger.advance(session, CODES, kind, highest)
