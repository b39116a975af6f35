"""What a clerk most probably wants: as she sold last to a passer-by, at the place of her drawer."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, catalog, sales
from ..domain.bookings import PEN
from ..sales import consignment
from ..sales.models import Sale

#: How things are sold where they lie, if nobody has said so yet.
CHANNEL_AT = {"tienda": "tienda", "feria": "feria", "puesto": "puesto", "almacen": "comunidad"}

USUAL_PAPER, USUAL_TERMS = "boleta", "contado"

#: What a hotel reports is no sale of the till: it teaches neither place nor prices.
AT_THE_TILL = Sale.channel != consignment.CHANNEL

#: A named buyer's prices are hers; an empty ticket is for whoever comes next.
TO_ANYBODY = Sale.buyer == sales.ANONYMOUS


def usual(session: Session, today: date, clerk: int, till: str | None) -> dict[str, Any]:
    """What the boxes of an empty ticket hold."""
    place = usual_place(session, today, clerk, till)
    here = Sale.place == (place.code if place else None)
    last = sales.last_of(session, clerk, AT_THE_TILL, TO_ANYBODY, here)
    return {
        "place": place.code if place else None,
        "channel": last.channel if last else CHANNEL_AT.get(place.kind if place else "", "tienda"),
        "price_list": last.price_list if last else usual_list(session, today, place),
        "used": last.used if last else "here",
        "fx_rate": sales.dollar_today(session, today),
        "buyer": sales.ANONYMOUS,
        "kind": USUAL_PAPER,
        "terms": USUAL_TERMS,
        "document_type": "0",
    }


def usual_list(session: Session, today: date, place: catalog.Place | None) -> str | None:
    """By which list passers-by were sold to there the last time; else the fullest list."""
    there = (AT_THE_TILL, TO_ANYBODY, Sale.currency == PEN)
    query = sa.select(Sale.price_list).where(Sale.place == place.code, *there) if place else None
    found = (
        session.scalar(query.order_by(Sale.entry.desc()).limit(1)) if query is not None else None
    )
    return found or _fullest_list(session, today)


def _fullest_list(session: Session, today: date) -> str | None:
    """The list in soles that prices most of what is sold."""
    lists = [known.code for known in catalog.price_lists(session) if known.currency == PEN]
    sold_by = [code for code in lists if code != catalog.MEMBER_LIST]
    return max(sold_by, key=lambda code: len(catalog.prices_on(session, code, today)), default=None)


def usual_place(
    session: Session, today: date, clerk: int, till: str | None
) -> catalog.Place | None:
    """Where the drawer stands; else where the last sale was made, a shop, or anywhere."""
    open_ = catalog.places(session, on=today)
    drawer = session.get(cash.Till, till) if till else None
    last = None if drawer else sales.last_of(session, clerk, AT_THE_TILL)
    for wanted in (drawer.place if drawer else None, last.place if last else None):
        found = next((place for place in open_ if place.code == wanted), None)
        if found:
            return found
    return next((place for place in open_ if place.kind == "tienda"), next(iter(open_), None))
