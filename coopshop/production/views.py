"""Deliveries on the page: the list, and what became of the pieces of one."""

from collections.abc import Iterable

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from .. import members
from ..access import allowed
from ..db import db, today
from ..domain import showing
from ..ledger import reading as book
from ..paper import delivery
from ..web import asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import desk_views, label_views, lists, reading, undo_views, undoing
from .blueprint import bp
from .slip import receiver, slip

__all__ = ["bp", "desk_views", "label_views", "undo_views"]


@bp.app_template_global()
def of_unit(amount: int, unit: str) -> str:
    """Céntimos of a currency as money, parts of a lot as pieces or kilos of it."""
    if unit in showing.SIGNS:
        return showing.money(amount, unit)
    said = reading.of_lot(db.session(), amount, unit)
    return str(_("%(quantity)s of %(lot)s", quantity=said, lot=unit))


@bp.app_template_global()
def know_units(units: Iterable[str]) -> None:
    """Ask once for all that `of_unit` is going to say, not for each lot of a long list."""
    reading.know_lots(db.session(), {*units} - showing.SIGNS.keys())


@bp.get("/")
@allowed("read_production")
def index() -> ResponseReturnValue:
    """The list, newest first; `?member=AW-03` only hers."""
    code = asked_word("member")
    found = db.session().get(members.Member, code) if code else None
    return lists.DELIVERIES.answer(
        "production/index.html",
        lists.deliveries(),
        today=today(),
        within={"member": code} if code else {},
        keep=("member",),
        member=found,
    )


@bp.get("/<lot>")
@allowed("read_production")
def show(lot: str) -> str:
    """One delivery: where its pieces are now, and what happened to them on the way."""
    session, found = db.session(), _known(lot)
    return render_template(
        "production/show.html",
        found=found,
        delivery=found.delivery,
        visit=reading.hand_in_code(session, lot),
        where=book.whereabouts(session, lot),
        journey=reading.journey(session, found.delivery),
        by=receiver(session, found.delivery.entry),
        page=reading.page_of(session, found.delivery),
        undone=undoing.undone(session, undoing.cause(lot)),
        undo=undoing.was_taken_in(session, found.delivery),
    )


@bp.get("/<lot>.pdf")
@allowed("read_production")
def print_slip(lot: str) -> Response:
    """The slip she goes home with."""
    session, found = db.session(), _known(lot)
    at_one_go = reading.hand_in_of(session, lot)
    facts = slip(session, at_one_go or [found], receiver(session, found.delivery.entry))
    return paper(delivery.draw(facts), facts.code)


def _known(lot: str) -> reading.Listed:
    return reading.delivery_of(db.session(), lot) or abort(404)
