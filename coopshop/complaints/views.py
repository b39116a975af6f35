"""The complaints book at the desk: every sheet, its answer, and telling the consumer."""

import secrets
from datetime import datetime

from flask import Response, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..paper import complaint as papers
from ..web import DeskForm, Done, answer, outside, tokens
from ..web.i18n import _
from ..web.papers import paper
from . import (
    answering,
    filing,
    first_page,
    forgetting,
    lists,
    public_views,
    reading,
    slips,
    telling,
)
from .blueprint import bp
from .forms import AdditionForm, AnswerForm, WayForm, sheet_form

__all__ = ["bp", "first_page", "public_views"]

bp.add_app_template_global(lambda state: str(lists.STATES[state]), "complaint_state")
bp.add_app_template_global(lambda way: str(telling.TOLD[way]), "complaint_told")


@bp.get("/complaints/")
@allowed("read_complaints")
def index() -> ResponseReturnValue:
    """Every sheet, the last one first."""
    rows = reading.listed(db.session(), today())
    return lists.SHEETS.answer("complaints/index.html", rows, today=today())


@bp.route("/complaints/new", methods=["GET", "POST"])
@allowed("answer_complaints")
def new() -> ResponseReturnValue:
    """Copy a sheet that was filled in by hand; its days count from the day on the paper."""
    form = sheet_form(today(), on_paper=True)

    def act(session: Session, at: datetime) -> Done:
        facts = public_views.filed(form)
        stamp = {"on": form.facts()["on"], "at": at, "by": g.user.id}
        # Who has the paper needs no link; one can be given with the answer.
        token = secrets.token_urlsafe(32)
        code = filing.file(session, facts, way="papel", token=token, **stamp)
        return Done(url_for(".show", code=code), _("Sheet %(code)s is in the book.", code=code))

    return answer(form, act, "complaints/new.html")


@bp.get("/complaints/<code>")
@allowed("read_complaints")
def show(code: str) -> str:
    """One sheet and all that became of it."""
    told = _told(code)
    return render_template(
        "complaints/show.html", told=told, forgettable=forgetting.may_forget(told, today())
    )


@bp.get("/complaints/<code>.pdf")
@allowed("read_complaints")
def pdf(code: str) -> Response:
    """The sheet on paper, with its answer."""
    facts = slips.sheet(db.session(), _told(code))
    return paper(papers.draw(facts), f"hoja-de-reclamacion-{code}")


@bp.route("/complaints/<code>/answer", methods=["GET", "POST"])
@allowed("answer_complaints")
def answer_(code: str) -> ResponseReturnValue:
    """Answer a sheet, once."""
    told, form = _told(code), AnswerForm(data={"on": today()})

    def act(session: Session, at: datetime) -> Done:
        answering.answer(session, code, **form.facts(), at=at, by=g.user.id)
        said = _("It is answered. Now tell the consumer.")
        return Done(url_for(".tell", code=code), said)

    return answer(form, act, "complaints/answer.html", told=told)


@bp.route("/complaints/<code>/add", methods=["GET", "POST"])
@allowed("answer_complaints")
def add(code: str) -> ResponseReturnValue:
    """More to an answer; what was said stays."""
    told, form = _told(code), AdditionForm()

    def act(session: Session, at: datetime) -> Done:
        answering.add(session, code, **form.facts(), on=today(), at=at, by=g.user.id)
        return Done(url_for(".tell", code=code), _("It is added. Now tell the consumer."))

    return answer(form, act, "complaints/add.html", told=told)


@bp.route("/complaints/<code>/tell", methods=["GET", "POST"])
@allowed("answer_complaints")
def tell(code: str) -> ResponseReturnValue:
    """A message with the answer is drafted, with a new link; or it goes on paper, and no link dies.

    A letter is prepared, then sent; in person it has happened already.
    """
    told, form = _told(code), WayForm()
    form.way.choices = telling.ways(told.row)
    token = tokens.made_of("complaint", form.key.data or "")

    def act(session: Session, at: datetime) -> Done:
        way = form.facts()["way"]
        if way in telling.DRAFTED:
            filing.renew_link(session, code, token, at=at)
        answering.note_told(session, code, way, at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("Noted: %(way)s.", way=telling.TOLD[way]))

    given = answer(form, act, "complaints/tell.html", told=told)
    way = form.way.data
    if getattr(given, "status_code", 200) != 303 or way == "persona":  # noqa: PLR2004 - only shown
        return given
    if way == "carta":
        return render_template("complaints/letter.html", told=told)
    link = outside(url_for(".copy", token=token))
    words = telling.message(db.session(), told, link)
    address = telling.address(told.row, way or "", words)
    facts = {"told": told, "address": address, "words": words, "way_": way}
    return render_template("complaints/drafted.html", **facts)


@bp.route("/complaints/<code>/forget", methods=["GET", "POST"])
@allowed("answer_complaints")
def forget(code: str) -> ResponseReturnValue:
    """Empty what people wrote, when the law no longer wants it kept."""
    told, form = _told(code), DeskForm()

    def act(session: Session, at: datetime) -> Done:
        stamp = {"on": today(), "at": at, "by": g.user.id}
        forgetting.forget(session, code, confirmed=form.confirmed.data, **stamp)
        return Done(url_for(".show", code=code), _("What was written is forgotten."))

    until = forgetting.forgettable_from(told.row)
    return answer(form, act, "complaints/forget.html", told=told, until=until)


def _told(code: str) -> reading.Told:
    return reading.told(db.session(), code, today())
