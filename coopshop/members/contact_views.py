"""Her telephone: written down, written over, forgotten."""

from datetime import datetime

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db
from ..web import Done, answer
from ..web.i18n import _
from . import contacts
from .blueprint import bp
from .forms import PhoneForm
from .models import Member


@bp.route("/<code>/phone", methods=["GET", "POST"])
@allowed("keep_members")
def phone(code: str) -> ResponseReturnValue:
    """The number by which she is told of her sales and payments."""
    member = db.session().get(Member, code) or abort(404)
    form = PhoneForm(phone=contacts.phone_of(db.session(), code))

    def act(writing: Session, at: datetime) -> Done:
        kept = form.facts()["phone"]
        if kept is None:
            contacts.drop_phone(writing, code)
            return Done(url_for(".show", code=code), _("Her number is forgotten."))
        contacts.keep_phone(writing, code, kept, at=at)
        return Done(url_for(".show", code=code), _("Her number is kept."))

    return answer(form, act, "members/phone.html", member=member)
