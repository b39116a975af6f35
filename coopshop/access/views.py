"""The pages of the door: the first page, signing in and out, passwords, users."""

from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user
from sqlalchemy.orm import Session

from ..db import db, now, today, transaction
from ..domain.errors import Refused
from ..web import Done, answer
from ..web.i18n import _
from ..web.pages import own_address
from ..web.places import place
from . import doors, guide_views, lists, work_views
from .blueprint import bp
from .desk import allowed, welcome
from .forms import ROLE_WORDS, PasswordForm, ResetForm, SignInForm, UserForm
from .models import User
from .service import (
    TooManyTries,
    WrongLogin,
    add_user,
    end_visit,
    note_failure,
    recognise,
    set_active,
    set_password,
)
from .waiting import waiting

__all__ = ["bp", "guide_views", "work_views"]

bp.add_app_template_global(doors.menu, "menu")
bp.add_app_template_global(doors.bar, "bar")
bp.add_app_template_global(doors.way, "way")


@bp.get("/")
@allowed("come_in")
def home() -> ResponseReturnValue:
    """What waits today, then what can be done; a member finds her own page."""
    if g.user.role == "socia":
        return redirect(url_for("maker.home"))
    return render_template(
        "access/home.html",
        waiting=waiting(db.session(), today(), g.user),
        trade=doors.open_doors(doors.TRADE),
        keeping=doors.open_doors(doors.KEEPING),
        reading=doors.open_doors(doors.READING),
    )


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Hashing is slow on purpose, so it happens before the door for writing is opened."""
    form = SignInForm()
    if not form.is_submitted():
        return render_template("access/sign_in.html", form=form)
    if not form.validate():
        return render_template("access/sign_in.html", form=form), 422
    try:
        user = _recognised(form.login.data, form.password.data, "sign-in")
    except Refused as refused:
        form.refuse(refused)
        status = 429 if isinstance(refused, TooManyTries) else 409
        return render_template("access/sign_in.html", form=form), status
    wanted = session.get("next")
    welcome(user)
    return redirect(own_address(wanted or url_for("access.home")), 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """The visit ends on the server, wherever a copy of the cookie lies."""
    door, said = "access.sign_in", _("You are signed out.")
    if g.user and g.user.phone:
        door, said = "maker.enter", _("You are out.")  # as one speaks on her pages
    if current_user.is_authenticated:
        with transaction() as (writing, at):
            end_visit(writing, current_user.token, at=at)
        logout_user()
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    flash(said)
    return redirect(url_for(door), 303)


@bp.route("/password", methods=["GET", "POST"])
@allowed("come_in")
def password() -> ResponseReturnValue:
    """One's own password. Every open visit ends, this one too."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            _recognised(g.user.login, form.old_password.data, "password")
        except Refused as refused:
            refused.field = "old_password"
            form.refuse(refused)
            return render_template("access/password.html", form=form), 409

    def act(writing: Session, at: datetime) -> Done:
        set_password(writing, g.user.id, form.password.hash, at=at)
        return Done(url_for("access.sign_in"), _("Your password is changed. Sign in with it now."))

    return answer(form, act, "access/password.html")


@bp.get("/users/")
@allowed("manage_users")
def users() -> ResponseReturnValue:
    """Everybody who may sign in, or once might."""
    return lists.USERS.answer("access/users.html", lists.users(), today=today())


@bp.route("/users/new", methods=["GET", "POST"])
@allowed("manage_users")
def new_user() -> ResponseReturnValue:
    """Somebody new at the desk."""
    form = UserForm()

    def act(writing: Session, _at: datetime) -> Done:
        user = add_user(writing, password_hash=form.password.hash, **form.facts())
        said = _("%(name)s can sign in now. Tell her the password yourself.", name=user.name)
        return Done(url_for("access.users"), said)

    return answer(form, act, "access/new_user.html")


@bp.route("/users/<int:number>", methods=["GET", "POST"])
@allowed("manage_users")
def user(number: int) -> ResponseReturnValue:
    """One user: a new password when she forgot hers, and whether she may come in."""
    found = db.get_or_404(User, number)
    form = ResetForm()

    def act(writing: Session, at: datetime) -> Done:
        set_password(writing, number, form.password.hash, at=at)
        said = _("%(name)s has a new password. Tell her yourself.", name=found.name)
        return Done(url_for("access.user", number=number), said)

    return answer(form, act, "access/user.html", found=found, role_words=ROLE_WORDS)


@bp.post("/users/<int:number>/active")
@allowed("manage_users")
def let_in(number: int) -> ResponseReturnValue:
    """Let somebody in, or keep her out; her open visits end at once."""
    found = db.get_or_404(User, number)
    active = request.form.get("active") == "yes"
    with transaction() as (writing, at):
        set_active(writing, number, active, at=at)
        name = found.name
    flash(
        _("%(name)s may sign in again.", name=name)
        if active
        else _("%(name)s can no longer sign in.", name=name)
    )
    return redirect(url_for("access.user", number=number), 303)


def _recognised(login: Any, word: Any, door: str) -> int:
    """The id of the user behind a login and a password; a wrong try is counted, at that door."""
    where = place(door)
    try:
        return recognise(db.session(), login, word, place=where, now=now()).id
    except WrongLogin:
        with transaction() as (writing, at):
            note_failure(writing, where, login, at=at)
        raise
