"""Places: where pieces lie, are shown and are sold."""

from datetime import datetime

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..web import Done, answer
from ..web.i18n import _
from . import lists, service
from .blueprint import bp
from .forms import CloseForm, NewPlaceForm, PlaceForm
from .models import Place


@bp.get("/places")
@allowed("read_catalog")
def places() -> ResponseReturnValue:
    """Every place, those closed too."""
    on = today()
    return lists.PLACES.answer("catalog/places.html", lists.places(on), today=on)


@bp.route("/places/new", methods=["GET", "POST"])
@allowed("keep_catalog")
def new_place() -> ResponseReturnValue:
    """A new shelf somewhere."""
    form = NewPlaceForm()

    def act(writing: Session, _at: datetime) -> Done:
        place = service.open_place(writing, **form.facts())
        return Done(url_for("catalog.places"), _("%(name)s is open.", name=place.name))

    return answer(form, act, "catalog/new_place.html")


@bp.route("/places/<code>", methods=["GET", "POST"])
@allowed("keep_catalog")
def change_place(code: str) -> ResponseReturnValue:
    """Correct what is said of a place."""
    place = db.get_or_404(Place, code)
    form = PlaceForm(obj=place)

    def act(writing: Session, _at: datetime) -> Done:
        service.change_place(writing, code, **form.facts())
        return Done(url_for("catalog.places"), _("The place is corrected."))

    return answer(form, act, "catalog/change_place.html", place=place)


@bp.route("/places/<code>/close", methods=["GET", "POST"])
@allowed("keep_catalog")
def close_place(code: str) -> ResponseReturnValue:
    """Nothing more is brought or sent there."""
    place = db.get_or_404(Place, code)
    form = CloseForm(closed_on=today())

    def act(writing: Session, _at: datetime) -> Done:
        closed = service.close_place(writing, code, on=form.facts()["closed_on"])
        return Done(url_for("catalog.places"), _("%(name)s is closed.", name=closed.name))

    return answer(form, act, "catalog/close_place.html", place=place)
