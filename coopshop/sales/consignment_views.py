"""Consignment on the page: what lies at a hotel, its reports of sales, its terms."""

from collections.abc import Iterator
from datetime import date, datetime

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog
from ..access import Notice, allowed, waits
from ..catalog import Place
from ..db import db, today
from ..domain.guide import CONSIGNMENT
from ..web import Done, answer
from ..web.i18n import _
from . import consignment, ringing
from . import consignment_reading as reading
from .blueprint import bp
from .consignment_forms import ReportForm, UndoReportForm, VoucherForm, said, terms_form


@waits("read_sales")
def vouchers_and_old_pieces(session: Session, on: date) -> Iterator[Notice]:
    """Reports without their voucher, and pieces that lie at hotels for too long."""
    found = reading.everything_consigned(session, on)
    if reports := sum(len(place.waiting) for place in found):
        late = "no" if any(place.is_late(on) for place in found) else ""
        words = _("Sold at hotels, without its voucher")
        yield Notice(words, reports, "sales.consignments", "hotel", kind=late)
    if old := sum(place.long(on) for place in found):
        words = _("Products at hotels for more than %(days)s days", days=reading.LONG)
        yield Notice(words, old, "sales.consignments", "hotel")


@bp.get("/consignment/")
@allowed("read_sales")
def consignments() -> str:
    """Every place where somebody else sells our pieces."""
    found = reading.everything_consigned(db.session(), today())
    return render_template("sales/consignments.html", places=found, today=today())


@bp.get("/consignment/<code>")
@allowed("read_sales")
def consignment_place(code: str) -> str:
    """One place: what lies there since when, what was reported, what is to be done."""
    session = db.session()
    return render_template(
        "sales/consignment.html",
        found=reading.consigned(session, _known(code), today()),
        shop=_shop(session, code),
        today=today(),
    )


@bp.route("/consignment/<code>/terms", methods=["GET", "POST"])
@allowed("keep_buyers")
def consignment_terms(code: str) -> ResponseReturnValue:
    """Who sells there, and at which prices."""
    session = db.session()
    place = _known(code)
    form = terms_form(session, code)

    def act(writing: Session, _at: datetime) -> Done:
        facts = form.facts()
        facts["discount_bp"] = facts.pop("discount") or 0
        consignment.agree(writing, place=code, **facts)
        return Done(url_for(".consignment_place", code=code), _("The terms are kept."))

    return answer(form, act, "sales/consignment_terms.html", place=place)


@bp.route("/consignment/<code>/report", methods=["GET", "POST"])
@allowed("sell")
def report_sales(code: str) -> ResponseReturnValue:
    """What was sold there; then straight on to its paper."""
    session = db.session()
    place = _known(code)
    had = consignment.reportable(session, code)
    form = ReportForm(on=today(), sold_on=today(), used="here", lines=[{"sku": sku} for sku in had])

    def act(writing: Session, at: datetime) -> Done | str:
        made = consignment.report_sales(
            writing,
            place=code,
            said=said(writing, form),
            sold_on=form.facts()["sold_on"],
            note=form.note.data,
            on=today(),
            at=at,
            by=g.user.id,
        )
        if not consignment.report_of(writing, made).waiting:
            return url_for(".consignment_report", code=made)
        return _to_its_paper(writing, made, str(form.used.data), at)

    products = {sku: catalog.product(session, sku) for sku in had}
    rows = [(row, products[row.sku.data]) for row in form.lines.rows if row.sku.data in products]
    for row, product in rows:
        row.sold.after = product.unit if product.parts > 1 else ""
    return answer(
        form,
        act,
        "sales/report_sales.html",
        place=place,
        rows=rows,
        had=had,
        photos=catalog.photos_taken(session),
    )


@bp.get("/consignment/reports/<code>")
@allowed("read_sales")
def consignment_report(code: str) -> str:
    """One report: what it told, its sales, and by when its voucher must be made."""
    session = db.session()
    told = consignment.report_of(session, code)
    return render_template(
        "sales/consignment_report.html",
        told=told,
        place=catalog.place(session, told.report.place),
        shop=_shop(session, told.report.place),
        lines=[(line, catalog.product(session, line.sku)) for line in told.lines],
        today=today(),
    )


@bp.route("/consignment/reports/<code>/paper", methods=["GET", "POST"])
@allowed("sell")
def consignment_paper(code: str) -> ResponseReturnValue:
    """What waits of a report is rung up, and goes on to its paper."""
    consignment.report_of(db.session(), code)
    form = VoucherForm(used="here")

    def act(writing: Session, at: datetime) -> Done:
        return _to_its_paper(writing, code, str(form.used.data), at)

    return answer(form, act, "sales/consignment_paper.html", code=code)


@bp.route("/consignment/reports/<code>/undo", methods=["GET", "POST"])
@allowed("reverse")
def undo_report(code: str) -> ResponseReturnValue:
    """It was written down by mistake."""
    consignment.report_of(db.session(), code)
    form = UndoReportForm()

    def act(writing: Session, at: datetime) -> Done:
        why = str(form.why.data)
        consignment.undo_report(writing, code=code, why=why, on=today(), at=at, by=g.user.id)
        page = url_for(".consignment_report", code=code)
        return Done(page, _("It is undone; both stay in the book."))

    return answer(form, act, "sales/undo_report.html", code=code)


def _to_its_paper(writing: Session, code: str, used: str, at: datetime) -> Done:
    basket = consignment.basket_for_report(writing, code, used=used, on=today(), at=at)
    draft = ringing.keep_draft(writing, basket, at=at, by=g.user.id)
    said = _("The report %(code)s is kept. Choose its paper now.", code=code)
    return Done(url_for("invoices.new", draft=draft), said)


def _known(code: str) -> Place:
    found = db.get_or_404(Place, code)
    if found.kind != CONSIGNMENT:
        abort(404)
    return found


def _shop(session: Session, code: str) -> str:
    """Where pieces that come back are likely to go: our shop, or any place that is not this one."""
    places = [place for place in catalog.places(session, on=today()) if place.code != code]
    ours = [place for place in places if place.kind != CONSIGNMENT]
    shops = [place for place in ours if place.kind == "tienda"]
    return next((place.code for place in [*shops, *ours]), "")
