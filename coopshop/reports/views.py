"""What the assembly reads, on the page."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from .. import members
from ..access import allowed
from ..db import db, today
from ..domain.days import month_of
from ..ledger.reading import LEAF
from ..web import asked_number, asked_word
from ..web.names import called
from . import debts, fund, stock
from .book import months, sales_book

bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.get("/")
@allowed("read_reports")
def index() -> ResponseReturnValue:
    """The cooperative in a few figures, each with the way to what stands behind it."""
    session = db.session()
    hers = debts.owed_to_members(session)
    funds = fund.funds(session)
    return render_template(
        "reports/index.html",
        month=month_of(today()),
        book=sales_book(session, month_of(today())),
        payable=sum(max(one.payable, 0) for one in hers),
        earned=sum(one.earned for one in hers),
        due=debts.in_each_currency(debts.owed_by_buyers(session, today())),
        stock=sum(shelf.value for shelf in stock.stock_by_place(session, today())),
        fund=sum(one.holds for one in funds) + fund.dues_held(session),
    )


@bp.get("/book")
@allowed("read_reports")
def book() -> ResponseReturnValue:
    """The sales book of a month (`?month=2025-06`, this month if left out)."""
    session = db.session()
    offered = months(session, today())
    month = asked_word("month") or offered[0]
    if month not in offered:
        abort(404)
    place = offered.index(month)
    found = sales_book(session, month)
    return render_template(
        "reports/book.html",
        book=found,
        kinds=found.kinds,
        columns=[(called(kind), "number") for kind in found.kinds],
        months=offered,
        before=offered[place + 1] if place + 1 < len(offered) else "",
        after=offered[place - 1] if place else "",
    )


@bp.get("/stock")
@allowed("read_reports")
def stock_by_place() -> ResponseReturnValue:
    """What lies where, at the prices that the members get."""
    shelves = stock.stock_by_place(db.session(), today())
    return render_template(
        "reports/stock.html", shelves=shelves, value=sum(shelf.value for shelf in shelves)
    )


@bp.get("/members")
@allowed("read_reports")
def owed_to_members() -> ResponseReturnValue:
    """What is each member's."""
    hers = debts.owed_to_members(db.session())
    return render_template(
        "reports/members.html",
        hers=hers,
        payable=sum(one.payable for one in hers),
        earned=sum(one.earned for one in hers),
        total=sum(one.total for one in hers),
    )


@bp.get("/buyers")
@allowed("read_reports")
def owed_by_buyers() -> ResponseReturnValue:
    """What each buyer owes, sale by sale."""
    owed = debts.owed_by_buyers(db.session(), today())
    return render_template("reports/buyers.html", owed=owed, due=debts.in_each_currency(owed))


@bp.get("/fund")
@allowed("read_reports")
def funds() -> ResponseReturnValue:
    """What the communal fund holds."""
    session = db.session()
    parts = fund.funds(session)
    dues = fund.dues_held(session)
    total = sum(part.holds for part in parts) + dues
    return render_template("reports/funds.html", parts=parts, dues=dues, total=total)


@bp.get("/fund/<group>")
@allowed("read_reports")
def fund_moves(group: str) -> ResponseReturnValue:
    """Every move of one group's part of the fund, the last one first."""
    session = db.session()
    found = next((one for one in members.groups(session) if one.code == group), None)
    before = asked_number("before")
    if found is None:
        abort(404)
    steps = fund.fund_moves(session, group, before=before)
    older = steps[-1].entry if len(steps) == LEAF else None
    return render_template(
        "reports/fund.html",
        group=found,
        steps=steps,
        older=url_for(".fund_moves", group=group, before=older) if older else "",
        newer=url_for(".fund_moves", group=group) if before else "",
    )
