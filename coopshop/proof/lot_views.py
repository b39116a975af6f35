"""The page of a lot, where the QR of its label leads: the piece, its maker, its way, her share."""

from base64 import b64encode

from flask import Response, abort, make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from ..access import open_to_all
from ..db import db, today
from ..production import reading
from ..production.reading import Listed
from ..web import misses, outside
from ..web.photos import small
from . import pictures
from .blueprint import bp
from .provenance import provenance

#: There was such a page, and there will be none again.
GONE = 410


@bp.get("/p/<token>")
@open_to_all
def lot(token: str) -> str:
    """What anybody may know of a piece; the pictures stand in the page itself."""
    session, found = db.session(), _labelled(token)
    told = provenance(session, found, today())
    jpeg = pictures.of_product(session, found.product.sku)
    return render_template(
        "proof/lot.html",
        told=told,
        product=found.product,
        photo=_inside(jpeg),
        face=_inside(told.face),
        address=outside(url_for(".lot", token=token)),
        picture=outside(url_for(".picture_of_lot", token=token)),
    )


@bp.get("/p/<token>/foto.jpg")
@open_to_all
def picture_of_lot(token: str) -> ResponseReturnValue:
    """The piece, for the messenger that shows the link; never its maker."""
    sku = _labelled(token).product.sku
    return Response(pictures.of_piece(db.session(), sku), mimetype="image/jpeg")


def _labelled(token: str) -> Listed:
    """The lot whose page is named so.

    A label of one that was undone is no wrong code: who holds it is told, and it is not counted.
    """
    lot = token.upper().rpartition("-")[0]
    misses.still_open(lot)
    session = db.session()
    found = reading.on_page(session, token)
    if found is None:
        misses.wrong_code(lot)
        abort(404)
    if not reading.stands(session, found.delivery):
        abort(make_response(render_template("proof/lot_gone.html", lot=found.delivery.lot), GONE))
    return found


def _inside(jpeg: bytes | None) -> str:
    """A small picture as a part of the page: nothing more is asked for, and it has no address."""
    return f"data:image/jpeg;base64,{b64encode(small(jpeg)).decode()}" if jpeg else ""
