"""What members do not agree with, on the page: noted, listed, answered."""

from datetime import datetime

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members
from ..access import User, allowed, hers
from ..db import db, today
from ..web import Done, answer
from ..web.i18n import _
from ..web.photos import of_somebody
from . import disputable, dispute_photos, disputing, typed
from .blueprint import bp
from .forms import AnswerForm, DisputeForm


@bp.get("/disputes/")
@allowed("read_payouts")
def disputes() -> ResponseReturnValue:
    """Every dispute, the open ones first."""
    session = db.session()
    return render_template(
        "payouts/disputes.html",
        shown=disputing.every_dispute(session),
        holds=members.dispute_holds(session, today()),
    )


@bp.route("/disputes/new/<member>", methods=["GET", "POST"])
@allowed("pay_out")
def new_dispute(member: str) -> ResponseReturnValue:
    """Write down, for a member, which line of her money or her pieces is not right."""
    person = members.member(db.session(), member)
    form = DisputeForm(data={"on": today()})
    form.about.choices = disputable.offered(db.session(), member, today())

    def act(session: Session, at: datetime) -> Done:
        said = form.facts()
        about = typed.chosen(session, member, about=said.pop("about"), code=said.pop("code"))
        stamp = {"at": at, "by": g.user.id}
        code = disputing.dispute(session, member=member, about=about, **said, **stamp)
        return Done(url_for(".dispute", code=code), _("It is recorded."))

    return answer(form, act, "payouts/new_dispute.html", person=person)


@bp.get("/disputes/<code>")
@allowed("read_member")
def dispute(code: str) -> ResponseReturnValue:
    """One dispute, and its answer; a socia sees hers."""
    shown = _hers(code)
    by = db.session.get(User, shown.by)
    holds = members.dispute_holds(db.session(), today())
    photo = dispute_photos.photo(db.session(), code)
    facts = {"shown": shown, "by": by.name if by else "", "holds": holds, "photo": photo}
    return render_template("payouts/dispute.html", **facts)


@bp.get("/disputes/<code>/photo.jpg")
@allowed("read_member")
def dispute_photo(code: str) -> ResponseReturnValue:
    """The photo that she took of it."""
    session = db.session()
    _hers(code)
    found = dispute_photos.photo(session, code)
    if found is None or found.jpeg is None:
        abort(404)
    return of_somebody(found.jpeg)


@bp.route("/disputes/<code>/answer", methods=["GET", "POST"])
@allowed("pay_out")
def answer_dispute(code: str) -> ResponseReturnValue:
    """Close a dispute with what was found and done."""
    shown = disputing.told(db.session(), code)
    form = AnswerForm(data={"on": today()})

    def act(session: Session, at: datetime) -> Done:
        disputing.answer_dispute(session, code, **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".dispute", code=code), _("It is answered."))

    return answer(form, act, "payouts/answer_dispute.html", shown=shown)


def _hers(code: str) -> disputing.Told:
    """One dispute; to a socia, one that there is not answers like one that is not hers."""
    try:
        shown = disputing.told(db.session(), code)
    except disputing.UnknownDispute:
        hers("")
        raise
    hers(shown.row.member)
    return shown
