"""The facts on the sheet that travels with a transfer."""

from collections.abc import Sequence

from flask_babel import force_locale
from sqlalchemy.orm import Session

from .. import catalog, members
from ..access import User
from ..ledger.reading import entry_of
from ..paper import transfer as paper
from ..web.i18n import FIRST
from ..web.names import called
from . import logbook


def waybill(session: Session, code: str, lines: Sequence[logbook.Line]) -> paper.Transfer:
    """What the paper says: boxes to fill in for what is on the way, figures for what arrived."""
    first, whose = lines[0].sent, logbook.owners(session, lines)
    ends = [line.end for line in lines if line.end]
    over = len(ends) == len(lines)
    return paper.Transfer(
        issuer=members.issuer(session, first.on),
        code=code,
        on=first.on,
        source=catalog.place(session, first.origin).name,
        target=catalog.place(session, first.destination).name,
        via=first.via,
        bearer="",
        sent_by=_writer(session, first.entry),
        pieces=tuple(_piece(line, whose.get(line.sent.line, "")) for line in lines),
        arrived_on=max(end.on for end in ends) if over else None,
        received_by=_writer(session, ends[-1].entry) if over else "",
        note=first.note or "",
    )


def _piece(line: logbook.Line, owners: str) -> paper.Piece:
    end = line.end
    return paper.Piece(
        sku=line.sent.sku,
        product=line.product.name_es,
        unit=line.product.unit,
        parts=line.product.parts,
        owners=owners,
        sent=line.sent.units,
        received=end.received if end else None,
        lost=end.lost if end else None,
        reason=_in_spanish(end.reason) if end else "",
    )


def _in_spanish(reason: str | None) -> str:
    """Papers are in Spanish, whoever prints them."""
    with force_locale(FIRST):
        return called(reason)


def _writer(session: Session, entry: int) -> str:
    found = entry_of(session, entry)
    user = session.get(User, found.by) if found else None
    return user.name if user else ""
