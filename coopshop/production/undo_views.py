"""Undoing what was taken in, on the page: all of a visit, or one of its lots."""

from collections.abc import Callable
from datetime import datetime

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db
from ..web import Done, answer
from ..web.i18n import _, say
from . import reading, undoing
from .blueprint import bp
from .forms import UndoForm


@bp.route("/visits/<code>/undo", methods=["GET", "POST"])
@allowed("receive")
def undo_visit(code: str) -> ResponseReturnValue:
    """All that came at one go was written down wrong."""
    lots = reading.hand_in(db.session(), code) or abort(404)
    standing = {delivery.lot for delivery in undoing.standing_lots(db.session(), code)}
    left = [lot for lot in lots if lot.delivery.lot in standing]
    back = (code, url_for(".visit", code=code))

    def act(writing: Session, *, why: str, at: datetime) -> None:
        undoing.undo_visit(writing, code, why=why, at=at, by=g.user.id)

    return _undo(_("Undo visit %(code)s", code=code), back, left, act)


@bp.route("/<lot>/undo", methods=["GET", "POST"])
@allowed("receive")
def undo_lot(lot: str) -> ResponseReturnValue:
    """One product was written down wrong; what came with it stays."""
    found = reading.delivery_of(db.session(), lot) or abort(404)
    back = (lot, url_for(".show", lot=lot))

    def act(writing: Session, *, why: str, at: datetime) -> None:
        undoing.undo_lot(writing, lot, why=why, at=at, by=g.user.id)

    return _undo(_("Undo lot %(lot)s", lot=lot), back, [found], act)


def _undo(
    title: str, back: tuple[str, str], lots: list[reading.Listed], undo: Callable[..., None]
) -> ResponseReturnValue:
    """The slip that asks what was wrong; where it can no longer be undone, why not, and no slip."""
    form = UndoForm()
    shown = {"title": title, "back": back, "lots": lots}
    if not form.is_submitted():
        told = (undoing.why_not(db.session(), lot.delivery) for lot in lots)
        refused = next((refused for refused in told if refused), None)
        if refused or not lots:
            said = say(refused) if refused else _("It was undone already.")
            return render_template("production/undo.html", form=None, refused=said, **shown)

    def act(writing: Session, at: datetime) -> Done:
        undo(writing, why=form.why.data, at=at)
        return Done(back[1], _("It is undone; both stay in the book."))

    return answer(form, act, "production/undo.html", **shown)
