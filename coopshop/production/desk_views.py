"""The delivery desk: a member brings several products, and sees at once what they are worth."""

from datetime import datetime

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog, members
from ..access import allowed
from ..db import db, today
from ..domain.errors import in_row
from ..paper import delivery
from ..web import Done, answer, asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import desk, handing_in, reading, undoing
from .blueprint import bp
from .forms import BroughtRow, HandInForm
from .handing_in import Brought
from .slip import receiver, slip


@bp.route("/new", methods=["GET", "POST"])
@allowed("receive")
def new() -> ResponseReturnValue:
    """Who, what, how many, what goes back.

    Who came last can stand in the address, and the visit or lot (`?like=E0012`) that was undone.
    """
    session = db.session()
    offers = desk.offers(session, today())
    place = asked_word("place") or desk.usual_place(session, today())
    form = HandInForm(on=today(), member=asked_word("member"), place=place)
    form.place.choices = catalog.place_offers(session, today())
    form.offer(desk.makers(session, today()), offers)
    if (like := asked_word("like")) and not form.is_submitted():
        form.repeat(reading.all_of(session, like))

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        facts["lines"] = [_brought(writing, place, row) for place, row in enumerate(_rows(form))]
        code = handing_in.hand_in(writing, **facts, at=at, by=g.user.id)
        form.keep_sheet(writing, made=code, on=facts["on"], at=at, by=g.user.id)
        said = _("Taken in. The slip is %(code)s.", code=code)
        return Done(url_for(".visit", code=code), said)

    shown = {"offers": offers, "worth": _Worth(form, offers), "groups": _groups(session, offers)}
    return answer(form, act, "production/new.html", **shown)


@bp.get("/visits/<code>")
@allowed("read_production")
def visit(code: str) -> str:
    """What came at one go, and what can be printed of it."""
    session, lots = db.session(), _known(code)
    return render_template(
        "production/visit.html",
        code=code,
        lots=lots,
        about=[f"hand_in/{code}", *(f"delivery/{one.delivery.lot}" for one in lots)],
        first=lots[0],
        facts=slip(session, lots, ""),
        by=receiver(session, lots[0].delivery.entry),
        note=reading.note_of(session, code),
        undone=undoing.undone(session, f"hand_in/{code}"),
    )


@bp.get("/visits/<code>.pdf")
@allowed("read_production")
def print_visit(code: str) -> Response:
    """The slip for two signatures."""
    session, lots = db.session(), _known(code)
    facts = slip(session, lots, receiver(session, lots[0].delivery.entry))
    return paper(delivery.draw(facts), code)


def _known(code: str) -> list[reading.Listed]:
    return reading.hand_in(db.session(), code) or abort(404)


def _groups(session: Session, offers: dict[str, desk.Offer]) -> dict[str, str]:
    """The groups whose products may be brought, by code."""
    used = {offer.product.group for offer in offers.values()}
    return {each.code: each.name for each in members.groups(session) if each.code in used}


def _rows(form: HandInForm) -> list[BroughtRow]:
    return form.lines.filled


def _brought(session: Session, place: int, row: BroughtRow) -> Brought:
    """A row of the slip in the product's smallest parts."""
    sku = row.sku.data or ""
    with in_row(place, "lines"):
        brought, rejected = (
            catalog.units(session, sku, box.data or 0, field=box.short_name)
            for box in (row.brought, row.rejected)
        )
    return Brought(sku, brought, rejected, row.fault.data, row.words.data)


class _Worth:
    """What the rows come to, as far as they can be read yet."""

    def __init__(self, form: HandInForm, offers: dict[str, desk.Offer]) -> None:
        self._form, self._offers = form, offers

    def offer(self, row: BroughtRow) -> desk.Offer:
        """What is known of a row's product."""
        return self._offers[row.sku.data or ""]

    def accepted(self, row: BroughtRow) -> int:
        """What would be taken in of a row, in the product's smallest parts."""
        parts = self.offer(row).product.parts
        milli = (row.brought.data or 0) - (row.rejected.data or 0)
        return max(milli, 0) * parts // 1000

    def agreed(self, row: BroughtRow) -> int | None:
        """The member price of what would be taken in."""
        return self.offer(row).agreed(self.accepted(row))

    def if_sold(self, row: BroughtRow) -> int | None:
        """What would be hers once the shop has sold it."""
        return self.offer(row).if_sold(self.accepted(row))

    @property
    def rows(self) -> list[BroughtRow]:
        """The rows of products that are on the desk."""
        return [row for row in _rows(self._form) if row.sku.data in self._offers]

    @property
    def total(self) -> int:
        """What all of it comes to at the member price."""
        return sum(self.agreed(row) or 0 for row in self.rows)

    @property
    def total_if_sold(self) -> int:
        """What all of it would be to her, once sold."""
        return sum(self.if_sold(row) or 0 for row in self.rows)
