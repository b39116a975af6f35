"""The pages of the book: its entries, one entry, one account, the closed months."""

from datetime import date, datetime

from flask import Blueprint, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import User, allowed
from ..db import db, now
from ..domain.bookings import PEN
from ..domain.days import day_of, month_of
from ..domain.showing import SIGNS, money, month
from ..web import Done, answer, asked_number
from ..web.i18n import _, language
from . import months as closing
from . import reading, words
from .forms import CloseForm, ForGood

bp = Blueprint("ledger", __name__, url_prefix="/ledger")
bp.add_app_template_global(words.cause_words)
bp.add_app_template_global(words.cause_way)
bp.add_app_template_global(words.kind_words)
bp.add_app_template_global(words.account_words)

#: So many months back can be closed from the form.
OFFERED = 24

#: A shelf holds hundreds of lots; so many are told one by one.
SHOWN = 12


@bp.app_template_global()
def of_unit(amount: int, unit: str) -> str:
    """Céntimos of a currency as money, parts of a lot as pieces."""
    return money(amount, unit) if unit in SIGNS else words.in_unit(amount, unit)


@bp.get("/")
@allowed("read_book")
def index() -> str:
    """The book, newest entry first."""
    before = asked_number("before")
    leaf = reading.entries(db.session(), before=before)
    older = leaf[-1].id if len(leaf) == reading.LEAF else None
    return render_template("ledger/index.html", entries=leaf, older=older, newest=before is None)


@bp.get("/entries/<int:number>")
@allowed("read_book")
def entry(number: int) -> str:
    """One entry: what moved, when, by whom, and the paper behind it."""
    session = db.session()
    found = reading.entry_of(session, number) or abort(404)
    return render_template(
        "ledger/entry.html",
        entry=found,
        moves=reading.moves(session, number),
        by=session.get(User, found.by),
        wrong=reading.entry_of(session, found.reverses) if found.reverses else None,
    )


@bp.get("/accounts/<path:name>")
@allowed("read_book")
def account(name: str) -> str:
    """One account: what it holds, and what moved on it."""
    session = db.session()
    if not reading.is_account(session, name):
        abort(404)
    before = asked_number("before")
    steps = reading.steps(session, name, before=before)
    numbers = {step.entry for step in steps}
    held = list(reading.holdings(session, name).items()) or [(PEN, 0)]
    return render_template(
        "ledger/account.html",
        account=name,
        held=held[:SHOWN],
        more=max(len(held) - SHOWN, 0),
        steps=steps,
        older=min(numbers) if len(numbers) == reading.LEAF else None,
        newest=before is None,
    )


@bp.route("/months", methods=["GET", "POST"])
@allowed("close_month")
def months() -> ResponseReturnValue:
    """Close a month, after it was asked once more."""
    session = db.session()
    closed = reading.closings(session)
    form = CloseForm(months=_open_months(day_of(now()), closing.closed_until(session)))

    def act(writing: Session, at: datetime) -> Done:
        chosen = form.facts()["month"]
        if not form.confirmed.data:
            raise ForGood(month=month(chosen, language()))
        closing.close_month(writing, month=chosen, at=at, by=g.user.id)
        said = _("%(month)s is closed.", month=month(chosen, language()))
        return Done(url_for("ledger.months"), said)

    return answer(form, act, "ledger/months.html", closed=closed)


def _open_months(today: date, closed: str | None) -> list[tuple[str, str]]:
    """The months that are over and not closed, newest first."""
    year, number, offered = today.year, today.month, []
    for _month in range(OFFERED):
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
        written = month_of(date(year, number, 1))
        if closed and written <= closed:
            break
        offered.append((written, month(written, language())))
    return offered
