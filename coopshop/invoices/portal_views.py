"""Numbers of SUNAT's portal on the page: what still needs one, typing it back, void numbers."""

from datetime import datetime

from flask import Response, abort, g, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import sales
from ..access import allowed
from ..db import db, today
from ..web import Done, answer
from ..web.i18n import _
from ..web.papers import download
from . import lists, portal, portal_xml, reading
from .blueprint import bp
from .crediting import credit_note_in_portal
from .forms import XmlForm, register_form, void_form
from .reading import buyer_of
from .waiting import waiting


@bp.get("/to-register")
@allowed("read_book")
def to_register() -> ResponseReturnValue:
    """Our own papers that SUNAT's portal has not numbered yet, oldest first."""
    query = lists.listed(waiting())
    return lists.TO_REGISTER.answer("invoices/to_register.html", query, today=today())


@bp.route("/<document>/register", methods=["GET", "POST"])
@allowed("register_document")
def register(document: str) -> ResponseReturnValue:
    """Type back the series and number that the portal gave."""
    session = db.session()
    ours = reading.document(session, document)
    asked = sales.sale_of(session, ours.sale).paper
    form = register_form(ours, asked, reading.main_document(session, ours.sale))

    def act(session: Session, at: datetime) -> Done:
        typed = form.facts() | {"at": at, "by": g.user.id, "confirmed": form.confirmed.data}
        if ours.kind == "nota_credito":
            del typed["kind"]
            kept = credit_note_in_portal(session, note=document, **typed)
        else:
            kept = portal.register(session, sale=ours.sale, **typed)
        return Done(url_for(".show", document=kept), _("The number is kept."))

    return answer(form, act, "invoices/register.html", document=ours, buyer=buyer_of(ours))


@bp.route("/<document>/xml", methods=["GET", "POST"])
@allowed("register_document")
def attach_xml(document: str) -> ResponseReturnValue:
    """Keep the XML that the portal gives with a boleta, a factura or a credit note."""
    found, form = reading.document(db.session(), document), XmlForm()

    def act(session: Session, at: datetime) -> Done:
        raw, ours = form.facts()["xml"], reading.document(session, document)
        portal_xml.keep_xml(session, ours, raw, on=today(), at=at, by=g.user.id)
        said = _("The XML is kept. The buyer gets it too.")
        return Done(url_for(".show", document=document), said)

    return answer(form, act, "invoices/attach_xml.html", document=found)


@bp.get("/<document>.xml")
@allowed("read_sales")
def xml(document: str) -> Response:
    """The XML as the portal gave it."""
    found = reading.document(db.session(), document)
    raw = portal_xml.kept_xml(db.session(), found) or abort(404)
    return download(raw, f"{found.id}.xml", "application/xml")


@bp.route("/void-number", methods=["GET", "POST"])
@allowed("register_document")
def void_number() -> ResponseReturnValue:
    """Say why a number of the portal belongs to no sale, so that no gap is left."""
    form = void_form(today())

    def act(session: Session, at: datetime) -> Done:
        sure = form.confirmed.data
        portal.void_number(session, **form.facts(), at=at, by=g.user.id, confirmed=sure)
        return Done(url_for(".to_register"), _("The number is explained."))

    return answer(form, act, "invoices/void.html")
