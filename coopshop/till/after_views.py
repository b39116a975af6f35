"""After the sale: sending its paper, undoing it, putting right how it was paid."""

from datetime import datetime

from flask import current_app, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import invoices, sales
from ..access import allowed
from ..db import db, now, today, transaction
from ..domain.errors import N_, Refused
from ..web import Done, answer, outside
from ..web.forms import fresh_key
from ..web.i18n import _
from .after import number_of, outcome, whatsapp
from .blueprint import bp
from .forms import SendForm, method_form, undo_form

#: Reasons as the book keeps them.
WHY = {"error": "se marcó mal", "cliente": "el cliente cambió de idea"}


class NotOfToday(Refused):
    """What was counted and closed is not rewritten."""

    message = N_("The way of paying can be put right on the day of the payment only.")


@bp.post("/done/<sale>/send")
@allowed("sell")
def send(sale: str) -> ResponseReturnValue:
    """The paper's link goes out by WhatsApp: written down first, as from then on the sale stays.

    Without a public address the message has no link: ours opens nothing at the buyer's.
    """
    form, after = SendForm(), outcome(db.session(), sale, now())
    public, secret = current_app.config["COOPSHOP"].public_url, ""
    try:
        number = number_of(form.phone.data)
        with transaction() as (session, at):
            document = invoices.main_document(session, sale)
            if public:
                secret = invoices.make_link(session, document, at=at, by=g.user.id)
            invoices.hand_over(session, document.id, "whatsapp", at=at, by=g.user.id)
    except Refused as refused:
        form.refuse(refused)
        after = outcome(db.session(), sale, now())
        return render_template("till/done.html", after=after, send=form, key=fresh_key()), 409
    there = outside(url_for("proof.bought", token=secret)) if secret else ""
    address = whatsapp(number, invoices.message(after.facts, there))
    page = make_response(render_template("till/send.html", address=address, sale=sale))
    # A form may lead to our own pages only; this page then goes on by itself.
    page.headers["Refresh"] = f"0; url={address}"
    return page


@bp.route("/done/<sale>/undo", methods=["GET", "POST"])
@allowed("sell")
def undo(sale: str) -> ResponseReturnValue:
    """The newest sale is undone while it is fresh."""
    after, form = outcome(db.session(), sale, now()), undo_form()

    def act(session: Session, at: datetime) -> Done:
        why = WHY[form.facts()["why"]]
        invoices.undo(session, sale, why=why, at=at, by=g.user.id)
        return Done(url_for(".done", sale=sale), _("Sale %(sale)s is undone.", sale=sale))

    return answer(form, act, "till/undo.html", after=after)


@bp.route("/payments/<code>/method", methods=["GET", "POST"])
@allowed("collect")
def change_method(code: str) -> ResponseReturnValue:
    """A payment was written down under the wrong way of paying."""
    paid = sales.payment(db.session(), code)
    form = method_form(db.session(), paid)

    def act(session: Session, at: datetime) -> Done:
        if paid.on != today():
            raise NotOfToday
        facts = form.facts()
        facts["till"] = facts["till"] or None
        facts["handed"], facts["fx_micros"] = facts.pop("dollars"), facts.pop("fx_rate")
        sure = form.confirmed.data
        sales.change_method(session, code, **facts, at=at, by=g.user.id, confirmed=sure)
        said = _("The payment is put right.")
        return Done(url_for("sales.show", code=paid.sale, _anchor="payments"), said)

    return answer(form, act, "till/method.html", paid=paid)


@bp.get("/last")
@allowed("sell")
def last() -> ResponseReturnValue:
    """The page after the clerk's newest sale, for whoever closed it too soon."""
    found = sales.last_of(db.session(), g.user.id)
    return redirect(url_for(".done", sale=found.code) if found else url_for(".index"))
