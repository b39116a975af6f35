"""Tickets that wait, on the page."""

from datetime import datetime

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed, users
from ..db import db, transaction
from ..domain.errors import Refused
from ..web import Done
from ..web.i18n import _, say
from ..web.once import fingerprint, once
from . import parking
from .blueprint import bp
from .forms import TillForm


@bp.post("/park")
@allowed("sell")
def park() -> ResponseReturnValue:
    """Put the ticket of the till aside, under a name."""
    form = TillForm()
    name = form.aside.data or form.name.data or _("Without a name")

    def act(session: Session, at: datetime) -> Done:
        parking.park(session, request.form, name, at=at, by=g.user.id)
        if form.parked.data:
            parking.unpark(session, form.parked.data)
        # The browser forgets what it kept of it, by the name that it was taken up under.
        location = url_for(".index", aside=form.parked.data or "")
        return Done(location, _("Put aside: %(name)s.", name=name))

    try:
        done = once(form.key.data, fingerprint(request.path, request.form.to_dict()), act)
    except Refused as refused:
        flash(say(refused), "no")
        return redirect(url_for(".index"), 303)
    flash(done.said)
    return redirect(done.location, 303)


@bp.get("/parked")
@allowed("sell")
def parked() -> str:
    """Every ticket that waits for its buyer."""
    session = db.session()
    names = {user.id: user.name for user in users(session)}
    return render_template("till/parked.html", parked=parking.parked(session), names=names)


@bp.post("/parked/<ticket>/forget")
@allowed("sell")
def forget(ticket: str) -> ResponseReturnValue:
    """The buyer will not come back."""
    with transaction() as (session, _at):
        parking.unpark(session, ticket)
    return redirect(url_for(".parked"), 303)
