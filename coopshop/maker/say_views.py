"""What she says: that a line is not right, and that it is right again; what was answered."""

from datetime import datetime

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members, payouts
from ..access import allowed
from ..db import db, today, transaction
from ..domain.days import day_of
from ..domain.errors import N_, Refused
from ..web import DeskForm, Done, answer
from ..web.fields import NoteField
from ..web.i18n import _, _l
from ..web.photos import PhotoField
from . import saying
from .blueprint import bp
from .ways import about_way

#: So much she may write; more is better said at the office.
MOST = 500

#: So many times she may say it of one line: each time stays in the book for ever.
MOST_TIMES = 3


class SaidAlready(payouts.DisputedAlready):
    """The same, to herself."""

    message = N_("You said so before, on %(on)s. It waits for an answer.")
    field = ""


class TalkToHer(Refused):
    """The same line again and again: that is better said face to face."""

    message = N_("You said so %(times)s times. Talk to the treasurer.")


class NotRightForm(DeskForm):
    """A line is not right; she need not say why."""

    words = NoteField(_l("What is not right?"), required=False, most=MOST)
    photo = PhotoField(_l("Photo"), required=False)


@bp.get("/decir")
@allowed("read_own")
def say() -> str:
    """What she said so far and what was answered; what else she may say."""
    told = payouts.disputes_of(db.session(), g.user.member)
    lines = [(one, saying.line(db.session(), g.user.member, one.row.about)) for one in told]
    return render_template("maker/say.html", lines=lines)


@bp.route("/no-esta-bien/<path:about>", methods=["GET", "POST"])
@allowed("speak_own")
def not_right(about: str) -> ResponseReturnValue:
    """She does not agree with a line of her money."""
    session, member = db.session(), g.user.member
    about = payouts.her_line(session, member, about)
    line = saying.line(session, member, about) or abort(404)
    form = NotRightForm()
    waiting = payouts.waiting_of(session, member)
    said_so = payouts.said_of(waiting, about)
    if said_so and not form.is_submitted():
        return redirect(url_for(".said", code=said_so))

    def act(writing: Session, at: datetime) -> Done:
        if saying.times(writing, member, about) >= MOST_TIMES:
            raise TalkToHer(times=MOST_TIMES)
        said = {"member": member, "about": about, **form.facts()}
        try:
            code = payouts.dispute(writing, **said, on=day_of(at), at=at, by=g.user.id)
        except payouts.DisputedAlready as refused:
            raise SaidAlready(**refused.facts) from None
        return Done(url_for(".said", code=code), _("We heard you. The treasurer sees it now."))

    return answer(form, act, "maker/not_right.html", line=line, opens=_opens(line))


@bp.get("/dicho/<code>")
@allowed("read_own")
def said(code: str) -> str:
    """One line that she said is not right, and what was answered."""
    shown = _hers(code)
    session = db.session()
    line = saying.line(session, g.user.member, shown.row.about)
    photo = payouts.dispute_photo(session, code) is not None
    holds = members.dispute_holds(session, today())
    page = {"shown": shown, "line": line, "opens": _opens(line), "photo": photo, "holds": holds}
    return render_template("maker/said.html", **page)


@bp.post("/dicho/<code>/ya-esta-bien")
@allowed("speak_own")
def right_again(code: str) -> ResponseReturnValue:
    """She takes it back: that is an answer too, with this reason."""
    _hers(code)
    reason = _("The member says that it is right.")
    try:
        with transaction() as (session, at):
            stamp = {"on": day_of(at), "at": at, "by": g.user.id}
            payouts.answer_dispute(session, code, reason=reason, **stamp)
    except payouts.AnsweredAlready:
        flash(_("It was answered already."))
    else:
        flash(_("Good. It is closed."))
    return redirect(url_for(".said", code=code), 303)


def _opens(line: saying.Said | None) -> str:
    """Where the line that she speaks of opens; of pieces that moved no money, nowhere."""
    if line is None or line.cents is None:
        return ""
    return about_way(payouts.line_of(db.session(), line.about))


def _hers(code: str) -> payouts.Told:
    """One of her own; another's is not there."""
    try:
        shown = payouts.told(db.session(), code)
    except payouts.UnknownDispute:
        abort(404)
    if shown.row.member != g.user.member:
        abort(404)
    return shown
