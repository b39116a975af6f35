"""Pieces at a hotel: what it agreed to, what it reports as sold, and what of it has its voucher."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, inventory, ledger
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown, in_row
from ..domain.guide import CONSIGNMENT
from ..domain.showing import quantity
from ..domain.working_days import CONSIGNMENT_VOUCHER, after
from ..ledger import standing
from ..ledger.models import Entry
from .basket import Asked, Basket
from .buyer_book import buyer as buyer_of
from .consignment_models import Consignee, ConsignmentLine, ConsignmentReport
from .models import Sale, SaleLine
from .ringing import ring_up
from .selling import NoLongerOpen, looks_before_sale

CHANNEL = "consignacion"


class NotConsignment(Refused):
    """A place of our own sells for itself."""

    message = N_("%(name)s is no place of consignment.")
    field = "place"


class NoTerms(Refused):
    """Nobody knows yet who sells there, and at which prices."""

    message = N_("Write down first who sells at %(name)s, and at which prices.")


class UnknownReport(Unknown):
    """No such report."""

    message = N_("There is no report %(code)s.")


class NothingReported(Refused):
    """A report of nothing."""

    message = N_("Write at least one figure: sold, left there, or given back.")


class DoesNotFit(Refused):
    """Sold, left and given back are what was there."""

    message = N_("%(had)s were there: sold, left and given back must add up to that.")
    field = "sold"


class MoreThanThere(Refused):
    """More was sold than lies there, by the book."""

    message = N_("Only %(had)s were there. If there were more, write down what was sent first.")
    field = "sold"


class SoldTomorrow(Refused):
    """A sale that is reported before it happened."""

    message = N_("The first sale cannot be later than the report.")
    field = "sold_on"


class HasItsVoucher(Refused):
    """Nothing of a report waits any more."""

    message = N_("Everything of %(code)s has been sold to the consignee already.")


@dataclass(frozen=True, slots=True)
class Said:
    """What a consignee says of one product, in smallest parts; None where nothing was said."""

    sku: str
    sold: int | None = None
    left: int | None = None
    back: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A report, what of it has no voucher yet (by SKU), the sales that took the rest."""

    report: ConsignmentReport
    lines: tuple[ConsignmentLine, ...]
    waiting: dict[str, int]
    sales: tuple[str, ...]
    undone: bool

    @property
    def due_on(self) -> date:
        """The last of the nine working days after the first sale that it tells of."""
        return after(self.report.sold_on, CONSIGNMENT_VOUCHER)

    @property
    def state(self) -> str:
        """`undone`, `waiting` for its voucher, or `done`."""
        if self.undone:
            return "undone"
        return "waiting" if self.waiting else "done"

    def is_late(self, today: date) -> bool:
        """Whether the voucher should have been made."""
        return self.state == "waiting" and today > self.due_on


def agree(
    session: Session,
    *,
    place: str,
    buyer: str,
    price_list: str,
    discount_bp: int = 0,
    note: str | None = None,
) -> Consignee:
    """Write down who sells our pieces at a place, at the prices of a list less a discount."""
    found = catalog.place(session, place)
    if found.kind != CONSIGNMENT:
        raise NotConsignment(name=found.name)
    terms = Consignee(place=place, buyer=buyer_of(session, buyer).code, price_list=price_list)
    terms.discount_bp, terms.note = discount_bp, note
    kept: Consignee = session.merge(terms)
    session.flush()
    return kept


def terms_of(session: Session, place: str) -> Consignee:
    """What was agreed for a place, refused where nothing was."""
    found = session.get(Consignee, place)
    if found is None:
        raise NoTerms(name=catalog.place(session, place).name)
    return found


def reportable(session: Session, place: str) -> dict[str, int]:
    """What lies at a place and was not reported as sold yet, by SKU."""
    lying = {stock.sku: stock.units for stock in inventory.stock_at(session, place)}
    for told in reports(session, place):
        for sku, units in told.waiting.items():
            lying[sku] = lying.get(sku, 0) - units
    return {sku: units for sku, units in lying.items() if units > 0}


def report_sales(
    session: Session,
    *,
    place: str,
    said: Sequence[Said],
    sold_on: date,
    on: date,
    at: datetime,
    by: int,
    note: str | None = None,
) -> str:
    """Keep what a consignee reported; gives the report's code.

    What was sold may be left to be told by what is left: sold = had - left - given back.
    """
    terms_of(session, place)
    if sold_on > on:
        raise SoldTomorrow
    had = reportable(session, place)
    rows = []
    for number, line in enumerate(said):
        with in_row(number):
            sold, back = _figured(session, line, had.get(line.sku, 0))
        if sold or back:
            rows.append({"sku": line.sku, "sold": sold, "back": back})
    if not rows:
        raise NothingReported
    code = ledger.next_code(session, "consignment")
    header = {"code": code, "place": place, "on": on, "sold_on": sold_on, "note": note}
    lines = [{"report": code, **row} for row in rows]
    entry = bookings.notice(f"consignment/{code}", "consignment", on)
    facts = ((ConsignmentReport, [header]), (ConsignmentLine, lines))
    ledger.post(session, entry, *facts, at=at, by=by)
    return code


