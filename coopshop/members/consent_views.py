"""What she agreed to, at the desk: on her slip, and of all whose yes bears no day."""

from datetime import date, datetime

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed, hers
from ..db import db, today
from ..domain.errors import Refused
from ..domain.reading import day
from ..web import Done, answer, asked_word
from ..web.i18n import _
from ..web.names import called
from . import consents
from .blueprint import bp
from .forms import AskAgainForm, ConsentForm
from .models import Member


@bp.route("/<code>/consent", methods=["GET", "POST"])
@allowed("keep_members")
def consent(code: str) -> ResponseReturnValue:
    """She agrees to something, or takes it back; it holds at once."""
    member: Member = db.get_or_404(Member, code)
    form = _slip()

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        facts["given"] = facts["given"] == "si"
        consents.say(writing, member=code, **facts, at=at, by=g.user.id)
        return Done(url_for(".said", code=code), _("It is written down, and holds from now on."))

    return answer(form, act, "members/consent.html", member=member)


@bp.get("/<code>/consents")
@allowed("read_member")
def said(code: str) -> str:
    """Everything she agreed to and took back, in order, from what the register was begun with."""
    hers(code)
    session = db.session()
    member: Member = db.get_or_404(Member, code)
    words = [*consents.begun(session, code), *consents.consents(session, code)]
    kinds = [kind for kind in consents.KINDS if consents.stands(session, code, kind).undated]
    slips = {kind: _slip(kind) for kind in kinds}
    return render_template("members/consents.html", member=member, words=words, slips=slips)


@bp.route("/consents", methods=["GET", "POST"])
@allowed("keep_members")
def ask_again() -> ResponseReturnValue:
    """Whose yes bears no day: each is written down with one press, and the day that stands above.

    `?on=2026-01-05` is that day: those who stood together in an assembly said it on the same one.
    """
    form = AskAgainForm(on=_asked_day() or today())
    form.today = today()
    people = consents.to_ask(db.session(), today())

    def act(writing: Session, at: datetime) -> Done:
        on, pressed = form.facts()["on"], form.yes.data or ""
        here = url_for(".ask_again", on=on.isoformat())
        if not pressed:  # the Enter key, after a day was typed
            return Done(here)
        # As it stands now: she may have answered herself since the list was shown.
        still = consents.to_ask(writing, today())
        asked = {f"{one.code}/{kind}": (one, kind) for one, kinds in still for kind in kinds}
        if pressed not in asked:
            raise consents.SaidBefore
        member, kind = asked[pressed]
        stamp = {"on": on, "at": at, "by": g.user.id}
        consents.say(writing, member=member.code, kind=kind, given=True, **stamp)
        words = _("Written down: %(name)s, %(what)s.", name=member.name, what=called(kind))
        return Done(here, words)

    return answer(form, act, "members/ask_again.html", people=people)


def _slip(kind: str | None = None) -> ConsentForm:
    """Her slip of today; of one kind alone, which then tells its boxes from those of others."""
    form = ConsentForm(on=today(), kind=kind)
    form.today = today()
    if kind:
        form.on.id = f"on-{kind}"
    return form


def _asked_day() -> date | None:
    try:
        return day(asked_word("on") or "")
    except Refused:
        return None
