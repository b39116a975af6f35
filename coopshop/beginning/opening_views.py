"""One opening on the page: where it stands, whether she agreed, how it is undone or paid."""

from datetime import datetime

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members
from ..access import User, allowed
from ..cash import numbers_of
from ..cash.forms import offer_tills, reverse_form
from ..db import db, today
from ..domain import accounts as acc
from ..domain.showing import money
from ..ledger import balance
from ..ledger import reading as book
from ..paper import opening as paper_of_opening
from ..web import Done, answer
from ..web.i18n import _
from ..web.names import choices
from ..web.papers import paper
from . import forms, old_debts, reading, slips
from . import opening as verbs
from .blueprint import bp
from .models import OldPayment


@bp.get("/openings/<code>")
@allowed("read_beginning")
def opening(code: str) -> str:
    """One of them."""
    session = db.session()
    shown = reading.opening(session, code)
    entry = book.entry_of(session, shown.opening.entry)
    by = session.get(User, entry.by) if entry else None
    payments = old_debts.payments(session, code)
    return render_template(
        "beginning/opening.html",
        shown=shown,
        opening=shown.opening,
        by=by.name if by else "",
        left=balance(session, acc.old_debt(code)),
        payments=[(paid, book.why_reversed(session, paid.cause)) for paid in payments],
        numbers=numbers_of(session, [paid.cause for paid in payments]),
    )


@bp.route("/openings/<code>/agree", methods=["GET", "POST"])
@allowed("begin")
def agree(code: str) -> ResponseReturnValue:
    """She signed below it, or put her finger there."""
    shown = reading.opening(db.session(), code)
    if shown.opening.kind != "member" or shown.agreed or shown.undone is not None:
        abort(404)
    form = forms.AgreementForm(on=today())
    form.how.choices = choices(*forms.SAID)

    def act(writing: Session, at: datetime) -> Done:
        verbs.agree(writing, code, **form.facts(), at=at, by=g.user.id)
        said = _("%(name)s agreed.", name=shown.name)
        return Done(url_for("beginning.opening", code=code), said)

    return answer(form, act, "beginning/agree.html", shown=shown)


@bp.route("/openings/<code>/undo", methods=["GET", "POST"])
@allowed("begin")
def undo(code: str) -> ResponseReturnValue:
    """A mistake: its mirror is written, then it can be entered anew."""
    shown = reading.opening(db.session(), code)
    form = forms.UndoForm(on=today())

    def act(writing: Session, at: datetime) -> Done:
        verbs.undo(writing, code, **form.facts(), at=at, by=g.user.id)
        return Done(url_for("beginning.opening", code=code), _("It is undone."))

    return answer(form, act, "beginning/undo.html", shown=shown)


@bp.route("/openings/<code>/collect", methods=["GET", "POST"])
@allowed("collect")
def collect(code: str) -> ResponseReturnValue:
    """A buyer pays an old debt, whole or in part."""
    session = db.session()
    shown = reading.opening(session, code)
    if shown.opening.kind != "debt":
        abort(404)
    left = balance(session, acc.old_debt(code))
    form = offer_tills(forms.OldPaymentForm(on=today(), amount=left), session)
    form.method.choices = choices(*acc.PURSES)

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        sure = form.confirmed.data
        old_debts.collect(writing, opening=code, **facts, at=at, by=g.user.id, confirmed=sure)
        said = _("Collected: %(amount)s.", amount=money(facts["amount"]))
        return Done(url_for("beginning.opening", code=code), said)

    return answer(form, act, "beginning/collect.html", shown=shown, left=left)


@bp.route("/openings/<code>/payments/<int:number>/undo", methods=["GET", "POST"])
@allowed("reverse")
def undo_payment(code: str, number: int) -> ResponseReturnValue:
    """A payment was written down by mistake."""
    session = db.session()
    paid = session.get(OldPayment, (code, number)) or abort(404)
    form = reverse_form(session, paid.cause, today())

    def act(writing: Session, at: datetime) -> Done:
        old_debts.undo_payment(writing, code, number, **form.facts(), at=at, by=g.user.id)
        page = url_for("beginning.opening", code=code)
        return Done(page, _("It is undone; both stay in the book."))

    shown = reading.opening(session, code)
    return answer(form, act, "beginning/undo_payment.html", shown=shown, paid=paid)


@bp.get("/statements/<member>.pdf")
@allowed("read_beginning")
def statement(member: str) -> Response:
    """What she begins with, for her signature."""
    session = db.session()
    person = members.member(session, member)
    facts = slips.statements(session, [person], today(), g.user.name)
    return paper(paper_of_opening.draw_all(facts), f"inicio-{member}")


@bp.get("/statements.pdf")
@allowed("read_beginning")
def statements() -> Response:
    """The same for all who began with something, in order of name."""
    session = db.session()
    facts = slips.statements(session, slips.beginners(session), today(), g.user.name)
    if not facts:
        abort(404)
    return paper(paper_of_opening.draw_all(facts), "inicio")
