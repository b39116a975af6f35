"""Credit notes: pieces come back, and a paper says what the buyer is owed for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, sales
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..domain.invoice import Modified
from ..domain.numbering import INTERNAL_SERIES, PORTAL_SERIES, WrongSeries, portal_series
from ..ledger.facts import Rows
from .freezing import facts_for, header_of, line_of, row_for
from .models import Document
from .reading import document, main_document
from .waiting import wait_for_number, wait_no_more
from .worthless import is_worthless

#: Catalogue 09 of SUNAT, as far as we give them.
REASONS = {
    "07": N_("Some pieces come back"),
    "06": N_("Everything comes back"),
    "01": N_("The sale is annulled"),
}

_SPANISH = {
    "01": "Anulación de la operación",
    "06": "Devolución total",
    "07": "Devolución por ítem",
}


#: Reasons that speak of a whole sale.
WHOLE = ("01", "06")


class OnlyAPart(Refused):
    """An annulment that leaves something sold."""

    message = N_("For this reason everything comes back; if only some pieces do, choose that.")
    field = "reason_code"


class SaleNotRegistered(Refused):
    """The portal gives a credit note only for a document of its own."""

    message = N_("First type in the number that SUNAT's portal gave the sale.")


class BeforeTheNote(Refused):
    """The portal's credit note cannot be older than the return."""

    message = N_("The return is of %(on)s; its document cannot be of an earlier day.")
    field = "on"


class NoteRegistered(Refused):
    """A return has one credit note with tax value."""

    message = N_("%(note)s is registered already, as %(document)s.")


class WorthlessOriginal(Refused):
    """SUNAT takes no note on what it does not hold."""

    message = N_(
        "%(document)s is worth nothing at SUNAT, so no credit note can speak of it. Type in the "
        "document that takes its place first."
    )


@dataclass(frozen=True, slots=True)
class GivenNote:
    """Series and number of a credit note that was issued elsewhere, and the codes of its returns.

    A note of several rows is frozen with its last one; `earlier` are the codes of those before.
    """

    series: str
    number: int
    recorded_at: datetime
    last: bool = True
    earlier: tuple[str, ...] = ()


def credit(
    session: Session,
    *,
    sale: str,
    lines: Sequence[sales.Back],
    reason_code: str,
    on: date,
    at: datetime,
    by: int,
    given: GivenNote | None = None,
) -> str | None:
    """Take pieces back and give the buyer a credit note; gives the document's id."""
    if given is None and reason_code in WHOLE:
        _refuse_part(session, sale, lines)
    back = sales.give_back(session, sale=sale, lines=lines, reason_code=reason_code, on=on)
    note: tuple[Rows, ...] = ()
    row: dict[str, Any] = {}
    if given is None or given.last:
        row = _note(session, sale, back, reason_code, on, given)
        note = ((Document, [row]),)
    recorded_at = given.recorded_at if given else None
    ledger.post(session, back.entry, *back.facts, *note, at=at, by=by, recorded_at=recorded_at)
    if row:
        wait_for_number(session, row, asked=sales.sale_of(session, sale).paper)
    return f"{row['kind']}-{row['series']}-{row['number']}" if row else None


def credit_note_in_portal(
    session: Session, *, note: str, series: str, number: int, on: date, at: datetime, by: int,
    confirmed: bool = True,
) -> str:  # fmt: skip
    """Type back the number that SUNAT's portal gave one of our credit slips."""
    ours = document(session, note)
    if on < ours.on:
        raise BeforeTheNote(on=ours.on.isoformat())
    _refuse_second(session, ours)
    changed = main_document(session, ours.sale)
    if not changed.fiscal:
        raise SaleNotRegistered
    if is_worthless(session, changed):
        raise WorthlessOriginal(document=f"{changed.series}-{changed.number}")
    series = portal_series("nota_credito", series)
    if changed.series in PORTAL_SERIES["nota_credito"] and series != changed.series:
        raise WrongSeries(read=series, expected=changed.series)
    ledger.follow(session, "nota_credito", series, number, ask=not confirmed)
    codes = tuple((ours.returns or "").split())
    returned = [_kept_return(session, code) for code in codes]
    invoice = _frozen(
        session, ours.sale, returned, returned[0]["reason_code"], on, series, number, fiscal=True
    )
    row = row_for(invoice, sale=ours.sale, returns=codes)
    entry = bookings.notice(f"document/nota_credito-{series}-{number}", "document", on)
    ledger.post(session, entry, (Document, [row]), at=at, by=by)
    wait_no_more(session, ours)
    return f"nota_credito-{series}-{number}"


def _refuse_part(session: Session, sale: str, lines: Sequence[sales.Back]) -> None:
    left = sales.returnable(session, sale)
    for back in lines:
        left[back.line] = left.get(back.line, 0) - back.units
    if any(units > 0 for units in left.values()):
        raise OnlyAPart


def _refuse_second(session: Session, note: Document) -> None:
    query = sa.select(Document).where(
        Document.sale == note.sale, Document.returns == note.returns, Document.fiscal.is_(sa.true())
    )
    for other in session.scalars(query):
        if is_worthless(session, other):
            continue
        raise NoteRegistered(note=note.id, document=f"{other.series}-{other.number}")


def _note(session, sale, back, reason_code, on, given: GivenNote | None) -> dict[str, Any]:
    if given is None:
        series, fiscal = INTERNAL_SERIES["nota_credito"], False
        number = ledger.draw(session, "nota_credito", series)
        earlier: tuple[str, ...] = ()
    else:
        series, number, fiscal, earlier = given.series, given.number, True, given.earlier
        ledger.follow(session, "nota_credito", series, number)
    rows = [_kept_return(session, code) for code in earlier] + list(back.lines)
    invoice = _frozen(session, sale, rows, reason_code, on, series, number, fiscal=fiscal)
    return row_for(invoice, sale=sale, returns=(*earlier, *back.codes))


def _frozen(session, sale, returned, reason_code, on, series, number, *, fiscal):
    """What the note says: the lines that came back, with their part of each sum."""
    sold = sales.sale_of(session, sale)
    modified = main_document(session, sale)
    lines = []
    for back in returned:
        line = line_of(session.get(sales.SaleLine, (sale, back["line"])))
        lines.append(line | {name: back[name] for name in ("units", "net", "igv", "total")})
    return facts_for(
        session,
        header_of(sold),
        lines,
        kind="nota_credito",
        series=series,
        number=number,
        on=on,
        fiscal=fiscal,
        modifies=Modified(
            kind=modified.kind,
            series=modified.series,
            number=modified.number,
            on=modified.on,
            reason_code=reason_code,
            reason=_SPANISH.get(reason_code, "Otros ajustes"),
        ),
    )


def _kept_return(session: Session, code: str) -> dict[str, Any]:
    kept = session.execute(
        sa.select(sales.Return.__table__).where(sales.Return.code == code)
    ).mappings()
    return dict(kept.one())
