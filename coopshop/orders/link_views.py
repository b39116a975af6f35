"""Price lists by link at the desk: links made and closed, and what was asked for by them."""

from datetime import datetime

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import access, sales
from ..access import allowed
from ..db import db, today, transaction
from ..domain.reaching import whatsapp
from ..web import Done, answer, outside, tokens
from ..web.i18n import _
from . import link_asking, link_reading
from .blueprint import bp
from .link_forms import DeclineForm, link_form
from .lists import ASKED


@bp.get("/links/<buyer>")
@allowed("read_sales")
def links(buyer: str) -> str:
    """The links of a buyer: which list each shows, since when, and whether it is open."""
    session = db.session()
    return render_template(
        "orders/links.html",
        buyer=sales.buyer(session, buyer),
        links=link_asking.links_of(session, buyer),
        people={user.id: user.name for user in access.users(session)},
    )


@bp.route("/links/<buyer>/new", methods=["GET", "POST"])
@allowed("keep_buyers")
def new_link(buyer: str) -> ResponseReturnValue:
    """A new link; it is shown once, since only its hash is kept."""
    session, form = db.session(), link_form(db.session())
    found = sales.buyer(session, buyer)
    token = tokens.made_of("price list", form.key.data or "")

    def act(writing: Session, at: datetime) -> Done:
        made = {"buyer": buyer, "price_list": form.facts()["price_list"]}
        stamp = {"token_hash": tokens.hashed(token), "at": at, "by": g.user.id}
        link_asking.make_link(writing, **made, **stamp)
        return Done(url_for(".links", buyer=buyer))

    given = answer(form, act, "orders/new_link.html", buyer=found)
    if getattr(given, "status_code", 200) != 303:  # noqa: PLR2004 - nothing was made
        return given
    address = outside(url_for(".by_link", token=token))
    words = link_reading.invitation(session, found, address, today())
    write = whatsapp(sales.contact_of(session, buyer).phone, words)
    return render_template("orders/link_made.html", buyer=found, address=address, write=write)


@bp.post("/links/<int:number>/close")
@allowed("keep_buyers")
def close_link(number: int) -> ResponseReturnValue:
    """From now on a link opens nothing."""
    with transaction() as (session, at):
        buyer = link_asking.revoke_link(session, number, at=at, by=g.user.id).buyer
    flash(_("The link is closed."))
    return redirect(url_for(".links", buyer=buyer), 303)


@bp.get("/asked/")
@allowed("read_sales")
def asked_list() -> ResponseReturnValue:
    """All that was asked for by link, the last one first."""
    return ASKED.answer("orders/asked_list.html", link_reading.listed(db.session()), today=today())


@bp.get("/asked/<int:number>")
@allowed("read_sales")
def asked(number: int) -> str:
    """What one buyer asked for: to be made an order or a quotation, or declined."""
    return render_template("orders/asked.html", told=_told(number))


@bp.route("/asked/<int:number>/decline", methods=["GET", "POST"])
@allowed("sell")
def decline(number: int) -> ResponseReturnValue:
    """It cannot be made; the buyer reads why on the link."""
    form = DeclineForm()

    def act(session: Session, at: datetime) -> Done:
        why = form.facts()["reason"]
        link_asking.settle(session, number, "declined", reason=why, at=at, by=g.user.id)
        return Done(url_for(".asked", number=number), _("It is declined. The buyer reads why."))

    return answer(form, act, "orders/decline.html", told=_told(number))


def _told(number: int) -> link_reading.AskedTold:
    return link_reading.told(db.session(), number, today())
