"""Practice, as it is seen from either side: what it is, how far it is made, and the way in."""

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..web.i18n import language
from . import handing
from .blueprint import bp

#: Seconds until a browser looks again how far the making is.
LOOK_AGAIN = 2


@bp.get("/practice")
@allowed("come_in")
def practice() -> ResponseReturnValue:
    """What practice is, and the button that leads in; while it is made, how far it is."""
    beside = current_app.extensions["practice"]
    progress = None if beside.ready else beside.progress()
    page = render_template("beginning/practice.html", progress=progress)
    return (page, {"Refresh": str(LOOK_AGAIN)}) if progress else page


@bp.post("/practice")
@allowed("come_in")
def practise() -> ResponseReturnValue:
    """Go in with the same role; the first time, have the practice book made."""
    beside = current_app.extensions["practice"]
    if current_app.config["COOPSHOP"].practice:
        return redirect(url_for("access.home"), 303)
    if not beside.ready:
        beside.begin()
        return redirect(url_for("beginning.practice"), 303)
    signed = handing.sign(beside.key, g.user.role, language())
    # 307: the browser hands the form on, so that the way in is no address that a GET could open.
    return redirect(f"{request.script_root}{beside.prefix}/beginning/enter?handed={signed}", 307)
