"""The facts on the slip of what was handed in."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..access import User
from ..ledger import reading as book
from ..paper import delivery as paper
from . import reading
from .reading import Listed
from .undoing import cause


def slip(session: Session, lots: Sequence[Listed], received_by: str) -> paper.Delivery:
    """What the paper says of lots that came at one go (or of one that came alone).

    The member price of the day stands there only where the assembly agreed on one.
    """
    first = lots[0]
    delivery = first.delivery
    prices = catalog.prices_on(session, catalog.MEMBER_LIST, delivery.on)
    code = reading.hand_in_code(session, delivery.lot)
    return paper.Delivery(
        issuer=members.issuer(session, delivery.on),
        code=code or delivery.lot,
        on=delivery.on,
        place=first.place.name,
        member_code=first.member.code,
        member_name=first.member.name,
        received_by=received_by,
        pieces=tuple(_piece(session, lot, prices.get(lot.product.sku)) for lot in lots),
        note=(reading.note_of(session, code) if code else delivery.note) or "",
        tag=code is not None,
    )


def receiver(session: Session, entry: int) -> str:
    """Who took the pieces in."""
    found = book.entry_of(session, entry)
    user = session.get(User, found.by) if found else None
    return user.name if user else ""


def _piece(session: Session, lot: Listed, price: int | None) -> paper.Piece:
    return paper.Piece(
        lot=lot.delivery.lot,
        product=lot.product.name_es,
        unit=lot.product.unit,
        parts=lot.product.parts,
        brought=lot.delivery.brought,
        rejected=lot.delivery.rejected,
        reason=lot.delivery.reason or "",
        member_price_cents=price,
        undone=ledger.why_reversed(session, cause(lot.delivery.lot)),
    )
