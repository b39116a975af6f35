"""Her photo and her card."""

from datetime import datetime

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed, hers
from ..db import db, today
from ..paper import cards as sheets
from ..web import Done, answer, asked_word
from ..web.i18n import _
from ..web.papers import paper
from ..web.photos import of_somebody
from . import portraits, reading, rules
from .blueprint import bp
from .forms import DropFaceForm, FaceForm
from .models import Member
from .reading import groups_of


@bp.get("/<code>/photo.jpg")
@allowed("read_member")
def photo(code: str) -> ResponseReturnValue:
    """Her photo, for those who read the register and for herself."""
    hers(code)
    found = portraits.face(db.session(), code) or abort(404)
    return of_somebody(found.jpeg)


@bp.route("/<code>/photo", methods=["GET", "POST"])
@allowed("keep_members")
def new_photo(code: str) -> ResponseReturnValue:
    """A photo of her, or another one."""
    member = _known(code)
    form = FaceForm()

    def act(writing: Session, at: datetime) -> Done:
        portraits.keep_face(writing, code, form.facts()["photo"], at=at)
        return Done(url_for(".show", code=code), _("The photo is kept."))

    has_one = portraits.face(db.session(), code) is not None
    return answer(form, act, "members/photo.html", member=member, has_one=has_one)


@bp.route("/<code>/photo/drop", methods=["GET", "POST"])
@allowed("keep_members")
def drop_photo(code: str) -> ResponseReturnValue:
    """Her photo is deleted, not put aside."""
    member = _known(code)

    def act(writing: Session, _at: datetime) -> Done:
        portraits.drop_face(writing, code)
        return Done(url_for(".show", code=code), _("The photo is deleted."))

    return answer(DropFaceForm(), act, "members/drop_photo.html", member=member)


@bp.get("/cards.pdf")
@allowed("read_members")
def cards() -> Response:
    """The card of `?member=AW-03`, or those of everybody who has not left."""
    session, on = db.session(), today()
    wanted = asked_word("member")
    groups, names = groups_of(session, on), {each.code: each.name for each in rules.groups(session)}
    people = [_known(wanted)] if wanted else reading.still_there(session, on)
    made = [
        sheets.Card(each.code, each.name, ", ".join(names[code] for code in groups[each.code]))
        for each in people
    ]
    issuer = rules.issuer(session, on)
    pdf = sheets.draw(made, issuer.trade_name or issuer.name)
    return paper(pdf, f"carne-{wanted}" if wanted else "carnes")


def _known(code: str) -> Member:
    found: Member = db.get_or_404(Member, code)
    return found
