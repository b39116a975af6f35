"""When a page cannot be given: what happened, in the reader's words, and a way on."""

import secrets
from typing import NamedTuple

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from ..domain.errors import N_, Refused, Unknown
from . import light
from .i18n import _, language, say


class Words(NamedTuple):
    """What an error page says: what happened, and what can be done."""

    title: str
    advice: str


ODD = Words(
    N_("The request could not be understood"),
    N_("Nothing was recorded. Go back and try once more."),
)
EXPIRED = Words(
    N_("The page was open for too long"),
    N_(
        "You signed in again or closed a window since you opened it. Nothing was recorded. "
        "Go back, load the page anew and send it again."
    ),
)
OURS = Words(
    N_("Something went wrong on our side"),
    N_("Nothing was recorded. Try once more; if it happens again, tell us the number below."),
)

#: By status; what is not listed gets the words of 400.
WORDS = {
    403: Words(
        N_("This is not for you to do"),
        N_("Your user has no right to this page. The administradora can change that."),
    ),
    404: Words(
        N_("There is no such page"),
        N_("The address is mistyped, or what it led to is not here."),
    ),
    405: Words(
        N_("This page cannot be opened like that"),
        N_("It belongs to a button. Go to the start and take the way from there."),
    ),
    409: Words(N_("This is not possible"), N_("Nothing was recorded.")),
    413: Words(
        N_("That was too much at once"),
        N_(
            "The file or the form is too large; 20 MB is the most. Nothing was recorded. "
            "Go back: what you typed is still there. Take a smaller file, or send less at once."
        ),
    ),
    429: Words(N_("Too many tries"), N_("Wait a quarter of an hour and try again.")),
}


#: The same on her own pages, in few words.
HERS = {
    413: Words(
        N_("The photo is very large"),
        N_("Nothing was sent. Go back and send another one, or send it without a photo."),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(InternalServerError, _broken)
    app.register_error_handler(HTTPException, _failed)


def _expired(_error: CSRFError) -> Response:
    return _page(400, EXPIRED)


def _refused(refused: Refused) -> Response:
    """Outside a form: what is not there is not found, anything else is refused."""
    status = 404 if isinstance(refused, Unknown) else 409
    return _page(status, WORDS[status], sentence=say(refused))


def _failed(error: HTTPException) -> Response:
    if error.code is None or error.response is not None:
        return error.get_response()  # type: ignore[return-value]
    known = WORDS | HERS if light.hers() else WORDS
    answer = _page(error.code, known.get(error.code, ODD))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def _broken(_error: InternalServerError) -> Response:
    """Flask has written the traceback to the log; the number lets somebody find it there."""
    number = secrets.token_hex(4)
    current_app.logger.error("error %s at %s %s", number, request.method, request.url_rule)
    return _page(500, OURS, number=number)


def _page(status: int, words: Words, **more: str) -> Response:
    """The error page; where even the layout fails, the same words on a bare one."""
    try:
        frame = "light" if light.framed() else "error"
        html = render_template(f"errors/{frame}.html", status=status, words=words, **more)
    except Exception:  # whatever broke the layout must not hide the first error
        current_app.logger.exception("the error page itself failed")
        title, advice = _(words.title), _(words.advice)
        html = (
            f'<!doctype html><html lang="{language()}"><meta charset="utf-8"><title>{title}</title>'
            f"<h1>{title}</h1><p>{advice}</p><p>{more.get('number', '')}</p>"
        )
    return make_response(html, status)
