"""The pages for everybody: the sheet to fill in, and the consumer's own copy with its answer."""

from datetime import datetime

from flask import Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members
from ..access import open_to_all
from ..db import db, today
from ..domain.errors import N_, Refused
from ..paper import complaint as papers
from ..paper import complaint_sign
from ..web import Done, answer, outside, tokens
from ..web.papers import paper
from ..web.places import place
from . import filing, limiting, reading, slips
from .blueprint import bp
from .forms import SheetForm, sheet_form


class NotByAPerson(Refused):
    """A box that nobody sees was filled in."""

    message = N_("This sheet was not kept: a box that must stay empty was filled in.")
    field = "website"


@bp.route("/reclamos", methods=["GET", "POST"])
@open_to_all
def book() -> ResponseReturnValue:
    """The sheet to fill in; handed in, it leads to the consumer's copy."""
    if current_app.config["COOPSHOP"].practice and g.user is None:
        # A consumer who was led into practice: what is filed there is thrown away.
        return redirect(f"{request.script_root.removesuffix('/practica')}/reclamos")
    form = sheet_form(today())
    token = tokens.made_of("complaint", form.key.data or "")

    def act(session: Session, at: datetime) -> Done:
        if form.website.data:
            raise NotByAPerson
        limiting.note_sheet(session, place("complaints book"), at=at)
        filing.file(session, filed(form), way="pagina", token=token, on=today(), at=at)
        return Done(url_for(".book"))

    given = answer(form, act, "complaints/book.html", issuer=members.issuer(db.session(), today()))
    if getattr(given, "status_code", 200) == 303:  # noqa: PLR2004 - kept, now or before
        return redirect(url_for(".copy", token=token), 303)
    return given


@bp.get("/reclamos/<token>")
@open_to_all
def copy(token: str) -> str:
    """What the consumer wrote, until when it is answered, and the answer."""
    told = reading.by_link(db.session(), token, today())
    address = outside(url_for(".copy", token=token))
    return render_template("complaints/copy.html", told=told, token=token, address=address)


@bp.get("/reclamos/<token>/hoja.pdf")
@open_to_all
def copy_pdf(token: str) -> Response:
    """The consumer's copy on paper."""
    told = reading.by_link(db.session(), token, today())
    facts = slips.sheet(db.session(), told)
    return paper(papers.draw(facts), f"hoja-de-reclamacion-{told.row.code}")


@bp.get("/reclamos/hoja.pdf")
@open_to_all
def blank_pdf() -> Response:
    """An empty sheet, three times: for the consumer, for the provider, for Indecopi."""
    return paper(papers.draw_blank(slips.blank(db.session(), today())), "hoja-de-reclamacion")


@bp.get("/reclamos/aviso.pdf")
@open_to_all
def sign_pdf() -> Response:
    """The notice that hangs in the shop, with the way to this page."""
    issuer = members.issuer(db.session(), today())
    address = outside(url_for(".book"))
    return paper(complaint_sign.draw(issuer, address), "aviso-de-reclamos")


def filed(form: SheetForm) -> filing.Filed:
    """What was written on a sheet."""
    typed = form.facts()
    return filing.Filed(**{name: typed[name] for name in filing.Filed.__slots__ if name in typed})
