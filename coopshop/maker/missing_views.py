"""She says what is missing: a picture, one press; how much, words and a photo if she wants."""

from datetime import datetime

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog, payouts
from ..access import allowed
from ..db import db, today
from ..domain.days import day_of
from ..web import DeskForm, Done, answer
from ..web.fields import MoneyField, NoteField, QuantityField
from ..web.i18n import _, _l, say
from ..web.photos import PhotoField
from . import missing
from .blueprint import bp
from .say_views import MOST


class MissingForm(DeskForm):
    """Something of hers is not in the book; she need not say more than what."""

    quantity = QuantityField(_l("How many pieces?"), required=False)
    amount = MoneyField(_l("How much money?"), required=False)
    words = NoteField(_l("What is missing?"), required=False, most=MOST)
    photo = PhotoField(_l("Photo"), required=False)


@bp.get("/falta-algo")
@allowed("speak_own")
def missing_things() -> str:
    """What may be missing, as pictures."""
    session, member = db.session(), g.user.member
    shown = missing.things(session, member)
    return render_template("maker/missing.html", things=shown, refused=_refused())


@bp.route("/falta-algo/<key>", methods=["GET", "POST"])
@allowed("speak_own")
def missing_thing(key: str) -> ResponseReturnValue:
    """One of them: said with one press, or with how much of it, words and a photo."""
    member = g.user.member
    which = missing.thing(db.session(), member, key) or abort(404)
    form = _form(which)

    def act(writing: Session, at: datetime) -> Done:
        if refused := missing.too_many(writing, member, day_of(at)):
            raise refused
        said = form.facts()
        number = said.pop("amount", None) or said.pop("quantity", None)
        if number is not None and which.product is not None:
            number = catalog.units(writing, which.product.sku, number)
        said["words"] = missing.note(which, number, said["words"])
        said |= {"member": member, "about": payouts.NOT_IN_BOOK}
        code = payouts.dispute(writing, **said, on=day_of(at), at=at, by=g.user.id)
        return Done(url_for(".said", code=code), _("We heard you. The treasurer sees it now."))

    page = {"thing": which, "refused": "" if form.is_submitted() else _refused()}
    return answer(form, act, "maker/missing_thing.html", **page)


def _form(which: missing.Thing) -> MissingForm:
    """Without the boxes that do not fit what is missing."""
    form = MissingForm()
    if not which.is_money:
        del form.amount
    if which.product is None:
        del form.quantity
    elif which.product.parts > 1:
        form.quantity.label.text = _("How much?")
        form.quantity.after = which.product.unit
    return form


def _refused() -> str:
    refused = missing.too_many(db.session(), g.user.member, today())
    return say(refused) if refused else ""
