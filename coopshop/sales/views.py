"""Sales on the page: the list, one sale, a new one, money in and money back."""

from datetime import datetime

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain.showing import money
from ..web import Done, answer, asked_word
from ..web.i18n import _
from . import (
    buyer_views,
    collecting,
    consignment_views,
    first_page,
    listing,
    owing_views,
    rate_views,
    reading,
    ringing,
)
from .blueprint import bp
from .consignment import CHANNEL
from .forms import PaymentForm, RefundForm, asked, money_facts, money_form, sale_form
from .lists import SALES, TO_COLLECT
from .models import Payment, Return, Sale
from .selling import sale_of

__all__ = ["bp", "buyer_views", "consignment_views", "first_page", "owing_views", "rate_views"]


@bp.get("/")
@allowed("read_sales")
def index() -> ResponseReturnValue:
    """Every sale, newest first."""
    return _leaf(to_collect=False)


@bp.get("/due")
@allowed("read_sales")
def due() -> ResponseReturnValue:
    """Only the sales on which something is due."""
    return _leaf(to_collect=True)


def _leaf(*, to_collect: bool) -> ResponseReturnValue:
    lists = TO_COLLECT if to_collect else SALES
    only = listing.to_collect(db.session()) if to_collect else None
    query = listing.listed(today(), only=only)
    return lists.answer("sales/index.html", query, today=today(), to_collect=to_collect)


@bp.get("/<code>")
@allowed("read_sales")
def show(code: str) -> ResponseReturnValue:
    """One sale; `?paid=C0001` has just been collected, and its change is to be given."""
    session = db.session()
    paid = session.get(Payment, asked_word("paid") or "")
    story = reading.story(session, code)
    return render_template(
        "sales/show.html",
        story=story,
        state="undone" if story.undone else listing.state_of(story.due, story.sale.due_on, today()),
        change=change_of(paid, story) if paid and paid.sale == code else 0,
        today=today(),
    )


@bp.route("/new", methods=["GET", "POST"])
@allowed("sell")
def new() -> ResponseReturnValue:
    """Ring up a sale; its paper is chosen on the page that follows. `?draft=` changes one."""
    session = db.session()
    before = ringing.kept_basket(session, asked_word("draft") or "")
    last = listing.last_of(session, g.user.id, Sale.channel != CHANNEL)
    form = sale_form(session, today(), before or last)

    def act(session: Session, at: datetime) -> str:
        facts = form.facts() | {"lines": asked(session, form)}
        facts["fx_micros"] = facts.pop("fx_rate")
        basket = ringing.ring_up(session, **facts, at=at)
        draft = ringing.keep_draft(session, basket, at=at, by=g.user.id)
        return url_for("invoices.new", draft=draft)

    ready = bool(form.price_list.choices and form.place.choices)
    return answer(form, act, "sales/new.html", ready=ready)


@bp.route("/<code>/collect", methods=["GET", "POST"])
@allowed("collect")
def collect(code: str) -> ResponseReturnValue:
    """The buyer pays all that is due, or a part of it."""
    sale = sale_of(db.session(), code)
    form = money_form(db.session(), PaymentForm, sale, today())

    def act(session: Session, at: datetime) -> Done:
        facts = money_facts(form)
        confirmed = form.confirmed.data
        paid = collecting.collect(
            session, sale=code, **facts, at=at, by=g.user.id, confirmed=confirmed
        )
        amount = money(session.get_one(Payment, paid).amount, sale.currency)
        said = _("Collected: %(amount)s.", amount=amount)
        return Done(url_for(".show", code=code, paid=paid), said)

    return answer(form, act, "sales/collect.html", sale=sale, due=_due(sale))


@bp.route("/<code>/refund", methods=["GET", "POST"])
@allowed("take_back")
def refund(code: str) -> ResponseReturnValue:
    """Give the buyer back what is owed after a return."""
    sale = sale_of(db.session(), code)
    form = money_form(db.session(), RefundForm, sale, today())

    def act(session: Session, at: datetime) -> Done:
        given = collecting.refund(session, sale=code, **money_facts(form), at=at, by=g.user.id)
        amount = money(-session.get_one(Payment, given).amount, sale.currency)
        said = _("Given back: %(amount)s.", amount=amount)
        return Done(url_for(".show", code=code), said)

    return answer(form, act, "sales/refund.html", sale=sale, owed=-_due(sale))


@bp.get("/payments/<code>")
@allowed("read_sales")
def payment(code: str) -> ResponseReturnValue:
    """Where a payment is shown: on its sale."""
    found = db.get_or_404(Payment, code)
    return redirect(url_for(".show", code=found.sale, _anchor="payments"))


@bp.get("/returns/<code>")
@allowed("read_sales")
def back(code: str) -> ResponseReturnValue:
    """Where a return is shown: on its sale."""
    found = db.get_or_404(Return, code)
    return redirect(url_for(".show", code=found.sale, _anchor="returns"))


def _due(sale: Sale) -> int:
    return collecting.due_of(db.session(), sale)


def change_of(payment: Payment, story: reading.Story) -> int:
    """What is given back at once of a note that was too large, or of dollars."""
    if taken := story.dollars.get(payment.code):
        return taken.dollars.change
    return max((payment.tendered or 0) - payment.amount, 0)
