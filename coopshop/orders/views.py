"""Orders on the page: the list, a new one, what became of it, what goes out, the end of it."""

from datetime import datetime

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import sales
from ..access import allowed
from ..db import db, today
from ..web import Done, answer, asked_number, asked_word
from ..web.i18n import _
from . import (
    deposit_views,
    first_page,
    link_asking,
    link_public_views,
    link_reading,
    link_views,
    lists,
    ordering,
    quotation_views,
    quoting,
    reading,
)
from .blueprint import bp
from .forms import CallOffForm, OrderForm, deliver_form, going_out, wanted, wanted_form
from .models import Quotation

__all__ = [
    "bp",
    "deposit_views",
    "first_page",
    "link_public_views",
    "link_views",
    "quotation_views",
]

bp.add_app_template_global(lambda state: str(lists.STATES[state]), "order_state")
bp.add_app_template_global(lambda state: str(lists.ASKED_STATES[state]), "asked_state")


@bp.get("/")
@allowed("read_sales")
def index() -> ResponseReturnValue:
    """Every order; those to be made first stand first."""
    rows = reading.listed(db.session(), today())
    return lists.ORDERS.answer("orders/index.html", rows, today=today())


@bp.route("/new", methods=["GET", "POST"])
@allowed("sell")
def new() -> ResponseReturnValue:
    """Write an order down; `?quotation=PF01-3` fills it in, or `?asked=7`, what came by a link."""
    session = db.session()
    quoted = session.get(Quotation, asked_word("quotation") or "")
    asked = link_reading.asked_for(session, asked_number("asked"), today())
    lines = quoting.quoted_lines(session, quoted.code) if quoted else []
    like, rows = link_reading.like(asked) if asked else (quoted, lines)
    form = wanted_form(session, OrderForm, today(), like, rows)

    def act(writing: Session, at: datetime) -> Done:
        typed = form.facts()
        code = ordering.order(
            writing,
            wanted(writing, form),
            promised=typed["promised"],
            on=typed["on"],
            at=at,
            by=g.user.id,
            quotation=quoted.code if quoted else None,
            confirmed=form.confirmed.data,
        )
        if asked:
            link_asking.settle(writing, asked.row.id, "order", code=code, at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("Order %(code)s is written down.", code=code))

    return answer(form, act, "orders/slip.html", quotation=False, source=quoted, asked=asked)


@bp.get("/<code>")
@allowed("read_sales")
def show(code: str) -> str:
    """One order and all that became of it."""
    return render_template("orders/show.html", told=reading.told(db.session(), code, today()))


@bp.route("/<code>/deliver", methods=["GET", "POST"])
@allowed("sell")
def deliver(code: str) -> ResponseReturnValue:
    """Pieces are there: they become a sale, whose paper and payment come on the next page."""
    told = reading.told(db.session(), code, today())
    form = deliver_form(db.session(), told, today())

    def act(writing: Session, at: datetime) -> str:
        typed = form.facts()
        basket = ordering.deliver(
            writing,
            code=code,
            place=typed["place"],
            channel=typed["channel"],
            units=going_out(form, told),
            on=typed["on"],
            at=at,
            fx_micros=typed["fx_rate"],
        )
        draft = sales.keep_draft(writing, basket, at=at, by=g.user.id)
        return url_for("invoices.new", draft=draft)

    return answer(form, act, "orders/deliver.html", told=told)


@bp.route("/<code>/call-off", methods=["GET", "POST"])
@allowed("take_back")
def call_off(code: str) -> ResponseReturnValue:
    """What was not delivered will not be."""
    told = reading.told(db.session(), code, today())
    form = CallOffForm(data={"on": today()})

    def act(writing: Session, at: datetime) -> Done:
        ordering.call_off(writing, code, **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("Order %(code)s is called off.", code=code))

    return answer(form, act, "orders/call_off.html", told=told)
