"""The assembly's sheet on the page: every figure leads to the entries that add up to it."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..access.doors import way
from ..db import db, today
from ..domain.errors import Unknown
from ..ledger.words import cause_way, cause_words, kind_words
from ..paper import assembly as paper_of
from ..web.i18n import _l
from ..web.listing import Column, Listing
from ..web.papers import paper
from . import assembly, slips
from .blueprint import bp
from .periods import DAYS, asked_period, in_address, offered_periods
from .tracing import GRAMS, traced
from .words import figure_words, section_words

#: How an entry of a figure is shown.
_ENTRY = (
    Column("entry", _l("Entry"), "count", way=lambda row: way("ledger.entry", number=row.entry)),
    Column("on", _l("Day"), "day"),
    Column("kind", _l("What"), words=lambda row: kind_words(row.kind), sort=False),
    Column(
        "cause",
        _l("Paper"),
        words=lambda row: cause_words(row.cause),
        way=lambda row: cause_way(row.cause),
        sort=False,
    ),
)


def _entries(kind: str) -> Listing:
    measure = "unit" if kind == "money" else ""
    amount = Column("cents", _l("Amount"), kind, total=True, measure=measure, filled=True)
    return Listing(_l("Entries of a figure"), *_ENTRY, amount, key="entry", order="-entry")


MONEY, COUNTED = _entries("money"), _entries("count")

PRODUCTS = Listing(
    _l("Pieces and their value"),
    Column("where", _l("Place"), filled=True),
    Column("name", _l("Product"), filled=True),
    Column("sku", _l("Code"), "code", way=lambda row: way("catalog.show", sku=row.sku)),
    Column("units", _l("Quantity"), "quantity", measure="unit", parts="parts", filled=True),
    Column("price", _l("Member price"), "money"),
    Column("cents", _l("Value"), "money", total=True, filled=True),
    key=("where", "sku"),
    order="where",
    search=("where", "name", "sku"),
)


@bp.get("/assembly")
@allowed("read_reports")
def assembly_sheet() -> ResponseReturnValue:
    """The figures of a period (`?since=2025-01-01&until=2025-12-31`; this year, if left out)."""
    period = asked_period(today())
    return render_template(
        "reports/assembly.html",
        sheet=assembly.sheet(db.session(), period),
        period=period,
        offered=offered_periods(today()),
        asked=in_address(period),
        section_words=section_words,
        figure_words=figure_words,
    )


@bp.get("/assembly.pdf")
@allowed("read_reports")
def assembly_pdf() -> Response:
    """The same on one sheet of paper, to be read aloud and signed."""
    period = asked_period(today())
    session = db.session()
    drawn = paper_of.draw(slips.assembly(session, assembly.sheet(session, period)))
    return paper(drawn, f"asamblea-{period.since}-{period.until}")


@bp.get("/assembly/<key>")
@allowed("read_reports")
def assembly_figure(key: str) -> ResponseReturnValue:
    """Where a figure comes from: what stood before, and every entry since."""
    period, session = asked_period(today()), db.session()
    try:
        figure = assembly.sheet(session, period).figure(key)
    except Unknown:
        abort(404)
    before, rows = assembly.behind(session, figure, period)
    listing = PRODUCTS if key == "stock" else MONEY if figure.unit in ("PEN", "USD") else COUNTED
    weighed = [
        traced(session, trace, figure.span or period)
        for trace in figure.traces
        if trace.unit == GRAMS and figure.grams
    ]
    return listing.answer(
        "reports/figure.html",
        rows,
        today=today(),
        keep=DAYS,
        figure=figure,
        title=figure_words(figure),
        before=before,
        since=sum(row.cents for row in rows),
        weighed=weighed,
        period=figure.span or period,
        asked=in_address(period),
    )
