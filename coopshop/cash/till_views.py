"""Tills on the page: a new one, its name and place, and its end."""

from datetime import datetime

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..web import Done, answer
from ..web.i18n import _
from . import till_book
from .blueprint import bp
from .forms import CloseTillForm, till_form


@bp.route("/tills/new", methods=["GET", "POST"])
@allowed("keep_tills")
def new_till() -> ResponseReturnValue:
    """A new drawer somewhere."""
    form = till_form(db.session(), today())

    def act(writing: Session, _at: datetime) -> Done:
        made = till_book.add_till(writing, **form.facts())
        return Done(url_for(".index"), _("%(name)s is there. Open it to begin.", name=made.name))

    return answer(form, act, "cash/till.html", till=None)


@bp.route("/tills/<code>", methods=["GET", "POST"])
@allowed("keep_tills")
def change_till(code: str) -> ResponseReturnValue:
    """Correct what is said of a till."""
    till = till_book.till_of(db.session(), code)
    form = till_form(db.session(), today(), till)

    def act(writing: Session, _at: datetime) -> Done:
        changed = till_book.change_till(writing, code, **form.facts())
        return Done(url_for(".index"), _("%(name)s was changed.", name=changed.name))

    return answer(form, act, "cash/till.html", till=till)


@bp.route("/tills/<code>/close", methods=["GET", "POST"])
@allowed("keep_tills")
def close_till(code: str) -> ResponseReturnValue:
    """Nobody works there any more."""
    till = till_book.till_of(db.session(), code)
    form = CloseTillForm(data={"on": today()})

    def act(writing: Session, _at: datetime) -> Done:
        closed = till_book.close_till(writing, code, **form.facts())
        return Done(url_for(".index"), _("%(name)s is closed.", name=closed.name))

    return answer(form, act, "cash/close_till.html", till=till)
