"""Issuing: one transaction takes the lots, posts the entry, draws the number, freezes the facts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from .. import ledger, sales
from ..domain import papers
from ..domain.errors import N_, Refused, in_row
from ..domain.invoice import Payment
from ..domain.money import Dollars
from ..domain.numbering import INTERNAL_SERIES
from ..ledger.facts import Rows
from ..sales.collecting import settled, wanted_of
from .freezing import facts_for, row_for
from .models import Document
from .waiting import wait_for_number


class NotAllPaid(Refused):
    """A sale that is neither paid nor on credit."""

    message = N_("The payments do not cover the total; collect the rest or sell on credit.")
    field = "terms"


class DueDayMissing(Refused):
    """Credit without an end."""

    message = N_("A sale on credit needs the day it is due.")
    field = "due_on"


class DueBeforeSale(Refused):
    """Credit that ends before it begins."""

    message = N_("The day it is due must be after the sale.")
    field = "due_on"


@dataclass(frozen=True, slots=True)
class Tender:
    """A payment offered at the desk: `amount` pays the sale, `tendered` is the note handed over."""

    method: str
    amount: int | None = None
    tendered: int | None = None
    fx_micros: int | None = None
    operation: str | None = None
    #: Whose drawer holds the cash; the association's box, if left out.
    till: str | None = None
    #: For what was paid ahead: on which order.
    order: str | None = None
    #: For notes in dollars that pay a sale in soles: their cents.
    dollars: int | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued: the sale's code and its document's id."""

    sale: str
    document: str


@dataclass(frozen=True, slots=True)
class Given:
    """Code, series and number of a document that was issued elsewhere and comes with its own."""

    sale: str
    series: str
    number: int
    fiscal: bool
    recorded_at: datetime


def issue(
    session: Session,
    basket: sales.Basket,
    *,
    paper: str,
    terms: str = "contado",
    due_on: date | None = None,
    tenders: Sequence[Tender] = (),
    at: datetime,
    by: int,
    confirmed: bool = False,
    given: Given | None = None,
) -> Issued:
    """Sell a basket and give the buyer a document; all of it is kept, or none.

    `paper` is what the buyer asked for. Until we issue to SUNAT ourselves the number drawn is one
    of our own series, and the paper says that it has no tax value. `given` is for documents that
    come with their number; those are paid by payments of their own.
    """
    who = sales.buyer(session, basket.buyer)
    code = given.sale if given else ledger.next_code(session, "sale")
    sold = sales.sell(session, basket, code=code, paper=paper, terms=terms, due_on=due_on)
    papers.refuse_buyer(paper, sold.total_pen, who.identified_by, basket.treatment)
    paid: list[tuple[Payment, Dollars | None]] = []
    if given is None:
        if paper == "nota_venta":
            papers.refuse_no_paper(sold.total_pen, who.document_type)
        sure = {"on": basket.on, "at": at, "by": by, "confirmed": confirmed}
        paid = _paid(session, basket, sold, tenders, sure)
        named = who.code != sales.ANONYMOUS
        _refuse_terms(sold.total, [payment for payment, _ in paid], terms, due_on, named, basket.on)
    kind, series, number, fiscal = _numbered(session, paper, given)
    (_, headers), (_, lines), _ = sold.facts
    invoice = facts_for(
        session,
        dict(headers[0]),
        [dict(line) for line in lines],
        kind=kind,
        series=series,
        number=number,
        on=basket.on,
        fiscal=fiscal,
        payments=[payment for payment, _ in paid],
    )
    document = row_for(invoice, sale=code)
    recorded_at = given.recorded_at if given else None
    facts: tuple[Rows, ...] = (*sold.facts, (Document, [document]))
    ledger.post(session, sold.entry, *facts, at=at, by=by, recorded_at=recorded_at)
    wait_for_number(session, document, asked=paper)
    for row, ((payment, notes), tender) in enumerate(zip(paid, tenders, strict=False)):
        with in_row(row, "payments"):
            _collect(session, code, payment, notes, tender, at, by)
    return Issued(code, f"{kind}-{series}-{number}")


def _paid(session, basket, sold, tenders, sure) -> list[tuple[Payment, Dollars | None]]:
    """What each tender pays, the last cash rounded so that coins can (R9)."""
    due, cash, paid = sold.total, 0, []
    for row, tender in enumerate(tenders):
        with in_row(row, "payments"):
            offered = (tender.method, basket.currency, tender.dollars, tender.fx_micros)
            notes = sales.handed_over(session, *offered, **sure)
            amount, rounding = settled(
                due,
                tender.method,
                wanted_of(due, tender.amount, notes),
                basket.currency,
                sold.code,
                confirmed=sure["confirmed"],
                cash_before=cash,
                more_follows=row + 1 < len(tenders),
            )
        payment = Payment(on=basket.on, method=tender.method, amount=amount, rounding=rounding)
        paid.append((payment, notes))
        due -= amount + rounding
        cash += amount if tender.method in sales.IN_NOTES else 0
    return paid


def _refuse_terms(total, paid, terms, due_on, named, on) -> None:
    if terms == "credito":
        if not named:
            raise papers.CreditNeedsName
        if due_on is None:
            raise DueDayMissing
        if due_on <= on:
            raise DueBeforeSale
    elif sum(payment.amount + payment.rounding for payment in paid) < total:
        raise NotAllPaid


def _numbered(session: Session, paper: str, given: Given | None) -> tuple[str, str, int, bool]:
    if given is None:
        series = INTERNAL_SERIES["nota_venta"]
        return "nota_venta", series, ledger.draw(session, "nota_venta", series), False
    ledger.follow(session, paper, given.series, given.number)
    return paper, given.series, given.number, given.fiscal


def _collect(session, code, payment: Payment, notes, tender: Tender, at, by) -> None:
    facts = asdict(payment)
    sales.record_payment(
        session,
        sale=sales.sale_of(session, code),
        kind="cobro",
        **facts,
        fx_micros=tender.fx_micros,
        notes=notes,
        tendered=tender.tendered,
        operation=tender.operation,
        till=tender.till,
        order=tender.order,
        at=at,
        by=by,
    )
