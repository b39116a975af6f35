"""A member's statement on the page, month by month; on paper it is in the room `maker`."""

import re
from datetime import date, timedelta
from functools import partial

from flask import abort, g, redirect, url_for
from flask.typing import ResponseReturnValue

from ..access import allowed, hers
from ..db import db, today
from ..domain.days import last_day, month_of
from ..web import asked_word
from . import lists
from .blueprint import bp
from .disputing import marks_of, waiting_of
from .statements import Statement, pieces, statement

#: A month as it stands in an address.
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@bp.get("/mine")
@allowed("read_own")
def mine() -> ResponseReturnValue:
    """A socia's own account."""
    return redirect(url_for(".statement_of", member=g.user.member))


@bp.get("/statement/<member>")
@allowed("read_member")
def statement_of(member: str) -> ResponseReturnValue:
    """What moved for a member in a month (`?month=2025-06`, this month if left out)."""
    hers(member)
    told = _told(member)
    said = pieces(db.session(), member, told.sales)
    disputed = partial(marks_of, waiting_of(db.session(), member))
    return lists.STATEMENT.answer(
        "payouts/statement.html",
        lists.moved(told, said, disputed),
        today=today(),
        keep=("month",),
        told=told,
        month=month_of(told.since),
        said=said,
        disputed=disputed,
        not_right_words=lists.not_right_words,
        not_right_way=lists.not_right_way,
        before=month_of(told.since - timedelta(days=1)),
        after=month_of(told.until + timedelta(days=1)) if told.until < today() else "",
    )


def _told(member: str) -> Statement:
    asked = MONTH.fullmatch(asked_word("month") or month_of(today()))
    if not asked:
        abort(404)
    year, month = int(asked[1]), int(asked[2])
    return statement(db.session(), member, date(year, month, 1), last_day(year, month))
