"""Counting a shelf, on the page: begun, jotted down in several goes, explained, posted."""

from datetime import datetime, timedelta
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog
from ..access import allowed
from ..catalog import Place
from ..db import db, today
from ..domain.errors import in_row
from ..web import Done, answer
from ..web.i18n import _
from ..web.names import choices
from . import counting, lists, logbook
from .blueprint import bp
from .forms import BeginForm, DifferenceForm, GiveUpForm, SheetForm
from .models import CountSheet
from .stock import lots_at


@bp.get("/counts/")
@allowed("read_stock")
def counts() -> ResponseReturnValue:
    """Those that are going on, then every count, newest first."""
    going_on = logbook.going_on(db.session())
    return lists.COUNTS.answer(
        "inventory/counts.html", lists.counts(), today=today(), going_on=going_on
    )


@bp.get("/counts/new")
@allowed("adjust_stock")
def new_count() -> str:
    """Which shelf?"""
    session = db.session()
    return render_template(
        "inventory/new_count.html",
        places=catalog.places(session, on=today()),
        going_on={sheet.place: sheet for sheet in counting.open_sheets(session)},
    )


@bp.route("/places/<code>/count", methods=["GET", "POST"])
@allowed("adjust_stock")
def count_place(code: str) -> ResponseReturnValue:
    """Begin to count a place, or go on where somebody began."""
    session, place = db.session(), db.get_or_404(Place, code)
    form = BeginForm()
    if not form.is_submitted():
        for sheet in counting.open_sheets(session):
            if sheet.place == code:
                return redirect(url_for("inventory.count_sheet", code=sheet.code))

    def act(writing: Session, at: datetime) -> str:
        made = counting.begin_count(writing, place=code, on=today(), at=at, by=g.user.id)
        form.keep_sheet(writing, made=made, on=today(), at=at, by=g.user.id)
        return url_for("inventory.count_sheet", code=made)

    return answer(form, act, "inventory/count_place.html", place=place)


@bp.route("/counts/<code>/sheet", methods=["GET", "POST"])
@allowed("adjust_stock")
def count_sheet(code: str) -> ResponseReturnValue:
    """The figures, without the book's: the hand counts, not the eye."""
    session = db.session()
    sheet = _open(session, code)
    if sheet is None:
        return redirect(url_for("inventory.count", code=code))
    form, products = _sheet_form(session, sheet)

    def act(writing: Session, at: datetime) -> Done:
        counting.jot(writing, code=code, figures=_figures(writing, form), at=at, by=g.user.id)
        if request.form.get("then") == "difference":
            return Done(url_for("inventory.count_difference", code=code))
        said = _("Kept. You can go on counting, now or later.")
        return Done(url_for("inventory.count_sheet", code=code), said)

    rows = [(row, products[row.sku.data]) for row in form.lines.rows if row.sku.data in products]
    for row, product in rows:
        row.counted.label.text = product.name_es
        row.counted.after = product.unit if product.parts > 1 else ""
    return answer(
        form,
        act,
        "inventory/count_sheet.html",
        sheet=sheet,
        place=catalog.place(session, sheet.place),
        rows=rows,
        figures=counting.figures_of(session, code),
        photos=catalog.photos_taken(session),
        lots=lots_at(session, sheet.place),
    )


