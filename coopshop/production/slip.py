"""The facts on the slip of a delivery."""

from sqlalchemy.orm import Session

from .. import catalog, members
from ..paper import delivery as paper
from .reading import Listed


def slip(session: Session, found: Listed, received_by: str) -> paper.Delivery:
    """What the paper says; the member price of the day only where the assembly agreed on one."""
    delivery, product = found.delivery, found.product
    prices = catalog.prices_on(session, catalog.MEMBER_LIST, delivery.on)
    piece = paper.Piece(
        lot=delivery.lot,
        product=product.name_es,
        unit=product.unit,
        parts=product.parts,
        brought=delivery.brought,
        rejected=delivery.rejected,
        reason=delivery.reason or "",
        member_price_cents=prices.get(product.sku),
    )
    return paper.Delivery(
        issuer=members.issuer(session, delivery.on),
        code=delivery.lot,
        on=delivery.on,
        place=found.place.name,
        member_code=found.member.code,
        member_name=found.member.name,
        received_by=received_by,
        pieces=(piece,),
        note=delivery.note or "",
    )
