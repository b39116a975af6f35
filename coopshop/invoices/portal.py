"""Numbers that SUNAT's portal gave: typed back, checked for gaps and doubles, never drawn."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, sales
from ..domain import bookings, papers
from ..domain.errors import N_, Refused
from ..domain.invoice import Payment
from ..domain.numbering import portal_series
from .freezing import facts_for, header_of, line_of, row_for
from .models import Document, VoidNumber
from .reading import documents_of
from .waiting import wait_no_more
from .worthless import is_worthless


class AlreadyRegistered(Refused):
    """A sale has one document with tax value, unless SUNAT rejected or annulled it."""

    message = N_("%(sale)s has %(document)s already.")


class BeforeTheSale(Refused):
    """The portal's document cannot be older than the sale."""

    message = N_("The sale is of %(on)s; its document cannot be of an earlier day.")
    field = "on"


def register(
    session: Session,
    *,
    sale: str,
    kind: str,
    series: str,
    number: int,
    on: date,
    at: datetime,
    by: int,
    confirmed: bool = True,
) -> str:
    """Keep the boleta or factura that the portal issued for a sale; our own paper stays beside it.

    Gives the new document's id.
    """
    sold = sales.standing_sale(session, sale)
    series = portal_series(kind, series)
    if on < sold.on:
        raise BeforeTheSale(on=sold.on.isoformat())
    _refuse_second(session, sale)
    lines = session.scalars(
        sa.select(sales.SaleLine).where(sales.SaleLine.sale == sale).order_by(sales.SaleLine.line)
    ).all()
    who = sales.buyer(session, sold.buyer)
    total_pen = sum(line.net_pen + line.igv_pen for line in lines)
    papers.refuse_buyer(kind, total_pen, who.identified_by, sold.treatment)
    ledger.follow(session, kind, series, number, ask=not confirmed)
    invoice = facts_for(
        session,
        header_of(sold),
        [line_of(line) for line in lines],
        kind=kind,
        series=series,
        number=number,
        on=on,
        fiscal=True,
        payments=_payments(session, sale),
    )
    entry = bookings.notice(f"document/{kind}-{series}-{number}", "document", on)
    row = row_for(invoice, sale=sale)
    ledger.post(session, entry, (Document, [row]), at=at, by=by)
    ours = [one for one in documents_of(session, sale) if one.kind != "nota_credito"]
    wait_no_more(session, *ours)
    return f"{kind}-{series}-{number}"


def void_number(
    session: Session, *, kind: str, series: str, number: int, note: str, at: datetime, by: int,
    on: date, confirmed: bool = True,
) -> None:  # fmt: skip
    """Explain a number of the portal that belongs to no sale of ours, so that no gap is left."""
    series = portal_series(kind, series)
    ledger.follow(session, kind, series, number, ask=not confirmed)
    row = {"kind": kind, "series": series, "number": number, "note": note}
    entry = bookings.notice(f"void/{kind}-{series}-{number}", "void", on)
    ledger.post(session, entry, (VoidNumber, [row]), at=at, by=by)


def _refuse_second(session: Session, sale: str) -> None:
    query = sa.select(Document).where(
        Document.sale == sale, Document.fiscal.is_(sa.true()), Document.kind != "nota_credito"
    )
    for other in session.scalars(query):
        if is_worthless(session, other):
            continue
        raise AlreadyRegistered(sale=sale, document=f"{other.series}-{other.number}")


def _payments(session: Session, sale: str) -> list[Payment]:
    # What was given back stands on the credit note; it does not make the buyer owe again.
    query = sa.select(sales.Payment).where(
        sales.Payment.sale == sale,
        sales.Payment.kind == "cobro",
        sales.standing(sales.Payment.entry),
    )
    return [
        Payment(on=p.on, method=p.method, amount=p.amount, rounding=p.rounding)
        for p in session.scalars(query.order_by(sales.Payment.entry))
    ]
