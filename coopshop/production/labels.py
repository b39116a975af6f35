"""What stands on the stickers of lots; a maker's name only where she agrees at this moment."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from .. import catalog, members
from ..domain import showing
from ..domain.errors import N_, Refused
from ..domain.tags import LOT, tag
from ..paper.labels import Label
from . import reading, undoing
from .reading import Listed


class UnknownLots(Refused):
    """Codes that are no lots of ours."""

    message = N_("There are no lots %(codes)s.")
    field = "lots"


class LotsUndone(Refused):
    """A sticker for pieces that were never taken in."""

    message = N_("Undone, so they have no labels: %(codes)s.")
    field = "lots"


class NameTakenBack(Refused):
    """She said no while the sheets were being drawn: they are not handed out."""

    message = N_(
        "While this was made a member changed what she agrees to. Press once more: it is made anew."
    )


def wanted(session: Session, codes: Sequence[str]) -> tuple[list[Listed], list[str]]:
    """The deliveries of these lots, each once, in this order; and codes that are no lots.

    Refused where one of them was undone.
    """
    found = [(code, reading.delivery_of(session, code)) for code in dict.fromkeys(codes)]
    lots = [lot for _code, lot in found if lot]
    gone = [each.delivery.lot for each in lots if undoing.is_undone(session, each.delivery)]
    if gone:
        raise LotsUndone(codes=", ".join(gone))
    return lots, [code for code, lot in found if lot is None]


def usual_number(lot: Listed) -> int:
    """A sticker for each piece that was taken in; what is weighed gets one for its sack."""
    if lot.product.parts > 1:
        return 1 if lot.delivery.accepted else 0
    return lot.delivery.accepted


def labels(
    session: Session, lots: Sequence[Listed], on: date, *, address: str, priced: bool
) -> list[Label]:
    """A label for each lot. `address` is where pages of lots begin; without one the QR is a tag.

    The price is that of the shop's list on the day.
    """
    agreed = members.all_agreed(session, members.NAME)
    asked = catalog.usual_list(session) if priced else None
    prices = catalog.prices_on(session, asked.code, on) if asked else {}
    return [
        Label(
            lot=each.delivery.lot,
            product=each.product.name_es,
            qr=_leads_to(session, each, address),
            price=showing.money(prices[each.product.sku]) if each.product.sku in prices else "",
            maker=each.member.name if each.member.code in agreed else "",
        )
        for each in lots
    ]


def _leads_to(session: Session, lot: Listed, address: str) -> str:
    """What the QR says: for everybody the page of the lot, or its tag for our own desk."""
    if not address:
        return tag(LOT, lot.delivery.lot)
    return f"{address}{reading.page_of(session, lot.delivery)}"
