"""The cash book on the page, on paper and as a file."""

from datetime import date
from typing import NamedTuple

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain import accounts as acc
from ..domain.errors import Refused
from ..domain.reading import day
from ..paper import cash_book as sheets
from ..web import asked_word
from ..web.i18n import _
from ..web.listing import asking, periods
from ..web.papers import paper
from . import book, slips
from .blueprint import bp
from .drawers import CASH
from .forms import BOX
from .lists import BOOK
from .till_book import till_of, tills


class Row(NamedTuple):
    """A line of the book, as the list wants it."""

    entry: int
    on: date
    kind: str
    cause: str
    other: str
    came: int
    went: int
    after: int
    currency: str


@bp.get("/book/<till>")
@allowed("read_book")
def cash_book(till: str) -> ResponseReturnValue:
    """What moved in a drawer or the box, this month or in the days asked for; `?currency=USD`."""
    session = db.session()
    period = _period()
    found = _found(session, till, period.first or date.min, period.last or today())
    names = Row._fields[:-1]
    rows = [
        Row._make([*(getattr(line, name) for name in names), found.unit]) for line in found.lines
    ]
    leaf = BOOK.read(rows, today=today(), keep=("currency",))
    return leaf.file or render_template(
        "cash/book.html",
        list=leaf,
        book=found,
        till=till,
        name=_name(session, till),
        currencies=book.currencies(session, found.account),
        others=[(BOX, _("The association's box")), *((t.code, t.name) for t in tills(session))],
        pdf=url_for(
            ".cash_book_pdf",
            till=till,
            since=found.since,
            until=found.until,
            currency=found.unit,
        ),
    )


@bp.get("/book/<till>.pdf")
@allowed("read_book")
def cash_book_pdf(till: str) -> Response:
    """The same on paper, from `?since=` until `?until=`."""
    session = db.session()
    try:
        since, until = (day(asked_word(name) or "") for name in ("since", "until"))
    except Refused:
        abort(404)
    found = _found(session, till, since, until)
    name = slips.cash_name(session, None if till == BOX else till)
    written = f"libro-de-caja-{since}-{until}"
    return paper(sheets.draw(slips.book(session, found, name)), written)


def _period() -> periods.Period:
    """The days that the list will show: those asked for, all for words, else this month."""
    asked = asking.read(request.args, BOOK.columns, BOOK.order, today())
    usual = periods.Period(periods.ALL) if asked.words else periods.around("month", today())
    return asked.period or usual


def _found(session: Session, till: str, since: date, until: date) -> book.CashBook:
    account = acc.purse(CASH) if till == BOX else acc.drawer(till_of(session, till).code)
    currency = asked_word("currency") or "PEN"
    if currency not in book.currencies(session, account):
        abort(404)
    return book.cash_book(session, account, since, until, currency)


def _name(session: Session, till: str) -> str:
    return _("The association's box") if till == BOX else till_of(session, till).name
