"""Counting a shelf, on the page: what should be there, what the hand found, the differences."""

from collections import defaultdict
from datetime import datetime

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog
from ..access import allowed
from ..catalog import Place
from ..db import db, today
from ..domain.errors import in_row
from ..domain.showing import quantity
from ..ledger.reading import LEAF
from ..web import Done, answer, asked_number
from ..web.i18n import _
from . import counting, logbook, reading
from .blueprint import bp
from .forms import CountForm


@bp.get("/counts/")
@allowed("read_stock")
def counts() -> str:
    """Every count, newest first."""
    before = asked_number("before")
    leaf = logbook.counts(db.session(), before=before)
    more = len(leaf) == LEAF
    return render_template(
        "inventory/counts.html",
        counts=leaf,
        older=url_for("inventory.counts", before=leaf[-1][-1]) if more else "",
        newer=url_for("inventory.counts") if before else "",
    )


@bp.get("/counts/new")
@allowed("adjust_stock")
def new_count() -> str:
    """Which shelf?"""
    places = catalog.places(db.session(), on=today())
    return render_template("inventory/new_count.html", places=places)


@bp.route("/places/<code>/count", methods=["GET", "POST"])
@allowed("adjust_stock")
def count_place(code: str) -> ResponseReturnValue:
    """What should be there, without the book's figure: the hand counts, not the eye."""
    session, place = db.session(), db.get_or_404(Place, code)
    expected = {row.product.sku: row.product for row in reading.shelf(session, code)}
    form = CountForm(on=today(), lines=[{"sku": sku} for sku in expected])
    offers = catalog.product_offers(session, today(), services=False)
    form.others.offer(sku=_without(offers, expected))

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        counted: dict[str, int] = defaultdict(int)
        for lines in ("lines", "others"):
            for row, line in enumerate(facts[lines]):
                with in_row(row, lines):
                    units = catalog.units(writing, line["sku"], line["counted"], field="counted")
                counted[line["sku"]] += units
        less = counting.missing(writing, place=code, counted=counted)
        made = counting.count(
            writing,
            place=code,
            counted=counted,
            on=facts["on"],
            note=facts["note"],
            at=at,
            by=g.user.id,
        )
        if less and not form.confirmed.data:
            raise counting.LessThanBook(what=_named(less))
        return Done(url_for("inventory.count", code=made), _("The count is written down."))

    rows = [row for row in form.lines.rows if row.sku.data in expected]
    for row in rows:
        product = expected[row.sku.data]
        row.counted.label.text, row.counted.description = product.name_es, product.sku
        row.counted.after = product.unit if product.parts > 1 else ""
    return answer(form, act, "inventory/count_place.html", place=place, rows=rows)


@bp.get("/counts/<code>")
@allowed("read_stock")
def count(code: str) -> str:
    """What the book said, what the hand found, and what became of the difference."""
    found = logbook.count_of(db.session(), code) or abort(404)
    return render_template(
        "inventory/count.html",
        code=code,
        rows=found,
        first=found[0].count,
        place=found[0].place,
    )


def _named(less: list[tuple[catalog.Product, int, int]]) -> str:
    """Each product with the book's figure and the hand's."""
    return "; ".join(
        _(
            "%(product)s: %(book)s in the book, %(hand)s counted",
            product=product.name_es,
            book=quantity(book, product.parts, product.unit),
            hand=quantity(hand, product.parts, product.unit),
        )
        for product, book, hand in less
    )


def _without(
    offers: dict[str, list[tuple[str, str]]], there: dict[str, catalog.Product]
) -> dict[str, list[tuple[str, str]]]:
    return {
        group: [offer for offer in products if offer[0] not in there]
        for group, products in offers.items()
    }
