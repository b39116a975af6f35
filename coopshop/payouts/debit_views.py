"""What counts against the members' shares on the page: advances, materials, dues."""

from datetime import datetime

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import cash
from ..access import User, allowed
from ..db import db, today
from ..web import Done, answer, asked_word
from ..web.i18n import _
from . import lists, reading, service
from .blueprint import bp
from .forms import debit_form
from .taken_off import taken_off


@bp.get("/debits/")
@allowed("read_payouts")
def debits() -> ResponseReturnValue:
    """Advances, materials and dues, the last one first."""
    return lists.DEBITS.answer("payouts/debits.html", lists.debits(), today=today())


@bp.route("/debits/new", methods=["GET", "POST"])
@allowed("pay_out")
def new_debit() -> ResponseReturnValue:
    """Give an advance, hand out materials, note dues. `?member=` says whose, `?kind=` what."""
    form = debit_form(db.session(), today(), asked_word("member"), asked_word("kind"))

    def act(session: Session, at: datetime) -> Done:
        code = service.owe(session, **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".debit", code=code), _("It is recorded."))

    return answer(form, act, "payouts/new_debit.html")


@bp.get("/debits/<code>")
@allowed("read_payouts")
def debit(code: str) -> ResponseReturnValue:
    """One advance, material or due."""
    shown = reading.debit(db.session(), code)
    by = db.session.get(User, shown.by)
    taken = taken_off(db.session(), shown.row.member, shown.row.entry)
    page = {"shown": shown, "by": by.name if by else "", "taken": taken}
    return render_template("payouts/debit.html", **page)


@bp.route("/debits/<code>/reverse", methods=["GET", "POST"])
@allowed("reverse")
def reverse_debit(code: str) -> ResponseReturnValue:
    """It was written down by mistake: its mirror goes into the book."""
    shown = reading.debit(db.session(), code)
    form = cash.reverse_form(db.session(), f"debit/{code}", today())

    def act(session: Session, at: datetime) -> Done:
        cash.take_back(session, f"debit/{code}", **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".debit", code=code), _("It is undone; both stay in the book."))

    page = url_for(".debit", code=code)
    return answer(form, act, "payouts/reverse.html", shown=shown, page=page, code=code)
