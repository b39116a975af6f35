"""What makes a telephone the one that was enrolled: a secret in a cookie of its own, for a year.

Sisters share a telephone: each has her own secret and PIN on it, the newest first in the cookie.
"""

import secrets
from typing import NamedTuple

from flask import current_app, request
from werkzeug import Response

from ..db import db
from . import enrolling
from .phones import Phone

ONE_YEAR = 365 * 86_400

#: So many members may share a telephone; what a stranger's cookie holds beyond is not even read.
MOST = 4


class Held(NamedTuple):
    """What one member has on the telephone that asks."""

    phone: Phone
    secret: str


def fresh_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def name() -> str:
    """What the cookie is called; over https the browser itself then keeps others from setting it.

    In practice it is another one: `__Host-` cookies go to the whole house, this one only there.
    """
    settings = current_app.config["COOPSHOP"]
    if settings.practice:
        return "__Secure-coopshop-practice" if settings.https else "coopshop-phone-practice"
    return "__Host-coopshop" if settings.https else "coopshop-phone"


def shown() -> list[str]:
    """The secrets that this browser shows, none if it was never enrolled."""
    return [each for each in request.cookies.get(name(), "").split(".")[:MOST] if each]


def held() -> list[Held]:
    """The telephones that it is, opened or shut; of secrets that are none of ours, nothing."""
    found = [(enrolling.phone(db.session(), secret), secret) for secret in shown()]
    return [Held(phone, secret) for phone, secret in found if phone]


def remember(response: Response, secret: str) -> None:
    """Let this browser be the telephone of a secret too, and forget what opens no more."""
    settings = current_app.config["COOPSHOP"]
    new = enrolling.phone(db.session(), secret)
    others = [
        each.secret
        for each in held()
        if not each.phone.shut and new and each.phone.member != new.member
    ]
    response.set_cookie(
        name(),
        ".".join([secret, *others][:MOST]),
        max_age=ONE_YEAR,
        path=(request.script_root or "/") if settings.practice else "/",
        secure=settings.https,
        httponly=True,
        samesite="Lax",
    )
