"""Who is at the desk: Flask-Login carries the visit's token in the signed cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user

from ..db import db, now, transaction
from .permissions import RIGHTS
from .service import Person, begin_visit, visitor

manager = LoginManager()


class AtDesk(UserMixin):
    """What Flask-Login holds: the person and the token of her visit."""

    def __init__(self, token: str, person: Person) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        """Flask-Login keeps this in the cookie; it means nothing once the visit has ended."""
        return self.token


def init_app(app: Flask) -> None:
    """Recognise the visitor before each request; `g.user` is a `Person` or None."""
    manager.init_app(app)
    manager.session_protection = None

    @manager.user_loader
    def load(token: str) -> AtDesk | None:
        person = visitor(db.session(), token, now=now())
        return AtDesk(token, person) if person else None

    @app.before_request
    def recognised() -> None:
        known = request.endpoint != "static" and current_user.is_authenticated
        g.user = current_user.person if known else None


class BelowPrefix(SecureCookieSessionInterface):
    """A cookie that goes only to the application below this address."""

    def get_cookie_path(self, app: Flask) -> str:
        return request.script_root or "/"


def welcome(user: int) -> None:
    """Open a visit for somebody who was recognised, in this browser."""
    with transaction() as (writing, at):
        token = begin_visit(writing, user, at=at)
    language = session.get("language")
    session.clear()  # a new person: nothing of whoever sat here before, the form's token included
    if language:
        session["language"] = language
    person = visitor(db.session(), token, now=now())
    if person:
        login_user(AtDesk(token, person))


def allowed(right: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only for roles with a right: others get a 403, strangers the sign-in page."""
    if right not in RIGHTS:
        raise ValueError(f"no right {right}")

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if g.user is None:
                session["next"] = request.path if request.method == "GET" else None
                return redirect(url_for("access.sign_in"))
            if not g.user.may(right):
                abort(403)
            return view(*args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return guard


def open_to_all(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page for strangers: `web` speaks their browser's language and keeps it out of indexes."""
    view.right = None  # type: ignore[attr-defined]
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def hers(member: str) -> None:
    """A socia sees her own; anything else does not exist for her."""
    if g.user.role == "socia" and g.user.member != member:
        abort(404)
