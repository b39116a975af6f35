"""From a code to its page: what a camera read, or what was typed from a label or a paper."""

import re
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..access.doors import way
from ..catalog import Place, Product
from ..db import db
from ..domain import tags
from ..domain.numbering import number_in
from ..members import Member
from ..production import Delivery
from ..web import asked_word
from ..web.pages import own_address
from .blueprint import bp
from .models import Adjustment, CountSheet, Departure
from .transfers import waiting

#: Where each kind of tag leads, and the argument of that page.
TAGS = {
    tags.LOT: ("production.show", "lot"),
    tags.MEMBER: ("members.show", "code"),
    tags.VISIT: ("production.visit", "code"),
    "product": ("inventory.product", "sku"),
    "place": ("inventory.place", "code"),
}

#: Papers of later rooms, told by the first letter of their codes.
PAPERS = {
    "sale": ("sales.show", "code"),
    "payment": ("sales.payment", "code"),
    "return": ("sales.back", "code"),
    "debit": ("payouts.debit", "code"),
    "payout": ("payouts.show", "code"),
}


@bp.get("/find")
@allowed("read_stock")
def find() -> ResponseReturnValue:
    """Straight to the page of what `?code=` names; a sentence, and the box again, if it is nothing.

    A page that the reader may not open is answered as not found.
    """
    typed = (asked_word("code") or "").strip()
    address = _address(db.session(), typed) if typed else ""
    if address:
        return redirect(address)
    return render_template("inventory/find.html", typed=typed), 404 if typed else 200


def _address(session: Session, typed: str) -> str:
    tag = tags.read(typed)
    if tag is None and re.match("https?://", typed, re.IGNORECASE):
        return _of_our_own(typed)
    if tag:
        kind, code = tag
        if kind == tags.TRANSFER:
            return _transfer(session, code)
        endpoint, argument = TAGS.get(kind, ("", ""))
        return way(endpoint, **{argument: code}) if endpoint else ""
    return _bare(session, typed.upper())


def _of_our_own(typed: str) -> str:
    """The page of an address of ours, by whatever name of ours it was printed."""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return ""
    public = urlsplit(current_app.config["COOPSHOP"].public_url)
    if parts.netloc not in (request.host, public.netloc):
        return ""
    path = parts.path.removeprefix(public.path) if public.path else parts.path
    found = own_address(f"{path}?{parts.query}" if parts.query else path)
    return found if found != f"{request.script_root}/" else ""


def _bare(session: Session, code: str) -> str:
    """What a code without more names: the stock's own things first, then papers of later rooms."""
    if _is_there(session, Departure.transfer == code):
        return _transfer(session, code)
    for known, kind in (
        (Delivery.lot, tags.LOT),
        (Product.sku, "product"),
        (Member.code, tags.MEMBER),
        (Place.code, "place"),
    ):
        if _is_there(session, known == code):
            endpoint, argument = TAGS[kind]
            return way(endpoint, **{argument: code})
    if _is_there(session, CountSheet.code == code):
        return way("inventory.count", code=code)
    if _is_there(session, Adjustment.code == code):
        return way("inventory.adjustment", code=code)
    for kind, (endpoint, argument) in PAPERS.items():
        if number_in(kind, code):
            return way(endpoint, **{argument: code})
    return ""


def _transfer(session: Session, code: str) -> str:
    """A canoe that is still on its way leads to where its arrival is written down."""
    arriving = way("inventory.arrive", code=code) if waiting(session, code) else ""
    return arriving or url_for("inventory.transfer", code=code)


def _is_there(session: Session, what: sa.ColumnElement[bool]) -> bool:
    return bool(session.scalar(sa.select(sa.exists().where(what))))
