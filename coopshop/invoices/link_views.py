"""The buyer's links of a document, at the desk: made, passed on, taken back."""

from urllib.parse import quote

from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from .. import access, sales
from ..access import allowed
from ..db import db, transaction
from ..web import outside
from . import links, printing, reading, undoing
from .blueprint import bp

#: Where WhatsApp takes up a message.
WHATSAPP = "https://wa.me/"


@bp.get("/<document>/links")
@allowed("read_sales")
def links_(document: str) -> str:
    """The links of one document: who made them, when, and whether they still open it."""
    return _page(document)


@bp.post("/<document>/links")
@allowed("sell")
def make_link(document: str) -> ResponseReturnValue:
    """A new link, shown this once: from now on only its hash is kept."""
    with transaction() as (session, at):
        found = reading.document(session, document)
        secret = links.make_link(session, found, at=at, by=g.user.id)
        undoing.hand_over(session, found.id, "link", at=at, by=g.user.id)
    return _page(document, secret)


@bp.post("/<document>/links/<sha256>/revoke")
@allowed("sell")
def revoke_link(document: str, sha256: str) -> ResponseReturnValue:
    """From now on this link opens nothing."""
    with transaction() as (session, at):
        found = reading.document(session, document)
        links.revoke_link(session, found, sha256, at=at, by=g.user.id)
    return redirect(url_for(".links_", document=document), 303)


def address_of(secret: str) -> str:
    """Where a link leads, as a buyer gets it."""
    return outside(url_for("proof.bought", token=secret))


def _page(named: str, secret: str = "") -> str:
    session = db.session()
    document = reading.document(session, named)
    address = address_of(secret) if secret else ""
    buyer = sales.sale_of(session, document.sale).buyer
    phone = sales.contact_of(session, buyer).phone or ""
    said = links.message(printing.facts_of(document), address)
    return render_template(
        "invoices/links.html",
        document=document,
        links=links.links_of(session, document),
        people={user.id: user.name for user in access.users(session)},
        secret=secret,
        public=bool(current_app.config["COOPSHOP"].public_url),
        address=address,
        whatsapp=f"{WHATSAPP}{phone}?text={quote(said)}",
        void=sales.undone(session, document.sale) is not None,
    )
