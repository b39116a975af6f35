"""What every answer tells the browser about safety, and which requests are not even read."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from . import light

#: No script or style inside pages, nothing from elsewhere, in nobody's frame.
POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:"
)

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing. Our own forms keep their Origin, which is checked when they come.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

#: On pages that strangers open by a link: the link is a secret, so it is told to nobody.
OF_LINKS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}

TWO_YEARS = "max-age=63072000"

#: Bytes of a form without files, and boxes in it; a slip of sixty lines has some three hundred.
LARGEST_FORM = 500_000
MOST_FIELDS = 1000

READING = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask) -> None:
    """Put the headers on every answer, errors and papers included; look at what comes in."""
    # The token and the Origin tell our own forms; a Referer is what careful browsers leave out.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.before_request(_refuse_foreign)
    app.before_request(_refuse_too_much)
    app.after_request(_add_headers)


def _refuse_foreign() -> None:
    """A form of another site is refused, even if it had guessed the token."""
    origin = request.headers.get("Origin")
    if request.method in READING or origin is None:
        return
    if origin == "null" and _from_a_link_page():
        return
    public = urlsplit(current_app.config["COOPSHOP"].public_url).netloc
    sender = urlsplit(origin).netloc
    if not sender or sender not in (request.host, public):
        raise BadRequest


def _from_a_link_page() -> bool:
    """Whether a form that does not say where it comes from may be one of our pages of links.

    Those pages tell nobody their address, so their forms say "null". Browsers add from which site
    a form comes only on https; without that word its token alone must do, on these pages only.
    """
    site = request.headers.get("Sec-Fetch-Site")
    ours = light.for_everybody() or request.endpoint == "web.choose_language"
    return site == "same-origin" or (site is None and ours)


def _refuse_too_much() -> None:
    """Werkzeug counts the parts of a multipart form; an urlencoded one is counted here."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    if (request.content_length or 0) > LARGEST_FORM or len(request.form) > MOST_FIELDS:
        raise RequestEntityTooLarge


def _add_headers(response: Response) -> Response:
    if light.for_everybody():
        response.headers.extend(OF_LINKS)
    response.headers["Content-Security-Policy"] = light.policy(POLICY)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", TWO_YEARS)
    if request.endpoint != "static":
        # Phones are shared: what one person saw is not kept for the next. Only pictures of things
        # and sounds say otherwise; what Flask says of a file that it sends is no reason.
        if not (response.cache_control.public or response.cache_control.private):
            response.headers["Cache-Control"] = "no-store"
    elif "v" in request.args:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
