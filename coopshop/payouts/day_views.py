"""Payout day on the page: look, pay, sign, and what is left to do."""

from datetime import date, datetime
from typing import Any

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..access import allowed
from ..db import db, today
from ..domain import showing
from ..domain.coins import to_fetch
from ..domain.errors import Refused
from ..domain.reading import day as read_day
from ..domain.showing import money
from ..paper import receipt as receipts
from ..web import Done, answer, asked_word, work
from ..web.i18n import _, language
from ..web.papers import paper
from . import handing, payday, reading, service, slips
from .blueprint import bp
from .forms import (
    Changed,
    NobodyTicked,
    NothingSigned,
    PayThem,
    pay_day_form,
    seen,
    sign_form,
)
from .proposals import Proposal, propose
from .service import NUMBERED

#: More receipts than this take longer than two seconds: a page tells how far they are.
MANY = 150


@bp.get("/")
@allowed("read_payouts")
def index() -> ResponseReturnValue:
    """What each member would get now, what it settles, and what is left to do."""
    shown = _proposed()
    form = pay_day_form(db.session(), [one.proposal for one in shown["paid"]], today())
    return render_template("payouts/index.html", form=form, **shown)


@bp.route("/all", methods=["GET", "POST"])
@allowed("pay_out")
def pay_all() -> ResponseReturnValue:
    """Pay who was ticked, and those whose operation has a number, after it was asked once more."""
    shown = _proposed()
    form = pay_day_form(db.session(), [one.proposal for one in shown["paid"]], today())

    def act(session: Session, at: datetime) -> Done:
        on, numbers = form.facts()["on"], form.operations
        stamp = {"on": on, "at": at, "by": g.user.id, "till": form.till.data}
        wanted = {*form.ticked, *numbers}
        proposals = [p for p in propose(session, wanted, on=on) if p.amount > 0]
        if not proposals:
            raise NobodyTicked
        if names := form.changed(proposals):
            raise Changed(names=", ".join(names))
        if not form.confirmed.data:
            _ask(session, proposals, cash.purse(session, "efectivo", form.till.data, on))
        for one in proposals:
            try:
                service.settle(
                    session, member=one.member, operation=numbers.get(one.member), **stamp
                )
            except Refused as refused:
                if refused.field == "operation":
                    refused.field = f"operation-{one.member}"
                raise
        said = _(
            "%(count)s members were paid %(total)s in all.",
            count=len(proposals),
            total=money(sum(one.amount for one in proposals)),
        )
        return Done(url_for(".day", on=on.isoformat()), said)

    return answer(form, act, "payouts/index.html", **shown)


def _ask(session: Session, proposals: list[Proposal], purse: str) -> None:
    """Once more before so much money leaves the box, if it holds as much."""
    total = sum(one.amount for one in proposals)
    facts: dict[str, Any] = {"count": len(proposals), "total": money(total)}
    notes = sum(one.amount for one in proposals if one.method not in NUMBERED)
    cash.refuse_short(session, purse, notes)
    raise PayThem(**facts)


def _proposed() -> dict[str, Any]:
    """Who gets what, who gets nothing now, what to fetch, and what waits for a signature."""
    session = db.session()
    everybody = payday.payees(session, today())
    paid = [one for one in everybody if one.proposal.amount > 0]
    by_hand = [one for one in paid if one.proposal.method not in NUMBERED]
    sent = [one for one in paid if one.proposal.method in NUMBERED]
    sums = [one.proposal.amount for one in by_hand]
    holds = ledger.balance(session, cash.purse(session, "efectivo"))
    return {
        "paid": paid,
        "by_hand": by_hand,
        "sent": sent,
        "others": [one for one in everybody if one.proposal.amount <= 0 and _something(one)],
        "in_hand": sum(sums),
        "to_send": sum(one.proposal.amount for one in sent),
        "fetch": to_fetch(sums),
        "holds": holds,
        "short": max(sum(sums) - max(holds, 0), 0),
        "held": sum(one.proposal.held for one in everybody),
        "seen": seen(one.proposal for one in paid),
        "unsigned": payday.unsigned_days(session),
        "today": today(),
    }


def _something(one: payday.Payee) -> bool:
    return bool(one.proposal.available or one.waiting or one.disputes)


@bp.get("/day/<on>")
@allowed("read_payouts")
def day(on: str) -> ResponseReturnValue:
    """The payouts of one day: their receipts, and whose came back signed."""
    shown = _made_on(on)
    return render_template("payouts/day.html", form=shown.pop("form"), **shown)


@bp.route("/day/<on>/sign", methods=["GET", "POST"])
@allowed("pay_out")
def sign(on: str) -> ResponseReturnValue:
    """These receipts came back signed."""
    shown = _made_on(on)
    form = shown.pop("form")

    def act(session: Session, at: datetime) -> Done:
        if not form.signed:
            raise NothingSigned
        for code, how in form.signed.items():
            handing.sign(session, code, how=how, on=today(), at=at, by=g.user.id)
        said = _("Signed receipts: %(count)s.", count=len(form.signed))
        return Done(url_for(".day", on=on), said)

    return answer(form, act, "payouts/day.html", **shown)


def _made_on(on: str) -> dict[str, Any]:
    session, the_day = db.session(), _day(on)
    shown = _by_surname(the_day)
    codes = [one.row.code for one in shown]
    signed = handing.signatures(session, codes)
    return {
        "form": sign_form(code for code in codes if code not in signed),
        "on": the_day,
        "shown": shown,
        "signed": signed,
        "waiting": [one for one in shown if one.row.code not in signed],
        "collectors": handing.collectors(session, codes),
        "total": sum(one.row.amount for one in shown),
        "by_method": _by_method(shown),
    }


def _by_method(shown: list[reading.Shown]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in shown:
        sums[one.row.method] = sums.get(one.row.method, 0) + one.row.amount
    return sums


@bp.get("/day/<on>.pdf")
@allowed("read_payouts")
def day_pdf(on: str) -> ResponseReturnValue:
    """The receipts of a day by surname, two members to a page; `?copies=2`: both copies of one."""
    the_day = _day(on)
    draw = receipts.draw_all if asked_word("copies") == "2" else receipts.draw_to_sign
    codes = [one.row.code for one in _by_surname(the_day)]
    if not codes:
        abort(404)
    if len(codes) <= MANY:
        return paper(draw([_receipt(code) for code in codes], on), on)

    def run(progress: work.Progress) -> work.Made:
        facts = []
        for number, code in enumerate(codes):
            progress(number, len(codes), code)
            facts.append(_receipt(code))
        return work.Made(f"{on}.pdf", "application/pdf", draw(facts, on))

    title = _("Receipts of %(day)s", day=showing.day(the_day, language()))
    back, key = url_for(".day", on=on), f"{request.full_path} {ledger.seal(db.session())}"
    return work.begin(title, run, back=back, key=key, anew=True, fresh=work.A_MINUTE)


def _by_surname(on: date) -> list[reading.Shown]:
    return reading.by_surname(reading.payouts_of_day(db.session(), on))


def _receipt(code: str) -> receipts.Receipt:
    session = db.session()
    return slips.receipt(session, reading.payout(session, code))


def _day(written: str) -> date:
    try:
        return read_day(written)
    except Refused:
        abort(404)