def reports(session: Session, place: str) -> list[Told]:
    """Every report of a place, oldest first, with what of it waits for its voucher.

    What is sold there after a report is what the oldest reports told of.
    """
    query = sa.select(ConsignmentReport).where(ConsignmentReport.place == place)
    found = list(session.scalars(query.order_by(ConsignmentReport.entry)))
    undone = _undone(session, [report.entry for report in found])
    lines = _lines(session, [report.code for report in found])
    waiting = {
        report.code: {line.sku: line.sold for line in lines[report.code] if line.sold}
        for report in found
        if report.entry not in undone
    }
    taken = _matched(session, place, found, waiting)
    return [
        Told(
            report,
            tuple(lines[report.code]),
            waiting.get(report.code, {}),
            tuple(taken.get(report.code, ())),
            report.entry in undone,
        )
        for report in found
    ]


def report_of(session: Session, code: str) -> Told:
    """One report, refused when there is none of that code."""
    found = session.get(ConsignmentReport, code)
    if found is None:
        raise UnknownReport(code=code)
    return next(told for told in reports(session, found.place) if told.report.code == code)


def basket_for_report(session: Session, code: str, *, used: str, on: date, at: datetime) -> Basket:
    """What waits of a report, rung up for the consignee at the prices of the day of the sale."""
    told = report_of(session, code)
    if told.state != "waiting":
        raise HasItsVoucher(code=code)
    place = told.report.place
    terms = terms_of(session, place)
    lines = [
        Asked(sku, units, _price(session, terms, sku, told.report.sold_on), terms.discount_bp)
        for sku, units in told.waiting.items()
    ]
    basket = ring_up(
        session,
        place=place,
        channel=CHANNEL,
        price_list=terms.price_list,
        used=used,
        lines=lines,
        buyer=terms.buyer,
        on=on,
        at=at,
        note=f"Consignación, informe {code}",
    )
    return replace(basket, report=code)


@looks_before_sale
def still_waits(session: Session, basket: Basket) -> None:
    """A report gets its voucher once, however many baskets were laid aside for it."""
    if not basket.report:
        return
    waiting = report_of(session, basket.report).waiting
    if any(line.units > waiting.get(line.sku, 0) for line in basket.lines):
        raise NoLongerOpen(code=basket.report)


def undo_report(session: Session, *, code: str, why: str, on: date, at: datetime, by: int) -> None:
    """A report was a mistake; refused once something of it was sold to the consignee."""
    told = report_of(session, code)
    if told.sales:
        raise HasItsVoucher(code=code)
    ledger.reverse(session, f"consignment/{code}", why=why, on=on, at=at, by=by)


def _figured(session: Session, line: Said, had: int) -> tuple[int, int]:
    product = catalog.product(session, line.sku)
    shown = quantity(had, product.parts, product.unit)
    back, sold = line.back or 0, line.sold
    if line.left is not None:
        rest = had - line.left - back
        if rest < 0 or sold not in (None, rest):
            raise DoesNotFit(had=shown)
        sold = rest
    if (sold or 0) + back > had:
        raise MoreThanThere(had=shown)
    return sold or 0, back


def _price(session: Session, terms: Consignee, sku: str, on: date) -> int:
    """The list's price on the day of the sale at the hotel; a product new since then, today's."""
    return catalog.prices_on(session, terms.price_list, on).get(sku, 0)


def _lines(session: Session, codes: Sequence[str]) -> Mapping[str, list[ConsignmentLine]]:
    found: dict[str, list[ConsignmentLine]] = defaultdict(list)
    query = sa.select(ConsignmentLine).where(ConsignmentLine.report.in_(codes))
    for line in session.scalars(query.order_by(ConsignmentLine.report, ConsignmentLine.sku)):
        found[line.report].append(line)
    return found


def _undone(session: Session, entries: Sequence[int]) -> set[int]:
    query = sa.select(Entry.reverses).where(Entry.reverses.in_(entries))
    return {number for number in session.scalars(query) if number is not None}


def _matched(
    session: Session,
    place: str,
    found: Sequence[ConsignmentReport],
    waiting: dict[str, dict[str, int]],
) -> dict[str, list[str]]:
    """Take from `waiting` what was sold there after each report; gives the sales of each."""
    taken: dict[str, list[str]] = defaultdict(list)
    if not found:
        return taken
    for sale, entry, sku, units in _sold(session, place, found[0].entry):
        left = units
        for report in found:
            open_units = waiting.get(report.code, {}).get(sku, 0)
            if report.entry > entry or not open_units or not left:
                continue
            part = min(open_units, left)
            left -= part
            waiting[report.code][sku] -= part
            if not waiting[report.code][sku]:
                del waiting[report.code][sku]
            if sale not in taken[report.code]:
                taken[report.code].append(sale)
    return taken


def _sold(session: Session, place: str, since: int) -> list[Any]:
    query = (
        sa.select(Sale.code, Sale.entry, SaleLine.sku, SaleLine.units)
        .join(SaleLine, SaleLine.sale == Sale.code)
        .where(Sale.place == place, Sale.entry > since, standing(Sale.entry))
        .order_by(Sale.entry, SaleLine.line)
    )
    return list(session.execute(query))
