"""The buyer's link: one document, its files and how it stands, for whoever holds the link."""

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from .. import invoices, sales
from ..access import open_to_all
from ..db import db
from ..domain.invoice import Invoice
from ..invoices import Document
from ..invoices.views import paper_bytes
from ..sales.honest import Honest
from ..web import outside
from ..web.i18n import _
from ..web.papers import download, paper
from . import pictures, standing
from .blueprint import bp
from .look_up import asked
from .masking import masked


@bp.get("/d/<token>")
@open_to_all
def bought(token: str) -> str:
    """What was bought, how its paper stands, and who gets what of the money."""
    session, document = db.session(), _opened(token)
    told = standing.standing(session, document)
    return render_template(
        "proof/document.html",
        token=token,
        told=told,
        facts=told.facts,
        why=_reason(told.facts),
        buyer=masked(told.facts.buyer),
        code=invoices.check_code,
        divided=_divided(document),
        xml=invoices.xml_is_kept(session, document),
        cdr=bool(invoices.answered_in(session, document)),
        **asked(document),
        address=outside(url_for(".bought", token=token)),
        picture=outside(url_for(".picture_of_bought", token=token)),
    )


@bp.get("/d/<token>.pdf")
@open_to_all
def bought_pdf(token: str) -> Response:
    """The paper itself, as it was kept."""
    document = _opened(token)
    return paper(paper_bytes(document), document.id)


@bp.get("/d/<token>.xml")
@open_to_all
def bought_xml(token: str) -> Response:
    """The XML of SUNAT's portal, as it was kept."""
    document = _opened(token)
    xml = invoices.kept_xml(db.session(), document) or abort(404)
    return download(xml, f"{document.id}.xml", "application/xml")


@bp.get("/d/<token>/cdr.xml")
@open_to_all
def bought_cdr(token: str) -> Response:
    """SUNAT's answer to it, as it came."""
    document = _opened(token)
    raw = invoices.kept_cdr(db.session(), document) or abort(404)
    return download(raw, invoices.cdr_name(document), "application/xml")


@bp.get("/d/<token>/foto.jpg")
@open_to_all
def picture_of_bought(token: str) -> ResponseReturnValue:
    """The small picture that WhatsApp shows beside the link."""
    return Response(pictures.of_document(db.session(), _opened(token)), mimetype="image/jpeg")


def _divided(document: Document) -> Honest | None:
    """Whose the money is; a credit note says of its sale's what went back, not how."""
    if document.kind == "nota_credito":
        return None
    return sales.honest_receipt(db.session(), document.sale)


def _reason(facts: Invoice) -> str:
    """Why a note changes its paper, in the words of the code: what somebody typed stays at home."""
    words = invoices.REASONS.get(facts.modifies.reason_code) if facts.modifies else None
    return _(words) if words else ""


def _opened(token: str) -> Document:
    """The document that a link opens; guessed or taken back, there is nothing."""
    return invoices.linked(db.session(), token) or abort(404)
