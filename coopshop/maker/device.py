"""What makes a telephone the one that was enrolled: a secret in a cookie of its own, for a year."""

import secrets

from flask import current_app, request
from werkzeug import Response

from ..db import db
from . import enrolling
from .phones import Phone

ONE_YEAR = 365 * 86_400


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


def secret() -> str:
    """What this browser shows, nothing if it was never enrolled."""
    return request.cookies.get(name(), "")


def phone() -> Phone | None:
    """The telephone that asks, opened or shut; None where the secret is none of ours."""
    shown = secret()
    return enrolling.phone(db.session(), shown) if shown else None


def remember(response: Response, secret: str) -> None:
    """Let this browser be the telephone of a secret."""
    settings = current_app.config["COOPSHOP"]
    response.set_cookie(
        name(),
        secret,
        max_age=ONE_YEAR,
        path=(request.script_root or "/") if settings.practice else "/",
        secure=settings.https,
        httponly=True,
        samesite="Lax",
    )
