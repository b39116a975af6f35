"""The buyer's own price list: whoever holds the link sees it, and asks for pieces, unasked who."""

from datetime import datetime

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members, sales
from ..access import open_to_all
from ..catalog import Photo
from ..db import db, today
from ..domain.reaching import whatsapp
from ..web import Done, answer, photos, tokens
from . import link_asking, link_reading
from .blueprint import for_everybody
from .link_forms import ask_form
from .link_models import OrderLink


@for_everybody("/h/<token>/", methods=["GET", "POST"])
@open_to_all
def by_link(token: str) -> ResponseReturnValue:
    """The list with its prices of today; handed in, it leads to what was asked for."""
    session, link = db.session(), _link(token)
    offers = link_asking.offers(session, link, today())
    form = ask_form(offers.values())

    def act(writing: Session, at: datetime) -> Done:
        number = link_asking.ask(
            writing,
            link_asking.open_link(writing, tokens.hashed(token)),
            wanted=form.wanted(),
            wished=form.wished.data,
            note=form.note.data,
            on=today(),
            at=at,
        )
        # Beside this page, so that the address, which is a secret, is kept nowhere.
        return Done(str(number))

    return answer(
        form,
        act,
        "orders/by_link.html",
        token=token,
        today=today(),
        buyer=sales.buyer(session, link.buyer),
        price_list=link_asking.list_of(session, link),
        offers=offers.values(),
        box=link_asking.box,
        issuer=members.issuer(session, today()),
        sent=link_reading.by_link(session, link),
    )


@for_everybody("/h/<token>/<int:number>")
@open_to_all
def asked_by_link(token: str, number: int) -> str:
    """What was asked for, and what became of it."""
    told = link_reading.of_link(db.session(), _link(token), number, today())
    words = link_reading.words(told)
    return render_template(
        "orders/asked_by_link.html", told=told, token=token, write=whatsapp(None, words)
    )


@for_everybody("/h/<token>/<sku>.jpg")
@open_to_all
def picture_by_link(token: str, sku: str) -> ResponseReturnValue:
    """The picture of a product of the list; of no other product, and of no person."""
    session, link = db.session(), _link(token)
    if sku not in link_asking.offers(session, link, today()):
        abort(404)
    photo = session.get(Photo, sku) or abort(404)
    return photos.picture(photo.jpeg, photo.taken_in)


def _link(token: str) -> OrderLink:
    if "order_link" not in g:
        g.order_link = link_asking.open_link(db.session(), tokens.hashed(token))
    link: OrderLink = g.order_link
    return link
