"""The number of an operation on the page: how it came to be, and how a wrong one is put right."""

from datetime import datetime
from typing import Any

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import User, allowed
from ..access.doors import way
from ..db import db
from ..domain import accounts as acc
from ..domain.days import day_of
from ..web import DeskForm, Done, answer, fields
from ..web.i18n import _, _l
from . import numbers
from .blueprint import bp
from .drawers import CASH


@bp.app_template_global()
def number_way(paid: Any) -> str:
    """The page of the number of a payment; nothing for one that no operation made."""
    by_operation = paid.method in acc.PURSES and paid.method != CASH
    return way("cash.number", cause=paid.cause) if by_operation else ""


class NumberForm(DeskForm):
    """The right number, and how the wrong one came about."""

    operation = fields.LineField(_l("The right number"), most=40)
    why = fields.LineField(_l("How did the mistake come about?"))


@bp.get("/numbers/<path:cause>")
@allowed("read_till")
def number(cause: str) -> str:
    """Every number that a payment was given, who wrote it down, and why."""
    paid = _paid(cause)
    writers = {written.by for written in paid.numbers}
    users = {by: user.name for by in writers if (user := db.session().get(User, by))}
    return render_template("cash/number.html", paid=paid, users=users)


@bp.route("/numbers/right/<path:cause>", methods=["GET", "POST"])
@allowed("reverse")
def put_number_right(cause: str) -> ResponseReturnValue:
    """It was typed wrong: the right one holds, and both stay."""
    paid = _paid(cause)

    def act(writing: Session, at: datetime) -> Done:
        stamp = {"on": day_of(at), "at": at, "by": g.user.id}
        sure = form.confirmed.data
        numbers.put_number_right(writing, cause, **form.facts(), **stamp, confirmed=sure)
        return Done(url_for(".number", cause=cause), _("The number is put right."))

    form = NumberForm()
    return answer(form, act, "cash/put_number_right.html", paid=paid)


def _paid(cause: str) -> numbers.Paid:
    """A payment that stands and has a number; there is no page of others."""
    try:
        paid = numbers.paid_by_operation(db.session(), cause)
    except numbers.NoSuchOperation:
        abort(404)
    return paid if paid.numbers else abort(404)
