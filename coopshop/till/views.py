"""The till on the page: one form for the whole sale, and what comes after it."""

from datetime import datetime

from flask import g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import cash, sales
from ..access import allowed
from ..db import db, now, today
from ..domain.days import day_of
from ..web import Done, answer, asked_word
from ..web.forms import fresh_key
from ..web.i18n import say
from . import after_views, first_page, parked_views, parking, pressing, wallet_views
from .after import outcome
from .blueprint import bp
from .counter import Counter
from .forms import SendForm, TillForm, till_form
from .selling import sell

__all__ = ["after_views", "bp", "first_page", "parked_views", "wallet_views"]

SEE_OTHER = 303

#: How till.js asks for the part of the page that changes, instead of all of it.
PART = "X-Part"


@bp.route("/", methods=["GET", "POST"])
@allowed("sell")
def index() -> ResponseReturnValue:
    """Ring up, choose the paper, take the money: recorded by one button, `record`."""
    session, taken_up = db.session(), asked_word("parked")
    drawer = cash.mine(session)
    kept = parking.boxes_of(session, taken_up) if taken_up and request.method == "GET" else None
    form = till_form(session, today(), g.user.id, drawer, kept)
    filtered = "filter" in request.form
    counter = Counter(session, form, today(), clerk=g.user.id, drawer=drawer, filtered=filtered)
    if counter.missing:
        return render_template("till/not_ready.html", missing=say(counter.missing))
    if request.method == "POST" and "record" not in request.form:
        pressing.press(form, request.form, counter.goods)
        return _page(form, counter)
    return _recorded(form, counter)


def _page(form: TillForm, counter: Counter) -> str:
    part = "till/ticket.html" if request.headers.get(PART) else "till/index.html"
    return render_template(part, form=form, counter=counter)


def _recorded(form: TillForm, counter: Counter) -> ResponseReturnValue:
    """The sale, once; whoever asked by script gets only the part of the page that is new."""

    def act(session: Session, at: datetime) -> Done:
        issued = sell(session, form, on=day_of(at), at=at, by=g.user.id)
        return Done(url_for(".done", sale=issued.sale))

    part = "till/ticket.html" if request.headers.get(PART) else "till/index.html"
    answered = make_response(answer(form, act, part, counter=counter))
    if request.headers.get(PART) and answered.status_code == SEE_OTHER:
        sale = answered.location.rstrip("/").rpartition("/")[2]
        return _done(sale, "till/after.html")
    return answered


@bp.get("/done/<sale>")
@allowed("sell")
def done(sale: str) -> ResponseReturnValue:
    """What is to do after a sale: change, paper, the next one."""
    return _done(sale, "till/done.html")


def _done(sale: str, template: str) -> str:
    after = outcome(db.session(), sale, now())
    return render_template(template, after=after, send=SendForm(formdata=None), key=fresh_key())


@bp.get("/buyers")
@allowed("sell")
def buyers() -> str:
    """The buyers whom some words may mean, for till.js."""
    session, words, chosen = db.session(), asked_word("find") or "", asked_word("buyer")
    found = sales.find_buyers(session, words)
    known = session.get(sales.Buyer, chosen) if chosen else None
    if known and known.code != sales.ANONYMOUS and known not in found:
        found.insert(0, known)
    return render_template("till/buyers.html", found=found, chosen=chosen, asked=words)
