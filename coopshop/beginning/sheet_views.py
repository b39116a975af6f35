"""Lists from a spreadsheet on the page: sent, looked at cell by cell, then written whole."""

from datetime import datetime
from pathlib import Path

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, now, today, transaction
from ..domain.errors import Refused
from ..web import Done, answer, asked_word, work
from ..web.i18n import _, say
from . import forms, keeping, sheets
from .blueprint import bp

#: So many rows and faults are shown; the counts say how many there are.
SHOWN, FAULTS = 200, 100

#: More rows than this are written behind a page that tells how far it is.
AT_ONCE = 200

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.route("/sheets", methods=["GET", "POST"])
@allowed("begin")
def upload() -> ResponseReturnValue:
    """Choose a file, and say what is in it."""
    form = forms.SheetForm()
    form.kind.choices = [(kind.name, _(kind.title)) for kind in sheets.KINDS.values()]
    if form.validate_on_submit():
        try:
            name = keeping.lay_aside(_folder(), form.file.data or b"", at=now())
        except Refused as refused:
            form.refuse(refused)
            return render_template("beginning/upload.html", form=form, kinds=sheets.KINDS), 409
        return redirect(url_for("beginning.sheet", kind=form.kind.data, name=name), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("beginning/upload.html", form=form, kinds=sheets.KINDS), status


@bp.route("/sheets/<kind>/<name>", methods=["GET", "POST"])
@allowed("begin")
def sheet(kind: str, name: str) -> ResponseReturnValue:
    """How each cell was read, what is wrong, what would be new; then all of it or nothing."""
    known = sheets.KINDS.get(kind) or abort(404)
    waiting = keeping.find(_folder(), name, at=now())
    read = sheets.read(waiting.raw, waiting.kind, asked_word("sheet") or "")
    plan = sheets.plan(db.session(), known, read, today())
    form = forms.WriteForm()
    steps = sum(1 for row in plan.rows if row.write)
    if form.validate_on_submit() and not plan.faults and steps > AT_ONCE:
        return _behind(known, read, form)

    def act(writing: Session, at: datetime) -> Done:
        count = sheets.write(writing, known, read, on=today(), at=at, by=g.user.id)
        return _done(known, count)

    shown = {"plan": plan, "kind": known, "name": name, "rows": plan.rows[:SHOWN]}
    faults = [(f.address, f.written[:40], say(f.refused)) for f in plan.faults[:FAULTS]]
    headings = {column.name: column.heading for column in plan.columns}
    columns = [(heading, "") for heading in headings.values()]
    shown |= {"faults": faults, "headings": headings, "columns": columns}
    return answer(form, act, "beginning/sheet.html", **shown)


@bp.get("/sheets/<kind>.xlsx")
@allowed("begin")
def sheet_template(kind: str) -> Response:
    """A workbook to fill in."""
    known = sheets.KINDS.get(kind) or abort(404)
    columns = known.columns(db.session(), today())
    words = (_("List"), _("Help"), _("needed"), _("may be empty"))
    file = sheets.template(_(known.title), columns, words)
    response = Response(file, mimetype=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"coopshop-{kind}.xlsx")
    return response


def _behind(known: sheets.Kind, read: sheets.Sheet, form: forms.WriteForm) -> ResponseReturnValue:
    """A long list is written while the page tells how far it is; all of it or nothing too."""
    on, by = today(), g.user.id

    def run(progress: work.Progress) -> Done:
        with transaction() as (writing, at):
            count = sheets.write(writing, known, read, on=on, at=at, by=by, told=progress)
        return _done(known, count)

    back = f"{request.script_root}{request.full_path}"
    return work.begin(_("The list is being written"), run, back=back, key=form.key.data)


def _done(known: sheets.Kind, count: int) -> Done:
    wheres = {"members": "members.index", "products": "catalog.index", "prices": "catalog.prices"}
    said = _("Written: %(count)s.", count=count)
    return Done(url_for(wheres.get(known.name, "beginning.index")), said)


def _folder() -> Path:
    instance: Path = current_app.config["COOPSHOP"].instance
    return instance / "uploads"
