"""Counting a drawer on the page: blind first, then the book's figure and the reason."""

from datetime import datetime
from typing import NamedTuple

import flask
from flask import abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain.days import local_of
from ..domain.showing import money
from ..ledger.words import cause_way, cause_words
from ..paper import cash_count as sheets
from ..web import Done, answer, asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import carrying, counting, reading, slips
from .blueprint import bp
from .drawers import standing
from .explaining import Proposal
from .forms import AcceptForm, CarriedForm, count_form
from .lists import SESSIONS
from .till_book import till_of


@bp.route("/open/<till>", methods=["GET", "POST"])
@allowed("work_till")
def open_drawer(till: str) -> ResponseReturnValue:
    """Open a drawer by counting what lies in it."""
    found = till_of(db.session(), till)
    now = standing(db.session(), till)
    form = count_form()
    if not form.is_submitted() and now.state != "closed":
        return redirect(url_for(".session", code=now.session))

    def act(writing: Session, at: datetime) -> Done:
        code = counting.open_drawer(
            writing, till=till, counted=form.counted(), on=today(), at=at, by=g.user.id
        )
        return _next(writing, code, _("%(till)s is open.", till=found.name))

    shown = {"till": found, "session": None, "dollars": reading.had_dollars(db.session(), till)}
    return _working_at(till, answer(form, act, "cash/count.html", **shown))


@bp.route("/sessions/<code>/count", methods=["GET", "POST"])
@allowed("work_till")
def count_drawer(code: str) -> ResponseReturnValue:
    """Count the drawer at the end of a session, or once more."""
    found = reading.told(db.session(), code)
    form = count_form(found.last if asked_word("same") else None)

    def act(writing: Session, at: datetime) -> Done:
        counting.count_drawer(
            writing, code=code, counted=form.counted(), on=today(), at=at, by=g.user.id
        )
        return _next(writing, code, _("Counted, and it is what the book says."))

    dollars = reading.had_dollars(db.session(), found.till.code)
    return answer(form, act, "cash/count.html", till=found.till, session=found, dollars=dollars)


@bp.route("/sessions/<code>/accept", methods=["GET", "POST"])
@allowed("work_till")
def accept(code: str) -> ResponseReturnValue:
    """What the book expected, what differs, and why: the last count is accepted."""
    found = reading.told(db.session(), code)
    form = AcceptForm()
    if found.waiting is None:
        if form.is_submitted():
            abort(409)
        return redirect(url_for(".session", code=code))
    count = found.waiting

    def act(writing: Session, at: datetime) -> Done:
        counting.accept(
            writing,
            code=code,
            number=count.number,
            **form.facts(),
            on=today(),
            at=at,
            by=g.user.id,
        )
        return Done(url_for(".session", code=code), _("The difference is in the book."))

    shown = {"told": found, "count": count, "stale": reading.is_stale(db.session(), found)}
    guesses = [_in_words(guess, found) for guess in reading.guesses(db.session(), found)]
    answered = answer(form, act, "cash/accept.html", **shown, guesses=guesses)
    return _working_at(found.till.code, answered)


@bp.post("/sessions/<code>/carried")
@allowed("work_till")
def carried(code: str) -> ResponseReturnValue:
    """Yes, it was carried between the box and the drawer: written down, and compared again."""
    found = reading.told(db.session(), code)
    form = CarriedForm()

    def act(writing: Session, at: datetime) -> Done:
        carrying.carry(writing, code=code, **form.facts(), on=today(), at=at, by=g.user.id)
        return _next(writing, code, _("It is written down, and the count is what the book says."))

    return _working_at(found.till.code, answer(form, act, "cash/carried.html", told=found))


@bp.get("/sessions/<code>")
@allowed("read_till")
def session(code: str) -> str:
    """One session: its counts, what was carried in and out; the book's sums once it is counted."""
    return render_template("cash/session.html", told=reading.told(db.session(), code))


@bp.get("/sessions/<code>.pdf")
@allowed("read_till")
def session_pdf(code: str) -> ResponseReturnValue:
    """The sheet of the counted drawer, once it is counted."""
    found = reading.told(db.session(), code)
    if found.state == "open":
        abort(404)
    return paper(sheets.draw(slips.count(db.session(), found)), f"arqueo-{code}")


@bp.get("/tills/<till>/sessions")
@allowed("read_till")
def sessions(till: str) -> ResponseReturnValue:
    """The sessions of a till, the last one first."""
    found = till_of(db.session(), till)
    rows = reading.sessions(db.session(), till)
    return SESSIONS.answer("cash/sessions.html", rows, today=today(), till=found)


def _working_at(till: str, answered: ResponseReturnValue) -> ResponseReturnValue:
    """Whoever opened a drawer works at it."""
    if standing(db.session(), till).state == "open":
        flask.session["till"] = till
    return answered


class Guess(NamedTuple):
    """What a proposal says, and the page that it leads to, or the slip that says yes to it."""

    words: str
    way: str = ""
    yes: CarriedForm | None = None


def _in_words(guess: Proposal, told: reading.SessionTold) -> Guess:
    facts = {name: money(cents, guess.carried or "PEN") for name, cents in guess.sums.items()}
    if guess.at:
        facts |= {"paper": cause_words(guess.cause), "at": f"{local_of(guess.at):%H:%M}"}
        return Guess(_(guess.words, **facts), cause_way(guess.cause))
    if guess.carried:
        about = {"number": told.last.number, "currency": guess.carried}
        return Guess(_(guess.words, **facts), yes=CarriedForm(formdata=None, data=about))
    page = url_for(".new_move", till=told.till.code, reason=guess.reason, amount=guess.sums["sum"])
    return Guess(_(guess.words, **facts), page)


def _next(writing: Session, code: str, said: str) -> Done:
    """To the question why it differs, or back to the session when it does not."""
    session = counting.session_of(writing, code)
    if standing(writing, session.till).state in ("opening", "counted"):
        return Done(url_for(".accept", code=code))
    return Done(url_for(".session", code=code), said)
