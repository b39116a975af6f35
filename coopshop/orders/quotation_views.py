"""Quotations on the page: the list, a new one, its paper, the order that comes of it."""

from datetime import datetime

import sqlalchemy as sa
from flask import Response, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog, sales
from ..access import allowed
from ..db import db, today
from ..paper import quotation as papers
from ..web import Done, answer, asked_number
from ..web.i18n import _
from ..web.papers import paper
from . import link_asking, link_reading, quoting, slips
from .blueprint import bp
from .forms import QuotationForm, wanted, wanted_form
from .lists import QUOTATIONS
from .models import Quotation


@bp.get("/quotations/")
@allowed("read_sales")
def quotations() -> ResponseReturnValue:
    """Every quotation, the last one first."""
    shown = ("code", "on", "buyer_name", "valid_until", "total", "entry", "currency")
    query = sa.select(*(getattr(Quotation, name) for name in shown))
    return QUOTATIONS.answer("orders/quotations.html", query, today=today())


@bp.route("/quotations/new", methods=["GET", "POST"])
@allowed("sell")
def new_quotation() -> ResponseReturnValue:
    """Prices for somebody until a day; `?asked=7` fills it in with what came by a link."""
    session = db.session()
    asked = link_reading.asked_for(session, asked_number("asked"), today())
    like, rows = link_reading.like(asked) if asked else (None, [])
    form = wanted_form(session, QuotationForm, today(), like, rows)

    def act(writing: Session, at: datetime) -> Done:
        typed = form.facts()
        days = {"valid_until": typed["valid_until"], "on": typed["on"]}
        code = quoting.quote(writing, wanted(writing, form), **days, at=at, by=g.user.id)
        if asked:
            link_asking.settle(writing, asked.row.id, "quotation", code=code, at=at, by=g.user.id)
        return Done(url_for(".quotation", code=code), _("Quotation %(code)s is ready.", code=code))

    return answer(form, act, "orders/slip.html", quotation=True, source=None, asked=asked)


@bp.get("/quotations/<code>")
@allowed("read_sales")
def quotation(code: str) -> str:
    """One quotation."""
    session = db.session()
    found = quoting.quotation_of(session, code)
    lines = [
        (line, catalog.product(session, line.sku).unit)
        for line in quoting.quoted_lines(session, code)
    ]
    return render_template(
        "orders/quotation.html",
        quotation=found,
        buyer=sales.buyer(session, found.buyer),
        lines=lines,
        over=found.valid_until < today(),
    )


@bp.get("/quotations/<code>.pdf")
@allowed("read_sales")
def quotation_pdf(code: str) -> Response:
    """The proforma on paper."""
    found = quoting.quotation_of(db.session(), code)
    return paper(papers.draw(slips.quotation(db.session(), found)), f"proforma-{code}")
