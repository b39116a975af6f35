"""Deliveries on the page: the list, a new one, and what became of its pieces."""

from datetime import datetime

from flask import Blueprint, Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog, members
from ..access import User, allowed
from ..db import db, today
from ..domain import showing
from ..ledger import reading as book
from ..paper import delivery
from ..web import Done, answer, asked_number, asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import reading, service
from .forms import DeliveryForm
from .slip import slip

bp = Blueprint("production", __name__, url_prefix="/production")


@bp.app_template_global()
def of_unit(amount: int, unit: str) -> str:
    """Céntimos of a currency as money, parts of a lot as pieces or kilos of it."""
    if unit in showing.SIGNS:
        return showing.money(amount, unit)
    said = reading.of_lot(db.session(), amount, unit)
    return str(_("%(quantity)s of %(lot)s", quantity=said, lot=unit))


@bp.get("/")
@allowed("read_production")
def index() -> str:
    """The list, newest first; `?member=AW-03` only hers."""
    before, member = asked_number("before"), asked_word("member")
    leaf = reading.deliveries(db.session(), member=member, before=before)
    more = len(leaf) == book.LEAF
    return render_template(
        "production/index.html",
        deliveries=leaf,
        member=db.session().get(members.Member, member) if member else None,
        older=url_for(".index", before=leaf[-1].delivery.entry, member=member) if more else "",
        newer=url_for(".index", member=member) if before else "",
    )


@bp.route("/new", methods=["GET", "POST"])
@allowed("receive")
def new() -> ResponseReturnValue:
    """A member hands in pieces. What was asked for the last one can stand in the address."""
    session = db.session()
    form = DeliveryForm(on=today(), member=asked_word("member"), place=asked_word("place"))
    form.member.choices = members.member_offers(session, today())
    form.sku.choices = catalog.product_offers(session, today(), services=False)
    form.place.choices = catalog.place_offers(session, today())

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        for box in ("brought", "rejected"):
            facts[box] = catalog.units(writing, facts["sku"], facts[box] or 0, field=box)
        lot = service.receive(writing, **facts, at=at, by=g.user.id)
        return Done(
            url_for("production.show", lot=lot), _("Received. The lot is %(lot)s.", lot=lot)
        )

    return answer(form, act, "production/new.html")


@bp.get("/<lot>")
@allowed("read_production")
def show(lot: str) -> str:
    """One delivery: where its pieces are now, and what happened to them on the way."""
    session, found = db.session(), _known(lot)
    return render_template(
        "production/show.html",
        found=found,
        delivery=found.delivery,
        where=book.whereabouts(session, lot),
        journey=reading.journey(session, found.delivery),
        by=_receiver(session, found.delivery.entry),
    )


@bp.get("/<lot>.pdf")
@allowed("read_production")
def print_slip(lot: str) -> Response:
    """The slip she goes home with."""
    session, found = db.session(), _known(lot)
    facts = slip(session, found, _receiver(session, found.delivery.entry))
    return paper(delivery.draw(facts), lot)


def _known(lot: str) -> reading.Listed:
    return reading.delivery_of(db.session(), lot) or abort(404)


def _receiver(session: Session, entry: int) -> str:
    found = book.entry_of(session, entry)
    user = session.get(User, found.by) if found else None
    return user.name if user else ""
