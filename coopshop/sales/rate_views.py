"""The rate of the dollar on the page: who fixed it, and when; another one for today."""

from datetime import datetime

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain.days import day_of
from ..domain.showing import rate
from ..web import DeskForm, Done, answer, fields
from ..web.i18n import _, _l
from .blueprint import bp
from .dollars import fix_rate, last_rate, rate_of, rates

#: So many are shown; all of them stand in the book.
MOST = 60


class RateForm(DeskForm):
    """What a dollar is taken for from now on."""

    fx_rate = fields.RateField(_l("One dollar is"))


@bp.route("/dollar", methods=["GET", "POST"], endpoint="rates")
@allowed("read_sales")
def rates_() -> ResponseReturnValue:
    """The rates of the last days; whoever takes money fixes the one of today."""
    if request.method == "POST" and not g.user.may("collect"):
        abort(403)
    session, form = db.session(), RateForm()

    def act(session: Session, at: datetime) -> Done:
        micros, sure = form.fx_rate.data, form.confirmed.data
        fixed = fix_rate(session, micros, on=day_of(at), at=at, by=g.user.id, confirmed=sure)
        said = _("Today a dollar is S/ %(rate)s.", rate=rate(fixed.micros))
        return Done(url_for(".rates"), said)

    return answer(
        form,
        act,
        "sales/rates.html",
        holds=rate_of(session, today()),
        before=last_rate(session, today()),
        rates=rates(session, MOST),
    )
