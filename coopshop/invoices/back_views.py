"""Taking pieces back on the page: what comes back, why, and the credit note for it."""

from datetime import datetime
from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import sales
from ..access import allowed
from ..db import db, today
from ..domain.showing import money
from ..web import Done, answer
from ..web.i18n import _
from .blueprint import bp
from .crediting import credit
from .forms import given_back, take_back_form


@bp.route("/take-back/<sale>", methods=["GET", "POST"])
@allowed("take_back")
def take_back(sale: str) -> ResponseReturnValue:
    """Pieces of a sale come back; the buyer gets a credit note."""
    session = db.session()
    story = sales.story(session, sale)
    left = sales.returnable(session, sale)
    if not any(left.values()):
        return render_template("invoices/nothing_left.html", sale=sale)
    lines = {told.line.line: told.line for told in story.lines}
    form = take_back_form(session, story.sale, lines.values(), today())
    form.take_all(left, lines)

    def act(session: Session, at: datetime) -> Done:
        typed = form.facts()
        note = credit(
            session,
            sale=sale,
            lines=given_back(form, lines),
            reason_code=typed["reason_code"],
            on=typed["on"],
            at=at,
            by=g.user.id,
        )
        said = _("The return is recorded.")
        if given := _money_back(session, sale, typed, at):
            said += " " + _("Given back: %(amount)s.", amount=given)
        return Done(url_for(".show", document=note, fresh=1), said)

    told = {told.line.line: (told, left[told.line.line]) for told in story.lines}
    return answer(form, act, "invoices/take_back.html", sale=story.sale, told=told)


def _money_back(session: Session, code: str, typed: dict[str, Any], at: datetime) -> str:
    """What was given back at once, in words; nothing where nothing is owed to the buyer."""
    sale = sales.sale_of(session, code)
    if not typed["method"] or sales.due_of(session, sale) >= 0:
        return ""
    payment = sales.refund(
        session,
        sale=code,
        method=typed["method"],
        operation=typed["operation"],
        till=typed["till"],
        on=typed["on"],
        at=at,
        by=g.user.id,
    )
    return money(-session.get_one(sales.Payment, payment).amount, sale.currency)
