"""What the assembly reads, on the page."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from .. import ledger, members, sales
from ..access import allowed
from ..db import db, today
from ..domain import accounts as acc
from ..domain.days import month_of
from ..web import asked_word
from ..web.names import called
from . import assembly_views, chart_views, debts, fund, lists, register_list, stock
from .blueprint import bp
from .book import months, sales_book

__all__ = ["assembly_views", "bp", "chart_views"]


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
        due=debts.due_in_each_currency(session),
        stock=sum(shelf.value for shelf in stock.stock_by_place(session, today())),
        fund=sum(one.holds for one in funds) + fund.dues_held(session),
    )


@bp.get("/book")
@allowed("read_reports")
def book() -> ResponseReturnValue:
    """The sales register of a month (`?month=2025-06`, this month if left out).

    `?papers=tax`: only what has tax value.
    """
    session = db.session()
    offered = months(session, today())
    month = asked_word("month") or offered[0]
    if month not in offered:
        abort(404)
    place = offered.index(month)
    found = sales_book(session, month)
    taxed = asked_word("papers") == "tax"
    return register_list.book_of(found).answer(
        "reports/book.html",
        register_list.documents(found, taxed=taxed),
        today=today(),
        keep=("month", "papers"),
        book=found,
        taxed=taxed,
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
    rows = lists.valued(stock.stock_by_place(db.session(), today()))
    return lists.STOCK.answer("reports/stock.html", rows, today=today())


@bp.get("/members")
@allowed("read_reports")
def owed_to_members() -> ResponseReturnValue:
    """What is each member's."""
    rows = debts.owed_to_members(db.session())
    return lists.MEMBERS.answer("reports/members.html", rows, today=today())


@bp.get("/buyers")
@allowed("read_reports")
def owed_by_buyers() -> ResponseReturnValue:
    """What each buyer owes, sale by sale."""
    session, on = db.session(), today()
    query = sales.listed(on, only=sales.unsettled(session))
    old = ledger.total(session, acc.old_debt(""))
    return lists.BUYERS.answer("reports/buyers.html", query, today=on, old=old)


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
    found = next((one for one in members.groups(db.session()) if one.code == group), None)
    if found is None:
        abort(404)
    moved = ledger.moved(acc.fund(group))
    return lists.FUND.answer("reports/fund.html", moved, today=today(), group=found)
