"""Paying one member on the page; payouts made, what each settled, and its receipt."""

from datetime import datetime

from flask import Response, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import cash
from ..access import User, allowed, hers
from ..db import db, today
from ..paper import receipt as receipts
from ..web import Done, answer
from ..web.i18n import _
from ..web.papers import paper
from . import (
    day_views,
    debit_views,
    dispute_views,
    disputing,
    first_page,
    flag_views,
    handing,
    lists,
    payday,
    reading,
    service,
    slips,
    statement_views,
)
from .blueprint import bp
from .forms import CollectorForm, ReverseForm, pay_form
from .proposals import proposal_of
from .settling import Account, settled, since_last
from .unpaid import left_by

__all__ = [
    "bp",
    "day_views",
    "debit_views",
    "dispute_views",
    "first_page",
    "flag_views",
    "statement_views",
]


@bp.route("/pay/<member>", methods=["GET", "POST"])
@allowed("pay_out")
def pay(member: str) -> ResponseReturnValue:
    """Pay one member all she can get, or a part of it."""
    session = db.session()
    proposal = proposal_of(session, member, on=today())
    form = pay_form(session, proposal, today())

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        code = service.settle(writing, member=member, **facts, at=at, by=g.user.id)
        form.keep_sheet(writing, made=code, on=facts["on"], at=at, by=g.user.id)
        if name := form.collector.data:
            who = {"name": name, "on": facts["on"]}
            handing.collected_by(writing, code, **who, at=at, by=g.user.id)
        said = _("%(name)s was paid.", name=proposal.name)
        return Done(url_for(".show", code=code), said)

    return answer(
        form,
        act,
        "payouts/pay.html",
        proposal=proposal,
        today=today(),
        account=since_last(session, [member]).get(member, Account()),
        waiting=payday.not_collected(session).get(member, []),
        disputes=[one for one in disputing.open_disputes(session) if one.row.member == member],
    )


@bp.get("/made")
@allowed("read_payouts")
def made() -> ResponseReturnValue:
    """Payouts, the last one first."""
    return lists.MADE.answer("payouts/made.html", lists.made(), today=today())


@bp.get("/<code>")
@allowed("read_member")
def show(code: str) -> ResponseReturnValue:
    """One payout; a socia sees hers."""
    shown = reading.payout(db.session(), code)
    hers(shown.row.member)
    session = db.session()
    by = session.get(User, shown.by)
    return render_template(
        "payouts/show.html",
        shown=shown,
        by=by.name if by else "",
        account=settled(session, shown.row),
        left=left_by(session, shown.row),
        collector=handing.collector(session, code),
        signed=handing.signatures(session, [code]).get(code),
    )


@bp.get("/<code>.pdf")
@allowed("read_member")
def pdf(code: str) -> Response:
    """The receipt that she signs."""
    shown = reading.payout(db.session(), code)
    hers(shown.row.member)
    return paper(receipts.draw(slips.receipt(db.session(), shown)), code)


@bp.route("/<code>/collector", methods=["GET", "POST"])
@allowed("pay_out")
def collector(code: str) -> ResponseReturnValue:
    """Somebody else comes for the money; it may be corrected until the receipt is signed."""
    shown = reading.payout(db.session(), code)
    known = handing.collector(db.session(), code)
    form = CollectorForm(obj=known)

    def act(session: Session, at: datetime) -> Done:
        handing.collected_by(session, code, **form.facts(), on=today(), at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("It is recorded."))

    return answer(form, act, "payouts/collector.html", shown=shown)


@bp.route("/<code>/unsign", methods=["GET", "POST"])
@allowed("reverse")
def unsign(code: str) -> ResponseReturnValue:
    """A receipt was marked as signed by mistake."""
    shown = reading.payout(db.session(), code)
    form = ReverseForm(data={"on": today()})

    def act(session: Session, at: datetime) -> Done:
        handing.unsign(session, code, **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("The receipt waits for a signature again."))

    page = url_for(".show", code=code)
    return answer(form, act, "payouts/unsign.html", shown=shown, page=page, code=code)


@bp.route("/<code>/reverse", methods=["GET", "POST"])
@allowed("reverse")
def reverse(code: str) -> ResponseReturnValue:
    """A payout that was written down by mistake: its mirror goes into the book."""
    shown = reading.payout(db.session(), code)
    form = cash.reverse_form(db.session(), f"payout/{code}", today())

    def act(session: Session, at: datetime) -> Done:
        handing.undo(session, code, **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("It is undone; both stay in the book."))

    page = url_for(".show", code=code)
    return answer(form, act, "payouts/reverse.html", shown=shown, page=page, code=code)
