"""What she allows: her data, her name, her photo. One tap, and it holds on every page and label."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from .. import members
from ..access import allowed
from ..db import db, transaction
from ..domain.days import day_of
from ..web.i18n import _
from . import voices
from .blueprint import bp


@bp.get("/permisos")
@allowed("read_own")
def consents() -> str:
    """What she allows now, and since when."""
    session, code = db.session(), g.user.member
    since = {kind: members.consents.since(session, code, kind) for kind in members.KINDS}
    allows = {kind: members.agreed_to(session, code, kind) for kind in members.KINDS}
    face = code in members.faces(session)
    spoken = [(one, voices.tongue(session, one.tongue)) for one in voices.of_member(session, code)]
    page = {"allows": allows, "since": since, "face": face, "spoken": spoken}
    return render_template("maker/consents.html", **page)


@bp.post("/permisos/voz")
@allowed("speak_own")
def take_back_voice() -> ResponseReturnValue:
    """One recording of hers is gone for good, and she need not say why."""
    tongue, phrase = request.form.get("tongue", ""), request.form.get("phrase", "")
    with transaction() as (session, _at):
        kept = session.get(voices.Recording, (tongue, phrase))
        if kept and kept.member != g.user.member:
            abort(404)
        voices.drop(session, tongue, phrase)
    flash(_("The recording is deleted."))
    return redirect(url_for(".consents"), 303)


@bp.post("/permisos")
@allowed("speak_own")
def consent() -> ResponseReturnValue:
    """Yes or no to one of them. The same tap twice is one word; the other button undoes it."""
    kind, given = request.form.get("kind", ""), request.form.get("given", "")
    if kind not in members.KINDS or given not in ("si", "no"):
        abort(400)
    code, yes = g.user.member, given == "si"
    with transaction() as (session, at):
        if members.agreed_to(session, code, kind) != yes:
            stamp = {"on": day_of(at), "at": at, "by": g.user.id}
            members.consents.say(session, member=code, kind=kind, given=yes, **stamp)
    flash(_("Kept. It holds from now on."))
    return redirect(url_for(".consents"), 303)
