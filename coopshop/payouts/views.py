"""Paying members on the page: propose, look, confirm; payouts made, and their receipts."""

from datetime import datetime
from typing import Any

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..access import User, allowed, hers
from ..db import db, today
from ..domain.errors import Refused
from ..domain.reading import day
from ..domain.showing import money
from ..paper import receipt as receipts
from ..web import Done, answer, asked_number
from ..web.i18n import _
from ..web.papers import paper
from . import debit_views, reading, service, slips, statement_views
from .blueprint import bp
from .forms import Changed, PayAllForm, PayThem, ReverseForm, pay_form, seen

__all__ = ["bp", "debit_views", "statement_views"]


@bp.get("/")
@allowed("read_payouts")
def index() -> ResponseReturnValue:
    """What each member would get now."""
    return render_template("payouts/index.html", form=_pay_all_form(), **_proposed())


@bp.route("/all", methods=["GET", "POST"])
@allowed("pay_out")
def pay_all() -> ResponseReturnValue:
    """Pay every member what was proposed, after it was asked once more."""
    form = _pay_all_form()

    def act(session: Session, at: datetime) -> Done:
        proposals = service.propose(session)
        if form.seen.data != seen(proposals):
            raise Changed
        paid = [proposal for proposal in proposals if proposal.amount > 0]
        total = money(sum(proposal.amount for proposal in paid))
        if not form.confirmed.data:
            raise PayThem(count=len(paid), total=total)
        where = {"on": form.facts()["on"], "till": form.till.data}
        service.settle_all(session, **where, at=at, by=g.user.id)
        said = _("%(count)s members were paid %(total)s in all.", count=len(paid), total=total)
        return Done(url_for(".made"), said)

    return answer(form, act, "payouts/index.html", **_proposed())


def _pay_all_form() -> PayAllForm:
    return cash.offer_tills(PayAllForm(data={"on": today()}), db.session())


def _proposed() -> dict[str, Any]:
    """Who gets what, and who gets nothing now."""
    proposals = service.propose(db.session())
    return {
        "paid": [proposal for proposal in proposals if proposal.amount > 0],
        "others": [proposal for proposal in proposals if proposal.amount <= 0],
        "total": sum(proposal.amount for proposal in proposals),
        "seen": seen(proposals),
    }


@bp.route("/pay/<member>", methods=["GET", "POST"])
@allowed("pay_out")
def pay(member: str) -> ResponseReturnValue:
    """Pay one member all she can get, or a part of it."""
    proposal = service.proposal_of(db.session(), member)
    form = pay_form(db.session(), proposal, today())

    def act(session: Session, at: datetime) -> Done:
        code = service.settle(session, member=member, **form.facts(), at=at, by=g.user.id)
        said = _("%(name)s was paid.", name=proposal.name)
        return Done(url_for(".show", code=code), said)

    return answer(form, act, "payouts/pay.html", proposal=proposal)


@bp.get("/made")
@allowed("read_payouts")
def made() -> ResponseReturnValue:
    """Payouts, the last one first."""
    before = asked_number("before")
    shown = reading.payouts(db.session(), before=before)
    older = shown[-1].row.entry if len(shown) == reading.PAGE else None
    return render_template(
        "payouts/made.html",
        shown=shown,
        older=url_for(".made", before=older) if older else "",
        newer=url_for(".made") if before else "",
    )


@bp.get("/<code>")
@allowed("read_member")
def show(code: str) -> ResponseReturnValue:
    """One payout; a socia sees hers."""
    shown = reading.payout(db.session(), code)
    hers(shown.row.member)
    by = db.session.get(User, shown.by)
    return render_template("payouts/show.html", shown=shown, by=by.name if by else "")


@bp.get("/<code>.pdf")
@allowed("read_member")
def pdf(code: str) -> Response:
    """The receipt that she signs."""
    shown = reading.payout(db.session(), code)
    hers(shown.row.member)
    return paper(receipts.draw(slips.receipt(db.session(), shown)), code)


@bp.get("/day/<on>.pdf")
@allowed("read_payouts")
def day_pdf(on: str) -> Response:
    """The receipts of every payout of a day, a sheet for each."""
    session = db.session()
    try:
        shown = reading.payouts_of_day(session, day(on))
    except Refused:
        abort(404)
    if not shown:
        abort(404)
    facts = [slips.receipt(session, one) for one in shown]
    return paper(receipts.draw_all(facts, on), on)


@bp.route("/<code>/reverse", methods=["GET", "POST"])
@allowed("reverse")
def reverse(code: str) -> ResponseReturnValue:
    """A payout that was written down by mistake: its mirror goes into the book."""
    shown = reading.payout(db.session(), code)
    form = ReverseForm(data={"on": today()})

    def act(session: Session, at: datetime) -> Done:
        ledger.reverse(session, f"payout/{code}", **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".show", code=code), _("It is undone; both stay in the book."))

    page = url_for(".show", code=code)
    return answer(form, act, "payouts/reverse.html", shown=shown, page=page, code=code)
