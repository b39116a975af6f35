"""Counting a shelf while work goes on: each figure has its moment, what came after is added back.

A sheet is begun, figures are jotted down in as many goes as it takes, and when it is handed in
every difference has an explanation. A figure is compared with what the book said at the moment it
was written. What is recorded later, for that day or a day after, happened later: it is added back.
What is recorded later for a day before had happened already: it is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger
from ..domain import bookings
from ..domain.days import day_of
from ..domain.errors import N_, Refused, Unknown, in_row
from ..domain.showing import quantity
from ..ledger.facts import Rows
from .models import Count, CountFigure, CountMoment, CountReason, CountSheet
from .service import adjust
from .stock import stock_at, stock_of
from .stock_card import Moved, moved_since

#: What explains that pieces are missing, and that there are too many.
FEWER = ("merma", "robo", "registro", "no_se")
MORE = ("registro", "no_se")

#: A paper that is still to be written down or put right moves the pieces; the count does not.
ON_PAPER = "registro"


class UnknownSheet(Unknown):
    """No such count, or it was handed in or given up."""

    message = N_("There is no count %(code)s that is still going on.")


class CountGoesOn(Refused):
    """Two counts of one shelf at a time would both write off the same piece."""

    message = N_("%(code)s is still going on at that place. Finish it, or give it up, first.")
    field = "place"


class NothingCounted(Refused):
    """A count of nothing."""

    message = N_("Write down at least one figure.")


class NotExplained(Refused):
    """A difference that nobody explains is not posted."""

    message = N_("Say what explains the difference of %(product)s.")
    field = "reason"


class MovedMeanwhile(Refused):
    """What was recorded since the page was shown changes a difference."""

    message = N_(
        "Something of an earlier day was recorded meanwhile: for %(product)s the book now says "
        "%(book)s. Nothing of the count is lost; look at the difference again."
    )
    field = "reason"


class SoldOutMeanwhile(Refused):
    """What is missing cannot leave the shelf any more, because the book says that it has left."""

    message = N_(
        "%(missing)s of %(product)s were missing, but the book has only %(left)s left there: the "
        "rest was sold or sent after you counted. Count it again, or choose that a paper is to be "
        "put right: then nothing is written off. Nothing of the count is lost."
    )
    field = "reason"


@dataclass(frozen=True, slots=True)
class Figure:
    """What the hand found: smallest parts, and how long ago (when it reaches us) it was written."""

    units: int
    ago: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure beside what the book said at its moment; `moved` is what was recorded after it."""

    product: catalog.Product
    counted: int
    at: datetime
    in_book: int
    moved: tuple[Moved, ...]

    @property
    def units(self) -> int:
        """Below zero, something is missing."""
        return self.counted - self.in_book

    def shown(self, units: int) -> str:
        """Units of this product as they are said."""
        return quantity(units, self.product.parts, self.product.unit)


def begin_count(session: Session, *, place: str, on: date, at: datetime, by: int) -> str:
    """Begin to count a place; gives the code of the sheet. One at a time for each place."""
    shelf = catalog.place(session, place)
    for sheet in open_sheets(session):
        if sheet.place == shelf.code:
            raise CountGoesOn(code=sheet.code)
    code = ledger.next_code(session, "count")
    row = {"code": code, "place": shelf.code, "on": on, "opened_at": at}
    notice = bookings.notice(f"sheet/{code}", "sheet", on)
    ledger.post(session, notice, (CountSheet, [row]), at=at, by=by)
    return code


def open_sheets(session: Session) -> list[CountSheet]:
    """The counts that are going on, oldest first."""
    handed_in = sa.exists().where(Count.code == CountSheet.code)
    query = sa.select(CountSheet).where(~handed_in, ledger.standing(CountSheet.entry))
    return list(session.scalars(query.order_by(CountSheet.entry)))


def sheet_of(session: Session, code: str) -> CountSheet:
    """One count that is going on."""
    for sheet in open_sheets(session):
        if sheet.code == code:
            return sheet
    raise UnknownSheet(code=code)


def figures_of(session: Session, code: str) -> dict[str, CountFigure]:
    """What was jotted down so far, by SKU."""
    query = sa.select(CountFigure).where(CountFigure.sheet == code).order_by(CountFigure.sku)
    return {figure.sku: figure for figure in session.scalars(query)}


def jot(
    session: Session, *, code: str, figures: Mapping[str, Figure | None], at: datetime, by: int
) -> None:
    """Keep figures of a sheet; None rubs one out. The same figure again keeps its moment.

    A figure that says how long ago it was written gets that moment, but none before the count.
    """
    sheet, known = sheet_of(session, code), figures_of(session, code)
    for sku, figure in figures.items():
        catalog.product(session, sku)
        before = known.get(sku)
        if figure is None:
            if before:
                session.delete(before)
            continue
        if before and before.units == figure.units and figure.ago is None:
            continue
        moment = max(at - (figure.ago or timedelta()), sheet.opened_at)
        new = {"sheet": code, "sku": sku, "units": figure.units, "at": min(moment, at), "by": by}
        session.merge(CountFigure(**new))
    session.flush()


