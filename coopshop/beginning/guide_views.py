"""The first steps on the page: a list with ticks, and the way back to it from every page."""

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..db import db, today, transaction
from ..web.i18n import _
from . import guide as verbs
from .blueprint import bp


@bp.get("/guide")
@allowed("begin")
def guide() -> str:
    """What is needed before the first sale, and which of it is there."""
    session["guide"] = True
    beside = current_app.extensions["practice"]
    steps = verbs.steps(db.session(), today(), beside.ready)
    ahead = next((step for step in steps if not step.done and not step.optional), None)
    ready = all(step.done or step.optional for step in steps[:-1])
    wanted = verbs.wanted(db.session())
    shown = {"steps": steps, "ahead": ahead, "ready": ready, "wanted": wanted}
    return render_template("beginning/guide.html", **shown)


@bp.post("/guide/dismiss")
@allowed("begin")
def dismiss() -> ResponseReturnValue:
    """Put it away."""
    session.pop("guide", None)
    with transaction() as (writing, at):
        verbs.dismiss(writing, at=at, by=g.user.id)
    flash(_("The first steps are put away. They stay in the help."))
    return redirect(url_for("access.home"), 303)


@bp.app_template_global()
def guide_way() -> str:
    """The way back to the first steps, for whoever came from there; or from home, if of use."""
    user = g.get("user")
    here = request.endpoint
    if user is None or not user.may("begin") or here == "beginning.guide":
        return ""
    if current_app.config["COOPSHOP"].practice or not (
        session.get("guide") or here == "access.home"
    ):
        return ""
    return url_for("beginning.guide") if verbs.wanted(db.session()) else ""
