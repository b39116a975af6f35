"""Who is at the desk: Flask-Login carries the visit's token in the signed cookie."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, abort, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, current_user, login_user

from ..db import db, now, transaction
from ..web.assets import MAKES_PAGES
from .permissions import RIGHTS, may
from .service import Person, begin_visit, visitor

manager = LoginManager()

#: Rooms that have a door of their own, for those who have no password: where it is.
DOORS = {"maker": "maker.enter"}

#: A telephone is lent, lost, laid aside: its visit ends when nobody has touched it for so long.
#: The moment travels in the signed cookie, so that to look at a page writes nothing down.
RESTS, SEEN = timedelta(minutes=30), "seen"

#: Not noted again within so many seconds.
OFTEN = 60


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
    app.session_interface = OwnCookie()

    @manager.user_loader
    def load(token: str) -> AtDesk | None:
        person = visitor(db.session(), token, now=(moment := now()))
        if person is None or (person.phone and _asleep(moment)):
            return None
        return AtDesk(token, person)

    @app.before_request
    def recognised() -> None:
        known = request.endpoint not in MAKES_PAGES and current_user.is_authenticated
        g.user = current_user.person if known else None
        if g.user and g.user.phone:
            _awake(now())


class OwnCookie(SecureCookieSessionInterface):
    """A cookie that goes only to the application below this address."""

    def get_cookie_path(self, app: Flask) -> str:
        return request.script_root or "/"

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """What makes a page is everybody's: it brings no cookie, and no cookie makes it another."""
        if request.endpoint not in MAKES_PAGES:
            super().save_session(app, session, response)


def welcome(user: int) -> None:
    """Open a visit for somebody who was recognised, in this browser."""
    with transaction() as (writing, at):
        token = begin_visit(writing, user, at=at)
    seat(token)


def seat(token: str) -> None:
    """Let this browser carry a visit that was opened."""
    language = session.get("language")
    session.clear()  # a new person: nothing of whoever sat here before, the form's token included
    if language:
        session["language"] = language
    person = visitor(db.session(), token, now=now())
    if person:
        _awake(now())
        login_user(AtDesk(token, person))


def _awake(moment: datetime) -> None:
    """Note that the visit is in use."""
    seconds = int(moment.timestamp())
    if seconds - session.get(SEEN, 0) >= OFTEN:
        session[SEEN] = seconds


def _asleep(moment: datetime) -> bool:
    return bool(moment.timestamp() - session.get(SEEN, 0) > RESTS.total_seconds())


def _door(right: str) -> str:
    """Where a stranger is led who asked for a page of a right."""
    return DOORS.get(request.blueprint or "", "") if may("socia", right) else ""


def allowed(right: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only for roles with a right: others get a 403, strangers are led to the door."""
    if right not in RIGHTS:
        raise ValueError(f"no right {right}")

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if g.user is None:
                session["next"] = request.path if request.method == "GET" else None
                return redirect(url_for(_door(right) or "access.sign_in"))
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


def her_door(view: Callable[..., Any]) -> Callable[..., Any]:
    """As open as a page for strangers, but for members: it speaks as the desk does, whatever
    language the telephone was bought with.
    """
    view.speaks_ours = True  # type: ignore[attr-defined]
    return open_to_all(view)


def hers(member: str) -> None:
    """A socia sees her own; anything else does not exist for her."""
    if g.user.role == "socia" and g.user.member != member:
        abort(404)
