"""Taking the books home: every list of a year as CSV, one by one or all in one file."""

import io
import zipfile

from flask import Response, abort, render_template, send_file
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..db import db
from ..web.i18n import N_
from . import pad_views
from .blueprint import bp
from .outgoing import FILES, text_of, years

__all__ = ["bp", "pad_views"]

#: What each file holds, for people.
SAID = {
    "lines.csv": N_("Every line sold: price, tax, and how it was divided"),
    "allocations.csv": N_("Whose pieces served each line, and what each maker earned"),
    "payouts.csv": N_("What was paid to each member"),
    "figures.csv": N_("Every figure of the year, in one long list"),
    "documents.csv": N_("Every document: what counts of it, and what SUNAT said"),
    "deliveries.csv": N_("What each member handed in"),
    "payments.csv": N_("What buyers paid and what was given back"),
    "receivables.csv": N_("What buyers owe now"),
    "members.csv": N_("What is owed to each member now"),
    "stock.csv": N_("What lies where now"),
    "book.csv": N_("The whole book, move by move"),
}


@bp.get("/")
@allowed("export")
def index() -> str:
    """The years there are, and their files."""
    return render_template("exchange/index.html", years=years(db.session()), files=SAID)


@bp.get("/<int:year>/<name>")
@allowed("export")
def file(year: int, name: str) -> ResponseReturnValue:
    """One file of a year."""
    fill = FILES.get(name)
    if fill is None or year not in years(db.session()):
        abort(404)
    text = "".join(text_of(fill(db.session(), year)))
    answer = Response(text, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{year}-{name}")
    return answer


@bp.get("/<int:year>.zip")
@allowed("export")
def folder(year: int) -> ResponseReturnValue:
    """All files of a year in one."""
    if year not in years(db.session()):
        abort(404)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, fill in FILES.items():
            archive.writestr(f"{year}/{name}", "".join(text_of(fill(db.session(), year))))
    packed.seek(0)
    return send_file(
        packed,
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"coopshop-{year}.zip",
    )
