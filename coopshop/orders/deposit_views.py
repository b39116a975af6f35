"""Money ahead on the page: paid, given back, kept, undone; and its receipt."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, g, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..access import User, allowed
from ..db import db, today
from ..domain.showing import money
from ..ledger.models import Entry
from ..paper import deposit as papers
from ..web import Done, answer
from ..web.i18n import _
from ..web.papers import paper
from . import deposits, slips
from .blueprint import bp
from .forms import KeepForm, UndoForm, deposit_form
from .ordering import order_of


@bp.route("/<code>/pay-ahead", methods=["GET", "POST"])
@allowed("collect")
def pay_ahead(code: str) -> ResponseReturnValue:
    """The buyer pays a part before the pieces are made."""
    return _money(code, deposits.pay_ahead, back=False)


@bp.route("/<code>/give-back", methods=["GET", "POST"])
@allowed("take_back")
def give_back(code: str) -> ResponseReturnValue:
    """What was paid ahead goes back, all or a part."""
    return _money(code, deposits.give_back, back=True)


def _money(code: str, verb: Callable[..., str], *, back: bool) -> ResponseReturnValue:
    session = db.session()
    order = order_of(session, code)
    form = deposit_form(session, order, today())
    form.amount.needed = not back

    def act(writing: Session, at: datetime) -> Done:
        more = {} if back else {"confirmed": form.confirmed.data}
        made = verb(writing, order=code, **form.facts(), **more, at=at, by=g.user.id)
        amount = money(deposits.deposit_of(writing, made).amount, order.currency)
        words = _("Given back: %(amount)s.") if back else _("Paid ahead: %(amount)s.")
        return Done(url_for(".show", code=code), str(words) % {"amount": amount})

    held = deposits.held(session, order)
    return answer(form, act, "orders/money.html", order=order, held=held, back=back)


@bp.route("/<code>/keep", methods=["GET", "POST"])
@allowed("take_back")
def keep(code: str) -> ResponseReturnValue:
    """What was paid ahead stays, as agreed with the buyer."""
    session = db.session()
    order = order_of(session, code)
    form = KeepForm(data={"on": today()})
    form.amount.currency = order.currency

    def act(writing: Session, at: datetime) -> Done:
        deposits.keep(writing, order=code, **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("It is recorded."))

    held = deposits.held(session, order)
    return answer(form, act, "orders/keep.html", order=order, held=held)


@bp.get("/deposits/<code>")
@allowed("read_sales")
def deposit(code: str) -> ResponseReturnValue:
    """Where money ahead is shown: on its order."""
    found = deposits.deposit_of(db.session(), code)
    return redirect(url_for(".show", code=found.order, _anchor="deposits"))


@bp.get("/deposits/<code>.pdf")
@allowed("read_sales")
def deposit_pdf(code: str) -> Response:
    """The receipt to be signed."""
    session = db.session()
    found = deposits.deposit_of(session, code)
    by = session.get(User, session.get_one(Entry, found.entry).by)
    undone = ledger.why_reversed(session, f"deposit/{code}")
    said = slips.deposit(session, found, written_by=by.name if by else "", undone=undone)
    return paper(papers.draw(said), f"anticipo-{code}")


@bp.route("/deposits/<code>/undo", methods=["GET", "POST"])
@allowed("reverse")
def undo(code: str) -> ResponseReturnValue:
    """It was written down by mistake."""
    found = deposits.deposit_of(db.session(), code)
    form = cash.reverse_form(db.session(), f"deposit/{code}", today(), UndoForm)

    def act(writing: Session, at: datetime) -> Done:
        deposits.undo(writing, code, **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".show", code=found.order), _("It is undone; both stay in the book."))

    return answer(form, act, "orders/undo.html", deposit=found)
