"""What a clerk most probably wants: as in her last sale, at the place of her drawer."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, catalog, sales
from ..domain.bookings import PEN
from ..sales.listing import last_of
from ..sales.models import Sale

#: How things are sold where they lie, if nobody has said so yet.
CHANNEL_AT = {"tienda": "tienda", "feria": "feria", "puesto": "puesto", "almacen": "comunidad"}

USUAL_PAPER, USUAL_TERMS = "boleta", "contado"


def usual(session: Session, today: date, clerk: int, till: str | None) -> dict[str, Any]:
    """What the boxes of an empty ticket hold."""
    last = last_of(session, clerk)
    place = _place(session, today, till, last)
    same = last if last and place and last.place == place.code else None
    return {
        "place": place.code if place else None,
        "channel": same.channel if same else CHANNEL_AT.get(place.kind if place else "", "tienda"),
        "price_list": last.price_list if last else _list_there(session, today, place),
        "used": last.used if last else "here",
        "fx_rate": sales.dollar_today(session, today),
        "buyer": sales.ANONYMOUS,
        "kind": USUAL_PAPER,
        "terms": USUAL_TERMS,
        "document_type": "0",
    }


def _list_there(session: Session, today: date, place: catalog.Place | None) -> str | None:
    """By which list passers-by were sold to there the last time; else the fullest list."""
    there = (Sale.buyer == sales.ANONYMOUS, Sale.currency == PEN)
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


def _place(
    session: Session, today: date, till: str | None, last: Sale | None
) -> catalog.Place | None:
    """Where the drawer stands; else where the last sale was made, a shop, or anywhere."""
    open_ = catalog.places(session, on=today)
    drawer = session.get(cash.Till, till) if till else None
    for wanted in (drawer.place if drawer else None, last.place if last else None):
        found = next((place for place in open_ if place.code == wanted), None)
        if found:
            return found
    return next((place for place in open_ if place.kind == "tienda"), next(iter(open_), None))
