"""The few addresses of the kit itself: the choice of language, the styles and the scripts."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, Response, abort, redirect, request, session
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError

from . import assets
from .i18n import LANGUAGES

bp = Blueprint("web", __name__)

ONE_YEAR = 31_536_000


@bp.post("/language")
def choose_language() -> ResponseReturnValue:
    """Keep the language in the visitor's cookie and go back to the page she was on."""
    wanted = request.form.get("language", "")
    if wanted in LANGUAGES:
        session["language"] = wanted
    return redirect(own_address(request.form.get("back", "")), 303)


@bp.get("/style/<digest>.css")
def stylesheet(digest: str) -> Response:
    """The styles, in one answer."""
    return _named(digest, assets.styles(), "text/css")


@bp.get("/script/<name>-<digest>.js")
def script(name: str, digest: str) -> Response:
    """A script with all that it imports, in one answer."""
    return _named(digest, assets.scripts().get(name) or abort(404), "text/javascript")


def _named(digest: str, today: tuple[str, str], mimetype: str) -> Response:
    """What its address names may be kept for a year.

    Who still has yesterday's page, or who meets yesterday's server while a new one starts, gets
    what is there, and does not keep it under the wrong name.
    """
    text, named = today
    response = Response(text, mimetype=mimetype)
    if digest == named:
        response.cache_control.public = True
        response.cache_control.max_age = ONE_YEAR
        response.cache_control.immutable = True
    return response


def own_address(wanted: str) -> str:
    """The address of a page of ours that was asked for, or home.

    What goes into the answer is built anew from the page that was found, so that nothing typed by
    others can lead elsewhere: `//evil.example`, `/\\evil.example` and their kin find no page.
    """
    home, adapter = f"{request.script_root}/", request_ctx.url_adapter
    try:
        parts = urlsplit(wanted.removeprefix(request.script_root))
        if parts.scheme or parts.netloc or not wanted.isprintable() or adapter is None:
            return home
        endpoint, values = adapter.match(parts.path, method="GET")
        address = adapter.build(endpoint, values)
        query = urlencode(parse_qsl(parts.query, max_num_fields=50))
    except (HTTPException, BuildError, ValueError):
        return home
    return f"{address}?{query}" if query else address
