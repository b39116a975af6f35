"""The buyers' book on the page."""

from datetime import datetime

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain import identifiers
from ..web import Done, answer
from ..web.i18n import _
from . import buyer_book, contacts, listing
from .blueprint import bp
from .forms import buyer_form
from .lists import BUYERS, OF_BUYER


@bp.get("/buyers/")
@allowed("read_sales")
def buyers() -> ResponseReturnValue:
    """Who has bought and gave a name."""
    return BUYERS.answer("sales/buyers.html", buyer_book.named(), today=today())


@bp.get("/buyers/<code>")
@allowed("read_sales")
def buyer(code: str) -> ResponseReturnValue:
    """One buyer, and every sale to her."""
    found = buyer_book.buyer(db.session(), code)
    return OF_BUYER.answer(
        "sales/buyer.html",
        listing.listed(today()),
        today=today(),
        within={"buyer_code": code},
        buyer=found,
        document=identifiers.KINDS.get(found.document_type, ""),
        named=code != buyer_book.ANONYMOUS,
        contact=contacts.contact_of(db.session(), code),
    )


@bp.route("/buyers/new", methods=["GET", "POST"])
@allowed("keep_buyers")
def new_buyer() -> ResponseReturnValue:
    """Write somebody into the book."""
    form = buyer_form()

    def act(session: Session, _at: datetime) -> Done:
        added = buyer_book.add_buyer(session, **form.facts())
        return Done(
            url_for(".buyer", code=added.code), _("%(name)s is in the book.", name=added.name)
        )

    return answer(form, act, "sales/buyer_form.html", known=None)


@bp.route("/buyers/<code>/change", methods=["GET", "POST"])
@allowed("keep_buyers")
def change_buyer(code: str) -> ResponseReturnValue:
    """Correct what the book says; papers that were issued stay as they are."""
    if code == buyer_book.ANONYMOUS:
        abort(404)
    known = buyer_book.buyer(db.session(), code)
    form = buyer_form(known)

    def act(session: Session, _at: datetime) -> Done:
        changed = buyer_book.change_buyer(session, code, **form.facts())
        return Done(url_for(".buyer", code=code), _("%(name)s was changed.", name=changed.name))

    return answer(form, act, "sales/buyer_form.html", known=known)
