"""Receivables on the page: by age, by buyer, by sale; a reminder to draft; how to reach her."""

from datetime import datetime

from flask import g, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain.reaching import shown_phone, whatsapp
from ..web import DeskForm, Done, answer
from ..web.i18n import _
from . import aging, buyer_book, contacts
from .blueprint import bp
from .forms import contact_form
from .lists import OWED
from .reminding import reminder

bp.add_app_template_filter(shown_phone)


@bp.get("/owing")
@allowed("read_sales")
def owing() -> ResponseReturnValue:
    """What buyers owe, by how long it is overdue."""
    session = db.session()
    owed = aging.owed(session, today())
    ages = [_(words) for words in aging.WORDS]
    return OWED.answer(
        "sales/owing.html",
        owed,
        today=today(),
        ages=ages,
        aged=[(words, "number") for words in ages],
        sums=aging.in_all(owed),
        buyers=aging.by_buyer(owed),
        drafted=contacts.last_drafted(session),
    )


@bp.route("/owing/<buyer>", methods=["GET", "POST"])
@allowed("collect")
def remind(buyer: str) -> ResponseReturnValue:
    """What one buyer owes, and the message that says so; the button notes it as drafted."""
    session = db.session()
    found = buyer_book.buyer(session, buyer)
    owed = aging.owed(session, today(), buyer=buyer)
    words = reminder(session, found.name, owed, today()) if owed else ""
    contact = contacts.contact_of(session, buyer)

    def act(writing: Session, at: datetime) -> Done:
        contacts.note_drafted(writing, buyer, words, at=at, by=g.user.id)
        said = _("Noted as drafted. Whether it was sent, only your phone knows.")
        return Done(url_for(".remind", buyer=buyer), said)

    return answer(
        DeskForm(),
        act,
        "sales/remind.html",
        buyer=found,
        owed=owed,
        words=words,
        contact=contact,
        link_=whatsapp(contact.phone, words),
        drafted=contacts.drafted(session, buyer),
    )


@bp.route("/buyers/<code>/contact", methods=["GET", "POST"])
@allowed("keep_buyers")
def contact(code: str) -> ResponseReturnValue:
    """Telephone and mail of a buyer."""
    found = buyer_book.buyer(db.session(), code)
    form = contact_form(contacts.contact_of(db.session(), code))

    def act(writing: Session, _at: datetime) -> Done:
        contacts.keep_contact(writing, code, **form.facts())
        return Done(url_for(".buyer", code=code), _("%(name)s was changed.", name=found.name))

    return answer(form, act, "sales/contact.html", buyer=found)
