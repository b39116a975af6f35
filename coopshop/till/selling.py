"""From the slip to the book: the whole sale in one transaction."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from .. import cash, catalog, invoices, sales
from ..domain import papers
from ..domain.errors import N_, Refused, in_row
from ..domain.quantity import units_of
from ..domain.showing import money
from ..sales.operations import SEEN_IN_ACCOUNT
from .forms import TillForm
from .parking import unpark

#: A line that was not sold at its list's price says so.
AGREED = "acordado"


class NoDrawerOpen(Refused):
    """Cash would lie nowhere that anybody counts."""

    message = N_("No drawer is open: count and open one before you take cash.")
    field = "till"


class DrawerDiffers(Refused):
    """It was counted, and nobody has said yet why it differs."""

    message = N_("%(till)s was counted and it differs: say why, then it is open.")
    field = "till"


class TotalChanged(Refused):
    """Something changed between what the clerk saw and what is recorded."""

    message = N_(
        "The total is %(total)s now; the page said %(shown)s. Look at it and record again."
    )
    field = "lines"


def sell(session: Session, form: TillForm, *, on: date, at: datetime, by: int) -> invoices.Issued:
    """Record the sale of a slip, its paper and its payments."""
    tenders = tenders_of(form)
    _refuse_no_drawer(session, form, tenders)
    basket = _basket(session, form, on, at)
    _refuse_other_total(session, form, basket)
    issued = invoices.issue(
        session,
        basket,
        paper=form.kind.data or "boleta",
        terms=form.terms.data or "contado",
        due_on=form.due_on.data if form.terms.data == "credito" else None,
        tenders=tenders,
        at=at,
        by=by,
        confirmed=form.confirmed.data,
    )
    _see(session, form, issued.sale, on, at, by)
    if form.parked.data:
        unpark(session, form.parked.data)
    return issued


def tenders_of(form: TillForm) -> list[invoices.Tender]:
    """How the slip is paid; on credit, a row counts only with an amount."""
    return [
        invoices.Tender(
            method=row.method.data or "",
            amount=row.amount.data,
            tendered=row.tendered.data if row.method.data == "efectivo" else None,
            fx_micros=form.fx_rate.data,
            operation=row.operation.data if row.method.data not in sales.IN_NOTES else None,
            dollars=row.dollars.data if row.method.data == sales.DOLLARS else None,
            till=form.till.data or None,
        )
        for row in _paying(form)
    ]


def _paying(form: TillForm):
    on_credit = form.terms.data == "credito"
    return [row for row in form.payments.filled if row.amount.data is not None or not on_credit]


def _basket(session: Session, form: TillForm, on: date, at: datetime) -> sales.Basket:
    typed = form.facts()
    chosen = {name: typed[name] for name in ("place", "channel", "price_list", "used", "note")}
    lines, buyer = _asked(session, form), _buyer(session, form)
    rate = typed["fx_rate"]
    return sales.ring_up(session, **chosen, lines=lines, on=on, at=at, buyer=buyer, fx_micros=rate)


def _asked(session: Session, form: TillForm) -> list[sales.Asked]:
    lines = []
    for number, row in enumerate(form.lines.filled):
        with in_row(number):
            product = catalog.product(session, row.sku.data)
            units = units_of(row.quantity.data, product.parts)
        source = AGREED if row.price.data else "lista"
        price, off = row.price.data or 0, row.discount.data or 0
        lines.append(sales.Asked(product.sku, units, price, off, source, row.member.data))
    return lines


def _buyer(session: Session, form: TillForm) -> str:
    """Who was chosen, or somebody new whose name was typed in place."""
    if not (form.name.data or form.document_number.data):
        return form.buyer.data or sales.ANONYMOUS
    kind = form.document_type.data or papers.NO_DOCUMENT
    return sales.add_buyer(
        session,
        name=form.name.data or "",
        kind="tienda" if kind == papers.RUC else "persona",
        document_type=kind,
        document_number=form.document_number.data,
    ).code


def _refuse_no_drawer(session: Session, form: TillForm, tenders: list[invoices.Tender]) -> None:
    """Where there are tills, cash goes into one; where all are closed, one must be opened first."""
    takes_cash = any(t.method in sales.IN_NOTES for t in tenders) and not form.till.data
    if takes_cash and cash.any_tills(session) and not cash.tills_open(session):
        for counted in cash.tills_waiting(session):
            raise DrawerDiffers(till=counted.name)
        raise NoDrawerOpen


def _refuse_other_total(session: Session, form: TillForm, basket: sales.Basket) -> None:
    shown = form.shown.data
    total = sum(line.total for line in sales.priced(session, basket))
    if shown is not None and shown != total:
        raise TotalChanged(total=money(total, basket.currency), shown=money(shown, basket.currency))


def _see(session: Session, form: TillForm, sale: str, on: date, at: datetime, by: int) -> None:
    """What was seen in the account while the buyer stood there needs no second look."""
    paid = sales.payments_of(session, sale)
    seen = [
        payment.code
        for payment, row in zip(paid, _paying(form), strict=True)
        if row.seen.data and payment.method in SEEN_IN_ACCOUNT
    ]
    if seen:
        sales.see(session, seen, on=on, at=at, by=by)
