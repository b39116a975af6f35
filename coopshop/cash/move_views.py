"""Money in and out on the page, and the receipt for it."""

from datetime import datetime

from flask import Response, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import User, allowed
from ..db import db, today
from ..paper import cash_receipt as receipts
from ..web import Done, answer, asked_number, asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import moving, slips
from .blueprint import bp
from .drawers import standing
from .forms import move_form, reverse_form
from .lists import MOVES
from .moving import REASONS
from .taking_back import take_back
from .till_book import till_of


@bp.get("/moves/")
@allowed("read_till")
def moves() -> ResponseReturnValue:
    """Every paper of money in or out, the last one first."""
    return MOVES.answer("cash/moves.html", moving.listed(), today=today())


@bp.route("/moves/new", methods=["GET", "POST"])
@allowed("work_till")
def new_move() -> ResponseReturnValue:
    """Money in or out with a reason; `?till=`, `?reason=`, `?amount=` may be known."""
    form = move_form(
        db.session(), today(), asked_word("till"), asked_word("reason"), asked_number("amount")
    )

    def act(writing: Session, at: datetime) -> Done:
        code = moving.move(writing, **form.facts(), at=at, by=g.user.id)
        return _back_to_the_count(writing, form.till.data, code)

    return answer(form, act, "cash/new_move.html")


def _back_to_the_count(writing: Session, till: str | None, code: str) -> Done:
    """To the paper; where a drawer's difference waits, to it, for this may have been its reason."""
    found = standing(writing, till) if till else None
    if found and not found.accepted:
        said = _("%(code)s is recorded. Compare the count with the book again.", code=code)
        return Done(url_for(".accept", code=found.session), said)
    return Done(url_for(".move", code=code), _("It is recorded."))


@bp.get("/moves/<code>")
@allowed("read_till")
def move(code: str) -> str:
    """One paper of money in or out."""
    session = db.session()
    found = moving.move_of(session, code)
    written, undone = moving.written_and_undone(session, found)
    by = session.get(User, written.by)
    return render_template(
        "cash/move.html",
        move=found,
        way_in=REASONS[found.reason].in_,
        till=till_of(session, found.till) if found.till else None,
        by=by.name if by else "",
        at=written.at,
        undone=undone,
    )


@bp.get("/moves/<code>.pdf")
@allowed("read_till")
def move_pdf(code: str) -> Response:
    """The receipt to be signed."""
    session = db.session()
    found = moving.move_of(session, code)
    written, undone = moving.written_and_undone(session, found)
    by = session.get(User, written.by)
    said = slips.receipt(session, found, written_by=by.name if by else "", undone=undone)
    return paper(receipts.draw(said), code)


@bp.route("/moves/<code>/reverse", methods=["GET", "POST"])
@allowed("reverse")
def reverse_move(code: str) -> ResponseReturnValue:
    """It was written down by mistake: its mirror goes into the book."""
    found = moving.move_of(db.session(), code)
    form = reverse_form(db.session(), f"cash/{code}", today())

    def act(writing: Session, at: datetime) -> Done:
        take_back(writing, f"cash/{code}", **form.facts(), at=at, by=g.user.id)
        return Done(url_for(".move", code=code), _("It is undone; both stay in the book."))

    return answer(form, act, "cash/reverse_move.html", move=found)
