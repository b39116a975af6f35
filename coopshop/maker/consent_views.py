"""What she allows: her data, her name, her photo. One tap, and it holds on every page and label."""

from datetime import datetime

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members
from ..access import allowed
from ..db import db, transaction
from ..domain.days import day_of
from ..web import DeskForm, Done, answer
from ..web.i18n import _
from . import voices
from .blueprint import bp


@bp.get("/permisos")
@allowed("read_own")
def consents() -> str:
    """What she allows now, and since when."""
    session, code = db.session(), g.user.member
    allows = {kind: members.consents.stands(session, code, kind) for kind in members.KINDS}
    face = code in members.faces(session)
    spoken = [(one, voices.tongue(session, one.tongue)) for one in voices.of_member(session, code)]
    hidden = bool(members.consents.taken_back(session, code))
    page = {"allows": allows, "hidden": hidden, "face": face, "spoken": spoken}
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


@bp.route("/permisos/voz/toda", methods=["GET", "POST"])
@allowed("speak_own")
def take_back_my_voice() -> ResponseReturnValue:
    """All that she recorded is gone for good, after one question: it cannot be undone."""
    code = g.user.member
    spoken = voices.of_member(db.session(), code)

    def act(writing: Session, _at: datetime) -> Done:
        voices.drop_of(writing, code)
        return Done(url_for(".consents"), _("Your voice is deleted."))

    return answer(DeskForm(), act, "maker/drop_voice.html", spoken=spoken)


@bp.post("/permisos")
@allowed("speak_own")
def consent() -> ResponseReturnValue:
    """Yes or no to one of them. The same tap twice is one word; the other button undoes it."""
    kind, given = request.form.get("kind", ""), request.form.get("given", "")
    if kind not in members.KINDS or given not in ("si", "no"):
        abort(400)
    code, yes = g.user.member, given == "si"
    with transaction() as (session, at):
        now = members.consents.stands(session, code, kind)
        if now.given != yes or now.undated:
            stamp = {"on": day_of(at), "at": at, "by": g.user.id}
            members.consents.say(session, member=code, kind=kind, given=yes, **stamp)
    flash(_("Kept. It holds from now on."))
    return redirect(url_for(".consents"), 303)
