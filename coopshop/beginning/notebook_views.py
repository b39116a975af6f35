"""The notebook on the page: its photographs, and the slips that take over what stands on them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog
from ..access import allowed
from ..db import db, today
from ..domain.errors import in_row
from ..web import DeskForm, Done, answer
from ..web.i18n import _
from ..web.photos import of_somebody
from . import evidence, forms, opening, reading
from .blueprint import bp
from .models import Evidence

#: Writes one row of a slip: (session, what was seen, the row).
Take = Callable[[Session, opening.Seen, dict[str, Any]], str]


@bp.get("/")
@allowed("read_beginning")
def index() -> str:
    """What the book began with, and how to take over what stands in the notebook."""
    session = db.session()
    return render_template(
        "beginning/index.html", begun=reading.begun(session), pages=reading.pages(session)
    )


@bp.route("/pages/new", methods=["GET", "POST"])
@allowed("begin")
def new_page() -> ResponseReturnValue:
    """Photographs of a page: made smaller before the door for writing is opened."""
    form = forms.PageForm(on=today())

    def act(writing: Session, at: datetime) -> Done:
        page = evidence.keep(writing, **form.facts(), at=at, by=g.user.id)
        said = _("Page %(page)s is kept. Now take over what stands on it.", page=page)
        return Done(url_for("beginning.page", code=page), said)

    return answer(form, act, "beginning/new_page.html")


@bp.get("/pages/<code>")
@allowed("read_beginning")
def page(code: str) -> str:
    """One page: its photographs, and what was taken from it."""
    return render_template("beginning/page.html", page=_page(code))


@bp.get("/pages/<code>/<int:number>.jpg")
@allowed("read_beginning")
def photo(code: str, number: int) -> ResponseReturnValue:
    """One photograph."""
    session = db.session()
    found = session.get(Evidence, (code, number)) or abort(404)
    return of_somebody(found.jpeg)


@bp.route("/pages/<code>/members", methods=["GET", "POST"])
@allowed("begin")
def members(code: str) -> ResponseReturnValue:
    """Balances of members."""
    form = forms.members_form(db.session(), today())

    def take(session: Session, seen: opening.Seen, row: dict[str, Any]) -> str:
        return opening.open_member(session, seen, **row, confirmed=form.confirmed.data)

    return _slip(code, form, {"lines": take}, "beginning/members.html")


@bp.route("/pages/<code>/pieces", methods=["GET", "POST"])
@allowed("begin")
def pieces(code: str) -> ResponseReturnValue:
    """Pieces on shelves."""

    def take(session: Session, seen: opening.Seen, row: dict[str, Any]) -> str:
        units = catalog.units(session, row["sku"], row.pop("quantity"))
        return opening.open_stock(session, seen, **row, units=units)

    form = forms.pieces_form(db.session(), today())
    return _slip(code, form, {"lines": take}, "beginning/pieces.html")


@bp.route("/pages/<code>/money", methods=["GET", "POST"])
@allowed("begin")
def money(code: str) -> ResponseReturnValue:
    """The money at hand, and the funds."""

    def at_hand(session: Session, seen: opening.Seen, row: dict[str, Any]) -> str:
        return opening.open_purse(session, seen, **row)

    def fund(session: Session, seen: opening.Seen, row: dict[str, Any]) -> str:
        return opening.open_fund(session, seen, **row)

    form = forms.money_form(db.session(), today())
    return _slip(code, form, {"purses": at_hand, "funds": fund}, "beginning/money.html")


@bp.route("/pages/<code>/debts", methods=["GET", "POST"])
@allowed("begin")
def debts(code: str) -> ResponseReturnValue:
    """What buyers owe."""

    def take(session: Session, seen: opening.Seen, row: dict[str, Any]) -> str:
        return opening.open_debt(session, seen, **row)

    form = forms.debts_form(db.session(), today())
    return _slip(code, form, {"lines": take}, "beginning/debts.html")


def _slip(code: str, form: DeskForm, takes: dict[str, Take], template: str) -> ResponseReturnValue:
    """A slip beside the photographs of its page: all of its rows are taken over, or none."""

    def act(writing: Session, at: datetime) -> Done:
        facts, taken = form.facts(), 0
        seen = opening.on_page(writing, code, on=facts["on"], at=at, by=g.user.id)
        for lines, take in takes.items():
            for number, row in enumerate(facts[lines]):
                with in_row(number, lines):
                    take(writing, seen, row)
                taken += 1
        said = _("Taken over from the notebook: %(count)s.", count=taken)
        return Done(url_for("beginning.page", code=code), said)

    return answer(form, act, template, page=_page(code), lists=[form[name] for name in takes])


def _page(code: str) -> reading.Page:
    return reading.page(db.session(), code) or abort(404)
