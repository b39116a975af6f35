"""The facts on the sheet that travels with a transfer."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import force_locale
from sqlalchemy.orm import Session

from .. import catalog, members
from ..access import User
from ..catalog import Photo
from ..domain.guide import MOTIVES, motive
from ..ledger.reading import entry_of
from ..paper import transfer as paper
from ..web.i18n import FIRST, _
from ..web.names import called
from ..web.photos import small
from . import logbook
from .losses import LostPart, losses_of
from .models import Departure, TransferCarrier


def waybill(
    session: Session, code: str, lines: Sequence[logbook.Line], *, scanned: str
) -> paper.Transfer:
    """What the paper says: boxes to fill in for what is on the way, figures for what arrived.

    `scanned` is what its QR says.
    """
    first, whose = lines[0].sent, logbook.owners(session, lines)
    ends = [line.end for line in lines if line.end]
    over = len(ends) == len(lines)
    carrier = session.get(TransferCarrier, code) or TransferCarrier()
    photos = _photos(session, {line.sent.sku for line in lines})
    lost = losses_of(session, code)
    with force_locale(FIRST):
        motive = guide_words(session, first)
    return paper.Transfer(
        issuer=members.issuer(session, first.on),
        code=code,
        on=first.on,
        source=catalog.place(session, first.origin).name,
        target=catalog.place(session, first.destination).name,
        via=first.via,
        bearer=carrier.name or "",
        phone=carrier.phone or "",
        boat=carrier.boat or "",
        expected_on=carrier.expected_on,
        motive=motive,
        guide=carrier.guide or "",
        sent_by=_writer(session, first.entry),
        pieces=tuple(
            _piece(line, whose.get(line.sent.line, ""), lost, photos.get(line.sent.sku))
            for line in lines
        ),
        arrived_on=max(end.on for end in ends) if over else None,
        received_by=_writer(session, ends[-1].entry) if over else "",
        note=first.note or "",
        scanned=scanned,
    )


def guide_words(session: Session, sent: Departure) -> str:
    """The motive that a guía de remisión gives for this journey."""
    kinds = [catalog.place(session, code).kind for code in (sent.origin, sent.destination)]
    return str(_(MOTIVES[motive(*kinds)]))


def _photos(session: Session, skus: set[str]) -> dict[str, bytes]:
    query = sa.select(Photo.sku, Photo.jpeg).where(Photo.sku.in_(skus))
    return {sku: small(jpeg) for sku, jpeg in session.execute(query)}


def _piece(
    line: logbook.Line, owners: str, lost: Sequence[LostPart], photo: bytes | None
) -> paper.Piece:
    end, product = line.end, line.product
    parts = [part for part in lost if part.line == line.sent.line]
    return paper.Piece(
        sku=line.sent.sku,
        product=product.name_es,
        unit=product.unit,
        parts=product.parts,
        owners=owners,
        sent=line.sent.units,
        received=end.received if end else None,
        lost=end.lost if end else None,
        reason="\n".join(f"{part.shown()}: {_in_spanish(part.reason)}" for part in parts),
        payer="\n".join(_in_spanish(part.bearer) for part in parts),
        grams=product.grams,
        photo=photo,
    )


def _in_spanish(code: str) -> str:
    """Papers are in Spanish, whoever prints them."""
    with force_locale(FIRST):
        return called(code)


def _writer(session: Session, entry: int) -> str:
    found = entry_of(session, entry)
    user = session.get(User, found.by) if found else None
    return user.name if user else ""
