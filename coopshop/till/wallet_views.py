"""Yape, Plin and the bank on the page: our QR, and which operations were seen in our account."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import cash, sales
from ..access import allowed
from ..db import db, today
from ..domain import reading
from ..domain.days import day_of
from ..domain.errors import N_, Refused
from ..sales.operations import Looked, awaited, of_day
from ..web import Done, answer, asked_word
from ..web.i18n import _
from ..web.photos import picture
from . import wallets
from .blueprint import bp
from .forms import LookForm, WalletForm


class NoNumber(Refused):
    """Nothing to keep."""

    message = N_("Type the number of an operation that has none yet.")


#: The longest number of an operation that is taken down.
MOST = 40


@bp.route("/operations", methods=["GET", "POST"])
@allowed("read_till")
def operations() -> ResponseReturnValue:
    """What came by telephone or bank, to be ticked: all that waits, and one day."""
    if request.method == "POST" and not g.user.may("collect"):
        abort(403)
    session, on, form = db.session(), _day(), LookForm()
    waiting, looked = awaited(session), of_day(session, on)

    def act(session: Session, at: datetime) -> Done:
        stamp = {"on": day_of(at), "at": at, "by": g.user.id}
        offered = [*waiting, *looked]
        typed = _typed(offered)
        ticked = [] if "numbers" in request.form else _ticked(offered)
        if "numbers" in request.form and not typed:
            raise NoNumber
        for cause, number in typed.items():
            cash.tell_later(session, cause, number, **stamp)
        if ticked or not typed:
            sales.see(session, ticked, seen="missing" not in request.form, **stamp)
        said = _("Written down: %(count)s.", count=len(ticked) + len(typed))
        return Done(url_for(".operations", day=on.isoformat()), said)

    return answer(
        form,
        act,
        "till/operations.html",
        waiting=waiting,
        typed=_typed([*waiting, *looked]),
        looked=[one for one in looked if one.code not in {other.code for other in waiting}],
        on=on,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1) if on < today() else None,
    )


def _ticked(offered: Sequence[Looked]) -> list[str]:
    """The payments of the page that were ticked, each once."""
    ticked = set(request.form.getlist("payment"))
    return sorted({one.code for one in offered if one.code in ticked})


def _typed(offered: Sequence[Looked]) -> dict[str, str]:
    """Numbers typed beside payments that have none, by the cause of each."""
    boxes = {one.cause: f"number-{one.code}" for one in offered if not one.operation}
    typed = {cause: request.form.get(box, "").strip() for cause, box in boxes.items()}
    return {cause: number[:MOST] for cause, number in typed.items() if number}


def _day() -> date:
    asked = asked_word("day")
    if not asked:
        return today()
    try:
        return reading.day(asked)
    except Refused:
        abort(404)


@bp.get("/wallets")
@allowed("read_till")
def wallets_() -> str:
    """Our QR of Yape and Plin."""
    kept = wallets.wallets(db.session())
    return render_template("till/wallets.html", methods=wallets.METHODS, wallets=kept)


@bp.route("/wallets/<method>", methods=["GET", "POST"])
@allowed("keep_tills")
def wallet(method: str) -> ResponseReturnValue:
    """Another picture of a QR."""
    if method not in wallets.METHODS:
        abort(404)
    kept = wallets.wallets(db.session()).get(method)
    form = WalletForm(data={"phone": kept.phone, "holder": kept.holder} if kept else None)

    def act(session: Session, at: datetime) -> Done:
        wallets.keep_wallet(session, method, **form.facts(), at=at)
        return Done(url_for(".wallets_"), _("The QR is kept."))

    return answer(form, act, "till/wallet.html", method=method, kept=kept)


@bp.get("/wallets/<method>.jpg")
@allowed("read_till")
def qr(method: str) -> ResponseReturnValue:
    """The picture that a buyer's telephone reads."""
    kept = wallets.wallets(db.session()).get(method) or abort(404)
    return picture(kept.jpeg, kept.taken_in)
