"""The pages of the book: its entries, one entry, one account, the closed months."""

from datetime import date, datetime

from flask import Blueprint, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import User, allowed
from ..db import db, today
from ..domain.bookings import PEN
from ..domain.days import month_of
from ..domain.showing import SIGNS, money, month
from ..web import Done, answer
from ..web.i18n import _, language
from . import lists, reading, words
from . import months as closing
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
def index() -> ResponseReturnValue:
    """The book, newest entry first."""
    return lists.ENTRIES.answer("ledger/index.html", lists.entries(), today=today())


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
def account(name: str) -> ResponseReturnValue:
    """One account: what it holds, and what moved on it."""
    session = db.session()
    units = reading.units_of(session, name) or abort(404)
    held = list(reading.holdings(session, name).items()) or [(PEN, 0)]
    lists.know_units(unit for unit, _amount in held[:SHOWN])
    return lists.moves_of(units).answer(
        "ledger/account.html",
        lists.moved(name),
        today=today(),
        finish=lists.known_together,
        account=name,
        held=held[:SHOWN],
        more=max(len(held) - SHOWN, 0),
    )


@bp.route("/months", methods=["GET", "POST"])
@allowed("close_month")
def months() -> ResponseReturnValue:
    """Close a month, after it was asked once more."""
    closed = lists.CLOSED.read(lists.closed(), today=today())
    if closed.file:
        return closed.file
    form = CloseForm(months=_open_months(today(), closing.closed_until(db.session())))

    def act(writing: Session, at: datetime) -> Done:
        chosen = form.facts()["month"]
        if not form.confirmed.data:
            raise ForGood(month=month(chosen, language()))
        closing.close_month(writing, month=chosen, at=at, by=g.user.id)
        said = _("%(month)s is closed.", month=month(chosen, language()))
        return Done(url_for("ledger.months"), said)

    return answer(form, act, "ledger/months.html", list=closed)


def _open_months(on: date, closed: str | None) -> list[tuple[str, str]]:
    """The months that are over and not closed, newest first."""
    year, number, offered = on.year, on.month, []
    for _month in range(OFFERED):
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
        written = month_of(date(year, number, 1))
        if closed and written <= closed:
            break
        offered.append((written, month(written, language())))
    return offered
