"""The first steps on the page: a list with ticks, and the next of them on every page."""

from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..access.doors import leads
from ..db import db, today, transaction
from ..web.i18n import _
from . import guide as verbs
from .blueprint import bp


@bp.get("/guide")
@allowed("begin")
def guide() -> str:
    """What is needed before the first sale, and which of it is there."""
    steps = _steps()
    ahead = next((step for step in steps if not step.done and not step.optional), None)
    ready = all(step.done or step.optional for step in steps[:-1])
    wanted = verbs.wanted(db.session())
    shown = {"steps": steps, "ahead": ahead, "ready": ready, "wanted": wanted}
    return render_template("beginning/guide.html", **shown)


@bp.post("/guide/dismiss")
@allowed("begin")
def dismiss() -> ResponseReturnValue:
    """Put it away."""
    with transaction() as (writing, at):
        verbs.dismiss(writing, at=at, by=g.user.id)
    flash(_("The first steps are put away. They stay in the help."))
    return redirect(url_for("access.home"), 303)


@bp.app_template_global()
def guided() -> dict[str, Any]:
    """The first steps on every page, until all that is needed is there: how far, and what next.

    Empty for whoever does not begin anything, in practice, and once something was sold.
    """
    user = g.get("user")
    if user is None or not user.may("begin") or current_app.config["COOPSHOP"].practice:
        return {}
    if request.endpoint == "beginning.guide" or not verbs.wanted(db.session()):
        return {}
    needed = [step for step in _steps() if not step.optional][:-1]  # without the test sale
    ahead = next((step for step in needed if not step.done), None)
    if ahead is None:
        return {}
    here = request.endpoint == ahead.endpoint
    return {
        "way": url_for("beginning.guide"),
        "done": sum(step.done for step in needed),
        "all": len(needed),
        "step": _(ahead.words),
        "ahead": "" if here or not leads(ahead.endpoint) else url_for(ahead.endpoint),
    }


def _steps() -> list[verbs.Step]:
    return verbs.steps(db.session(), today(), current_app.extensions["practice"].ready)
