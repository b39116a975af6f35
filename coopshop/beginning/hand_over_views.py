"""The door between practice and the real pages, seen from inside practice; only there it exists."""

from flask import Blueprint, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from ..access import allowed, welcome
from ..db import transaction
from ..domain.errors import Refused
from ..web.i18n import language
from . import handing

bp = Blueprint("hand_over", __name__, url_prefix="/beginning")


@bp.before_app_request
def nobody_signs_in_here() -> ResponseReturnValue | None:
    """Who is not in practice yet, or has gone out, finds herself before the real pages."""
    if request.endpoint == "access.sign_in":
        return redirect(_real("/"), 303)
    return None


@bp.post("/enter")
def enter() -> ResponseReturnValue:
    """Let somebody in whom the real pages hand over."""
    try:
        handed = handing.read(
            current_app.extensions["practice"].key, request.args.get("handed", "")
        )
        with transaction() as (writing, at):
            user = handing.take(writing, handed, at=at)
    except Refused:
        return redirect(_real("/beginning/practice"), 303)
    session["language"] = handed.language
    welcome(user)
    return redirect(url_for("access.home"), 303)


@bp.post("/anew")
@allowed("sell")
def anew() -> ResponseReturnValue:
    """Throw this practice book away and go into a fresh one."""
    beside = current_app.extensions["practice"]
    signed = handing.sign(beside.key, g.user.role, language())
    beside.anew()
    return redirect(url_for("hand_over.enter", handed=signed), 307)


def _real(page: str) -> str:
    """The address of a real page."""
    root = request.script_root.removesuffix(current_app.extensions["practice"].prefix)
    return root + page
