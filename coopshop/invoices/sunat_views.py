"""What SUNAT said of a document, at the desk: answers kept, looks noted, what is to put right."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import access
from ..access import allowed
from ..db import db, today
from ..domain.at_sunat import REJECTED, AtSunat
from ..ledger.models import Entry
from ..web import Done, answer
from ..web.i18n import _
from ..web.papers import download
from . import reading, sunat_said, worthless
from .blueprint import bp
from .models import Document
from .reading import buyer_of
from .sunat_forms import CdrForm, SentForm, look_form
from .sunat_said import SunatSaid
from .sunat_words import SUNAT_PAGE, asked_by_sunat, sunat_words


@dataclass(frozen=True, slots=True)
class Noted:
    """One word as the desk sees it: who wrote it down, and in which entry."""

    word: SunatSaid
    entry: Entry
    by: str
    #: Whether SUNAT's answer is kept with it.
    answer: bool


@dataclass(frozen=True, slots=True)
class OnPage:
    """All that the page of a document says of SUNAT."""

    sunat: AtSunat
    words: str
    kind: str
    noted: list[Noted]
    portal: bool
    #: Where SUNAT itself can be asked.
    page: str


def on_page(session: Session, document: Document) -> OnPage | None:
    """What the page of a document says of SUNAT; nothing of a paper without tax value."""
    if not sunat_said.known_to_sunat(document):
        return None
    words = sunat_said.words_of(session, document)
    people = {user.id: user.name for user in access.users(session)} if words else {}
    answers = sunat_said.answered_in(session, document) if words else set()
    noted = []
    for word in words:
        entry = session.get_one(Entry, word.entry)
        by = people.get(entry.by, str(entry.by))
        noted.append(Noted(word, entry, by, word.turn in answers))
    sunat = sunat_said.at_sunat(words)
    portal = sunat_said.in_portal(document)
    said = sunat_words(document.kind, document.series, sunat)
    return OnPage(sunat, *said, noted, portal, SUNAT_PAGE)


@bp.get("/<document>/cdr.xml")
@allowed("read_sales")
def cdr(document: str) -> Response:
    """SUNAT's answer, as it came."""
    found = reading.document(db.session(), document)
    raw = sunat_said.kept_cdr(db.session(), found) or abort(404)
    return download(raw, sunat_said.cdr_name(found), "application/xml")


@bp.route("/<document>/sunat/answer", methods=["GET", "POST"])
@allowed("register_document")
def keep_cdr(document: str) -> ResponseReturnValue:
    """Keep SUNAT's answer to a document, and what it says."""
    found, form = _with_value(document), CdrForm()

    def act(session: Session, at: datetime) -> Done:
        raw, ours = form.facts()["cdr"], reading.document(session, document)
        said = sunat_said.keep_cdr(session, ours, raw, on=today(), at=at, by=g.user.id)
        if said == REJECTED:
            told = _("The answer is kept: SUNAT rejected this document.")
        else:
            told = _("The answer is kept: SUNAT accepted it. The buyer gets the file too.")
        return Done(url_for(".show", document=document), told)

    return answer(form, act, "invoices/sunat_answer.html", document=found)


@bp.route("/<document>/sunat/look", methods=["GET", "POST"])
@allowed("register_document")
def look(document: str) -> ResponseReturnValue:
    """Note what SUNAT's public page says of a document."""
    found, form = _with_value(document), look_form(today())

    def act(session: Session, at: datetime) -> Done:
        said, ours = form.facts(), reading.document(session, document)
        sunat_said.keep_look(
            session, ours, said["what"], said["on"], said["note"],
            on=today(), at=at, by=g.user.id,
        )  # fmt: skip
        return Done(url_for(".show", document=document), _("What SUNAT's page said is noted."))

    asked = asked_by_sunat(found)
    shown = {"document": found, "asked": asked, "sunat_page": SUNAT_PAGE}
    return answer(form, act, "invoices/sunat_look.html", **shown)


@bp.route("/<document>/sunat/sent", methods=["GET", "POST"])
@allowed("register_document")
def sent(document: str) -> ResponseReturnValue:
    """Note when a document of another system was sent to SUNAT."""
    found = _with_value(document)
    form = SentForm(data={"on": today()})

    def act(session: Session, at: datetime) -> Done:
        said, ours = form.facts(), reading.document(session, document)
        sunat_said.keep_sent(
            session, ours, said["on"], said["ticket"], on=today(), at=at, by=g.user.id
        )
        return Done(url_for(".show", document=document), _("It is noted as sent."))

    return answer(form, act, "invoices/sunat_sent.html", document=found)


@bp.get("/to-put-right")
@allowed("read_book")
def to_put_right() -> str:
    """Documents that are worth nothing at SUNAT while their sale stands."""
    session = db.session()
    found = [
        (document, buyer_of(document), sunat, *sunat_words(document.kind, document.series, sunat))
        for document, sunat in worthless.to_put_right(session)
    ]
    return render_template("invoices/to_put_right.html", found=found)


def _with_value(document: str) -> Document:
    """A document that SUNAT could say something of; of another one there is no such page."""
    found = reading.document(db.session(), document)
    return found if sunat_said.known_to_sunat(found) else abort(404)
