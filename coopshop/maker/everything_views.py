"""All about her as one file: for herself, and at the desk on her behalf. And who is forgotten."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask import Response, g, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.http import dump_options_header

from .. import members
from ..access import allowed
from ..db import db, now, today
from ..domain import showing
from ..web import DeskForm, Done, answer
from ..web.i18n import _, language, say
from . import everything, leaving
from .account import between
from .behind import behind
from .blueprint import bp, outside
from .everything_words import Reader, moved

#: Before every book.
BEGINNING = date(2000, 1, 1)


@bp.get("/todo")
@allowed("read_own")
def mine_all() -> Response:
    """All about her, in her hands."""
    return _file(g.user.member)


@outside("/members/<code>/everything")
@allowed("read_members")
def desk_everything(code: str) -> Response:
    """The same, for who has no telephone."""
    return _file(members.member(db.session(), code).code)


@outside("/members/<code>/forget", "GET", "POST")
@allowed("keep_members")
def desk_forget(code: str) -> ResponseReturnValue:
    """What would go, what would stay and until when; and then it goes."""
    seen = leaving.outlook(db.session(), code, today())
    form = DeskForm()

    def act(writing: Session, at: datetime) -> Done:
        sure = bool(form.confirmed.data)
        done = leaving.forget(writing, code, confirmed=sure, on=today(), at=at, by=g.user.id)
        said = _("Her data and her name are deleted.")
        if done.name_stays:
            until = showing.day(done.name_stays, language())
            said = _("Her data are deleted. Her name stays until %(day)s.", day=until)
        return Done(url_for("members.show", code=code), said)

    refused = say(seen.refused) if seen.refused else ""
    if_paid = leaving.years_after(today(), leaving.YEARS)
    page = {"seen": seen, "refused": refused, "years": leaving.YEARS, "if_paid": if_paid}
    return answer(form, act, "maker/desk_forget.html", **page)


def _file(code: str) -> Response:
    """One page that needs nothing else: to read, and for programs at its end."""
    session = db.session()
    sheets = everything.gather(session, code)
    hers = between(session, code, BEGINNING, today())
    reader = Reader(session, code, today())
    page = render_template(
        "maker/everything.html",
        person=members.member(session, code),
        hers=hers,
        moved=list(moved(hers, behind(session, code, hers.lines))),
        parts=list(reader.parts(sheets, review=False)),
        review=list(reader.parts(sheets, review=True)),
        told_rows={each.table: list(_records(each)) for each in sheets},
        at=now(),
    )
    response = make_response(page)
    name = {"filename": f"todo-{code}.html"}
    response.headers["Content-Disposition"] = dump_options_header("attachment", name)
    return response


def _records(sheet: everything.Sheet) -> Iterator[dict[str, Any]]:
    for row in sheet.rows:
        yield dict(zip(sheet.columns, map(everything.plain, row), strict=True))