def expected(session: Session, sheet: CountSheet) -> list[str]:
    """What a hand may find there: what lies there, what lay there, and what was jotted down."""
    lying = {stock.sku for stock in stock_at(session, sheet.place)}
    left = {moved.sku for moved in moved_since(session, sheet.place, sheet.entry)}
    return sorted(lying | left | figures_of(session, sheet.code).keys())


def differences(session: Session, sheet: CountSheet) -> list[Difference]:
    """Every figure of a sheet beside what the book said at its moment."""
    moved: dict[str, list[Moved]] = defaultdict(list)
    for move in moved_since(session, sheet.place, sheet.entry):
        moved[move.sku].append(move)
    return [
        _difference(session, sheet.place, figure, moved[sku])
        for sku, figure in figures_of(session, sheet.code).items()
    ]


def _difference(
    session: Session, place: str, figure: CountFigure, moved: Iterable[Moved]
) -> Difference:
    after = tuple(m for m in moved if m.at > figure.at and m.on >= day_of(figure.at))
    now = stock_of(session, place, figure.sku)
    return Difference(
        product=catalog.product(session, figure.sku),
        counted=figure.units,
        at=figure.at,
        in_book=now - sum(move.units for move in after),
        moved=after,
    )


def hand_in(
    session: Session,
    *,
    code: str,
    reasons: Mapping[str, tuple[str | None, str | None]],
    seen: Mapping[str, int],
    on: date,
    at: datetime,
    by: int,
) -> None:
    """Post a count: each difference with its (reason, words), by SKU.

    `seen` is the difference of each product as it was shown when it was explained. What is missing
    leaves the shelf as shrinkage, unless a paper is to be put right. What is too much stays on the
    count as a difference: a piece has a maker, so it enters by her delivery.
    """
    sheet = sheet_of(session, code)
    found = differences(session, sheet)
    if not found:
        raise NothingCounted
    explained = [row for row in found if row.units]
    for number, row in enumerate(explained):
        with in_row(number):
            _refuse_unexplained(row, reasons, seen)
    header = {"code": code, "place": sheet.place, "on": sheet.on}
    counts = [
        {**header, "sku": r.product.sku, "in_book": r.in_book, "counted": r.counted} for r in found
    ]
    notice = bookings.notice(f"count/{code}", "count", on)
    moments = [_moment(code, row) for row in found]
    facts: list[Rows] = [(Count, counts), (CountMoment, moments)]
    if explained:
        facts.append((CountReason, [_reason(code, row, reasons) for row in explained]))
    ledger.post(session, notice, *facts, at=at, by=by)
    for number, row in enumerate(explained):
        if row.units < 0 and reasons[row.product.sku][0] != ON_PAPER:
            with in_row(number):
                _write_off(session, sheet, row, on=on, at=at, by=by)
    session.execute(sa.delete(CountFigure).where(CountFigure.sheet == code))


def give_up_count(
    session: Session, *, code: str, why: str, on: date, at: datetime, by: int
) -> None:
    """A count that will not be finished: it stays in the book as begun and given up."""
    sheet = sheet_of(session, code)
    ledger.reverse(session, f"sheet/{sheet.code}", why=why, on=on, at=at, by=by)
    session.execute(sa.delete(CountFigure).where(CountFigure.sheet == code))


def _refuse_unexplained(
    row: Difference,
    reasons: Mapping[str, tuple[str | None, str | None]],
    seen: Mapping[str, int],
) -> None:
    sku, name = row.product.sku, row.product.name_es
    if seen.get(sku, row.units) != row.units:
        raise MovedMeanwhile(product=name, book=row.shown(row.in_book))
    reason, _words = reasons.get(sku, (None, None))
    if reason not in (FEWER if row.units < 0 else MORE):
        raise NotExplained(product=name)


def _moment(code: str, row: Difference) -> dict[str, Any]:
    since = sum(move.units for move in row.moved)
    return {"code": code, "sku": row.product.sku, "counted_at": row.at, "since": since}


def _reason(
    code: str, row: Difference, reasons: Mapping[str, tuple[str | None, str | None]]
) -> dict[str, Any]:
    reason, words = reasons[row.product.sku]
    return {"code": code, "sku": row.product.sku, "reason": reason, "note": words}


def _write_off(
    session: Session, sheet: CountSheet, row: Difference, *, on: date, at: datetime, by: int
) -> None:
    sku, missing = row.product.sku, -row.units
    left = stock_of(session, sheet.place, sku)
    if left < missing:
        facts = {"missing": row.shown(missing), "left": row.shown(left)}
        raise SoldOutMeanwhile(product=row.product.name_es, **facts)
    adjust(
        session,
        place=sheet.place,
        sku=sku,
        units=missing,
        kind="merma",
        on=on,
        at=at,
        by=by,
        note=sheet.code,
    )
