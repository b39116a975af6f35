"""The cash on the page: how the drawers stand, and at which one somebody works."""

import flask
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..db import db, today
from ..web.i18n import _
from . import (
    book_views,
    carrier_views,
    count_views,
    drawers,
    first_page,
    lists,
    move_views,
    number_views,
    till_views,
)
from .blueprint import bp
from .forms import mine

__all__ = [
    "book_views",
    "bp",
    "carrier_views",
    "count_views",
    "first_page",
    "move_views",
    "number_views",
    "till_views",
]


bp.add_app_template_global(lists.differs)
bp.add_app_template_global(lambda state: str(lists.STATES[state]), "drawer_state")


@bp.get("/")
@allowed("read_till")
def index() -> str:
    """Every till, and how its drawer stands."""
    return render_template(
        "cash/index.html",
        tills=drawers.standings(db.session(), today()),
        mine=mine(db.session()),
        today=today(),
    )


@bp.post("/work-at")
@allowed("work_till")
def work_at() -> ResponseReturnValue:
    """From now on the slips of this visitor offer this drawer first; none is the box."""
    wanted = request.form.get("till", "")
    open_ones = {drawer.till: drawer.name for drawer in drawers.tills_open(db.session())}
    if wanted in open_ones:
        flask.session["till"] = wanted
        flash(_("You work at %(till)s.", till=open_ones[wanted]))
    else:
        flask.session["till"] = ""
        flash(_("Your cash goes into the association's box."))
    return redirect(url_for(".index"), 303)
