"""Charts on the page and on paper: each answers a question of the assembly."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from .. import members
from ..access import allowed
from ..db import db, today
from ..domain import showing
from ..paper import charts as paper_of
from ..web.i18n import FIRST
from ..web.papers import paper
from .blueprint import bp
from .periods import asked_period, in_address, offered_periods
from .questions import questions


@bp.get("/charts")
@allowed("read_reports")
def charts() -> ResponseReturnValue:
    """Questions about a period (`?since=2025-01-01&until=2025-12-31`), with their answers."""
    period = asked_period(today())
    return render_template(
        "reports/charts.html",
        questions=questions(db.session(), period),
        period=period,
        offered=offered_periods(today()),
        asked=in_address(period),
    )


@bp.get("/charts.pdf")
@allowed("read_reports")
def charts_pdf() -> Response:
    """The same on paper, in Spanish as all papers are."""
    period, session = asked_period(today()), db.session()
    with force_locale(FIRST):
        found = questions(session, period)
    drawn = [paper_of.Chart(q.title, q.answer, q.drawing, q.heads, q.rows) for q in found]
    code = f"{showing.day(period.since)} – {showing.day(period.until)}"
    pdf = paper_of.draw(members.issuer(session, period.until), code, drawn)
    return paper(pdf, f"dibujos-{period.since}-{period.until}")
