"""Pieces that left a shelf without a sale, on the page."""

from datetime import datetime

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog
from ..access import allowed
from ..db import db, today
from ..web import Done, answer, asked_word
from ..web.i18n import _
from . import lists, logbook, service
from .blueprint import bp
from .forms import AdjustmentForm


@bp.get("/adjustments/")
@allowed("read_stock")
def adjustments() -> ResponseReturnValue:
    """What went off or was given away, newest first."""
    query = lists.adjustments()
    return lists.ADJUSTMENTS.answer("inventory/adjustments.html", query, today=today())


@bp.route("/adjustments/new", methods=["GET", "POST"])
@allowed("adjust_stock")
def new_adjustment() -> ResponseReturnValue:
    """Take pieces off a shelf, oldest lots first."""
    session = db.session()
    form = AdjustmentForm(on=today(), place=asked_word("place"))
    form.place.choices = catalog.place_offers(session, today())
    form.sku.choices = catalog.product_offers(session, today(), services=False)

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        units = catalog.units(writing, facts["sku"], facts.pop("quantity"))
        code = service.adjust(writing, units=units, **facts, at=at, by=g.user.id)
        return Done(url_for("inventory.adjustment", code=code), _("It is written down."))

    return answer(form, act, "inventory/new_adjustment.html")


@bp.get("/adjustments/<code>")
@allowed("read_stock")
def adjustment(code: str) -> str:
    """One adjustment."""
    found = logbook.adjustment_of(db.session(), code) or abort(404)
    return render_template("inventory/adjustment.html", found=found, adjustment=found.what)
