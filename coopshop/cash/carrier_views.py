"""What carriers owe, on the page: by transfer, and how one of them is settled."""

from collections.abc import Iterator
from datetime import date, datetime

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import inventory
from ..access import Notice, allowed, waits
from ..db import db, today
from ..domain.showing import money
from ..web import DeskForm, Done, answer, fields
from ..web.i18n import _, _l
from ..web.names import choices
from . import carriers as debts
from .blueprint import bp
from .forms import AtTill, offer_tills, reverse_form
from .numbers import numbers_of
from .taking_back import take_back


class CarrierForm(DeskForm, AtTill):
    """A carrier pays, or is let off."""

    method = fields.RadioField(_l("How is it settled?"))
    amount = fields.MoneyField(
        _l("Amount"), required=False, description=_l("Empty: all that is owed.")
    )
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    on = fields.DayField(_l("Day"))
    note = fields.LineField(_l("Note"), required=False)


@waits("read_till")
def carriers_owe(session: Session, _today: date) -> Iterator[Notice]:
    """What is to be had of carriers."""
    left = sum(debt.left for debt in debts.carrier_debts(session))
    if left:
        yield Notice(_("Carriers owe"), money(left), "cash.carriers", "canoe")


@bp.get("/carriers/")
@allowed("read_till")
def carriers() -> str:
    """Everything that was lost at a carrier's cost, newest first."""
    found = debts.carrier_debts(db.session())
    return render_template("cash/carriers.html", debts=found, left=sum(debt.left for debt in found))


@bp.get("/carriers/<transfer>")
@allowed("read_till")
def carrier(transfer: str) -> str:
    """What was lost on one transfer, and what was paid for it."""
    session = db.session()
    lost = inventory.losses_of(session, transfer)
    payments = debts.standing_payments(session, transfer)
    return render_template(
        "cash/carrier.html",
        debt=debts.carrier_debt(session, transfer),
        lost=[part for part in lost if part.bearer == "transportista"],
        payments=payments,
        numbers=numbers_of(session, [paid.cause for paid in payments]),
    )


@bp.route("/carriers/<transfer>/settle", methods=["GET", "POST"])
@allowed("adjust_stock")
def settle_carrier(transfer: str) -> ResponseReturnValue:
    """Money from the carrier into a purse, or the association lets it go."""
    session = db.session()
    debt = debts.carrier_debt(session, transfer)
    form = offer_tills(CarrierForm(on=today(), method="efectivo"), session)
    form.method.choices = choices(*debts.WAYS)

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        if facts["method"] != "efectivo":
            facts["till"] = None
        debts.settle_carrier(writing, transfer=transfer, **facts, at=at, by=g.user.id)
        return Done(url_for(".carrier", transfer=transfer), _("It is written down."))

    return answer(form, act, "cash/settle_carrier.html", debt=debt)


@bp.get("/carrier-payments/<code>")
@allowed("read_till")
def carrier_payment(code: str) -> ResponseReturnValue:
    """Where a payment is shown: beside what it pays."""
    found = debts.carrier_payment_of(db.session(), code)
    return redirect(url_for(".carrier", transfer=found.transfer))


@bp.route("/carrier-payments/<code>/reverse", methods=["GET", "POST"])
@allowed("reverse")
def reverse_carrier_payment(code: str) -> ResponseReturnValue:
    """It was written down by mistake: its mirror goes into the book."""
    found = debts.carrier_payment_of(db.session(), code)
    form = reverse_form(db.session(), f"carrier/{code}", today())

    def act(writing: Session, at: datetime) -> Done:
        take_back(writing, f"carrier/{code}", **form.facts(), at=at, by=g.user.id)
        page = url_for(".carrier", transfer=found.transfer)
        return Done(page, _("It is undone; both stay in the book."))

    return answer(form, act, "cash/reverse_carrier_payment.html", payment=found)