@bp.route("/counts/<code>/difference", methods=["GET", "POST"])
@allowed("adjust_stock")
def count_difference(code: str) -> ResponseReturnValue:
    """What differs at the moment each figure was written; explained, then posted."""
    session = db.session()
    sheet = _open(session, code)
    found = counting.differences(session, sheet) if sheet else []
    if sheet is None and request.method == "GET":
        return redirect(url_for("inventory.count", code=code))
    if sheet and not found:
        return redirect(url_for("inventory.count_sheet", code=code))
    differing = {row.product.sku: row for row in found if row.units}
    rows = [{"sku": sku, "seen": str(row.units)} for sku, row in differing.items()]
    form = DifferenceForm(lines=rows)
    for line in form.lines.rows:
        row = differing.get(line.sku.data)
        line.reason.choices = choices(*(counting.MORE if row and row.units > 0 else counting.FEWER))

    def act(writing: Session, at: datetime) -> Done:
        lines = form.facts()["lines"]
        counting.hand_in(
            writing,
            code=code,
            reasons={line["sku"]: (line["reason"], line["note"]) for line in lines},
            seen={line["sku"]: int(line["seen"] or 0) for line in lines},
            on=today(),
            at=at,
            by=g.user.id,
        )
        return Done(url_for("inventory.count", code=code), _("The count is written down."))

    return answer(
        form,
        act,
        "inventory/count_difference.html",
        code=code,
        place=catalog.place(session, sheet.place) if sheet else None,
        right=[row for row in found if not row.units],
        rows=[(line, differing[line.sku.data]) for line in form.lines.rows
              if line.sku.data in differing],
    )  # fmt: skip


@bp.route("/counts/<code>/give-up", methods=["GET", "POST"])
@allowed("adjust_stock")
def give_up_count(code: str) -> ResponseReturnValue:
    """It will not be finished: the figures are thrown away, that it was begun stays."""
    form = GiveUpForm()

    def act(writing: Session, at: datetime) -> Done:
        why = str(form.why.data)
        counting.give_up_count(writing, code=code, why=why, on=today(), at=at, by=g.user.id)
        return Done(url_for("inventory.counts"), _("The count was given up."))

    return answer(form, act, "inventory/give_up_count.html", code=code)


@bp.get("/counts/<code>")
@allowed("read_stock")
def count(code: str) -> ResponseReturnValue:
    """What the book said, what the hand found, and what explains the difference."""
    session = db.session()
    found = logbook.count_of(session, code)
    if found:
        return render_template(
            "inventory/count.html",
            code=code,
            rows=found,
            first=found[0].count,
            place=found[0].place,
        )
    begun = session.get(CountSheet, code) or abort(404)
    return render_template(
        "inventory/count_begun.html",
        sheet=begun,
        place=catalog.place(session, begun.place),
        going_on=_open(session, code) is not None,
    )


def _open(session: Session, code: str) -> CountSheet | None:
    session.get(CountSheet, code) or abort(404)
    return next((s for s in counting.open_sheets(session) if s.code == code), None)


def _sheet_form(
    session: Session, sheet: CountSheet
) -> tuple[SheetForm, dict[str, catalog.Product]]:
    """The sheet with what was jotted down so far, and every product that may be there."""
    kept = counting.figures_of(session, sheet.code)
    products = {sku: catalog.product(session, sku) for sku in counting.expected(session, sheet)}
    rows: list[dict[str, Any]] = [
        {
            "sku": sku,
            "counted": kept[sku].units * 1000 // product.parts if sku in kept else None,
        }
        for sku, product in products.items()
    ]
    form = SheetForm(lines=rows)
    offers = catalog.product_offers(session, today(), services=False)
    form.others.offer(
        sku={
            group: [offer for offer in offered if offer[0] not in products]
            for group, offered in offers.items()
        }
    )
    return form, products


def _figures(session: Session, form: SheetForm) -> dict[str, counting.Figure | None]:
    """What was written, in smallest parts; an emptied box rubs its figure out.

    Two figures of one product were found in two corners: they are one.
    """
    figures: dict[str, counting.Figure | None] = {row.sku.data: None for row in form.lines.rows}
    for name in ("lines", "others"):
        for number, line in enumerate(form.facts()[name]):
            with in_row(number, name):
                units = catalog.units(session, line["sku"], line["counted"], field="counted")
            other, ago = figures.get(line["sku"]), line.get("ago")
            figures[line["sku"]] = counting.Figure(
                units + (other.units if other else 0),
                None if ago is None else timedelta(milliseconds=ago),
            )
    return figures
