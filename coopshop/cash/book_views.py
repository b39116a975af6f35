"""The cash book on the page and on paper."""

from datetime import date, timedelta
from typing import NamedTuple

from flask import Response, abort, render_template, url_for
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain import accounts as acc
from ..domain.errors import Refused
from ..domain.reading import day
from ..paper import cash_book as sheets
from ..web import asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import book, slips
from .blueprint import bp
from .drawers import CASH
from .till_book import till_of, tills

#: How the box is called in an address: no till has such a code.
BOX = "-"


class Period(NamedTuple):
    """A chip: what it is called, and from which day until which."""

    words: str
    since: date
    until: date


@bp.get("/book/<till>")
@allowed("read_book")
def cash_book(till: str) -> str:
    """What moved in a drawer or the box, this month or `?since=`, `?until=`; `?currency=USD`."""
    session = db.session()
    found = _asked(session, till)
    return render_template(
        "cash/book.html",
        book=found,
        till=till,
        name=_name(session, till),
        periods=_periods(today()),
        currencies=book.currencies(session, found.account),
        others=[(BOX, _("The association's box")), *((t.code, t.name) for t in tills(session))],
        pdf=url_for(
            ".cash_book_pdf",
            till=till,
            since=found.since,
            until=found.until,
            currency=found.currency,
        ),
    )


@bp.get("/book/<till>.pdf")
@allowed("read_book")
def cash_book_pdf(till: str) -> Response:
    """The same on paper."""
    session = db.session()
    found = _asked(session, till)
    name = slips.cash_name(session, None if till == BOX else till)
    written = f"libro-de-caja-{found.since}-{found.until}"
    return paper(sheets.draw(slips.book(session, found, name)), written)


def _asked(session: Session, till: str) -> book.CashBook:
    """The book of the days that were asked for; days that cannot be read are not found."""
    account = acc.purse(CASH) if till == BOX else acc.drawer(till_of(session, till).code)
    currency = asked_word("currency") or "PEN"
    month = _periods(today())[2]
    try:
        since, until = _day("since", month.since), _day("until", month.until)
    except Refused:
        abort(404)
    if until < since or currency not in book.currencies(session, account):
        abort(404)
    return book.cash_book(session, account, since, until, currency)


def _day(name: str, usual: date) -> date:
    typed = asked_word(name)
    return day(typed) if typed else usual


def _periods(on: date) -> list[Period]:
    """Today, this week, this month and the month before."""
    monday, first = on - timedelta(days=on.weekday()), on.replace(day=1)
    before = first - timedelta(days=1)
    return [
        Period(_("Today"), on, on),
        Period(_("This week"), monday, on),
        Period(_("This month"), first, on),
        Period(_("Last month"), before.replace(day=1), before),
    ]


def _name(session: Session, till: str) -> str:
    return _("The association's box") if till == BOX else till_of(session, till).name
