"""All about her as one file: for herself, and at the desk on her behalf. And who is forgotten."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask import Response, g, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.http import dump_options_header

from .. import members, payouts
from ..access import allowed
from ..db import db, now, today
from ..domain import showing
from ..domain.bookings import PEN
from ..ledger.words import cause_words, kind_words
from ..web import DeskForm, Done, answer
from ..web.i18n import _, language, say
from ..web.names import called
from . import everything, leaving
from .blueprint import bp, outside
from .titles import COLUMNS, TABLES

#: Columns that hold céntimos; where the row names a unit, only those of soles.
SUMS = ("amount", "available")


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
    account = payouts.statement(session, code, date.min, today())
    known = list(TABLES)
    sheets.sort(key=lambda each: known.index(each.table) if each.table in TABLES else len(known))
    read = [(TABLES.get(each.table, each.table), _heads(each), _cells(each)) for each in sheets]
    page = render_template(
        "maker/everything.html",
        person=members.member(session, code),
        account=account,
        sheets=read,
        told={each.table: list(_records(each)) for each in sheets},
        kind_words=kind_words,
        cause_words=cause_words,
        at=now(),
    )
    response = make_response(page)
    name = {"filename": f"todo-{code}.html"}
    response.headers["Content-Disposition"] = dump_options_header("attachment", name)
    return response


def _records(sheet: everything.Sheet) -> Iterator[dict[str, Any]]:
    for row in sheet.rows:
        yield dict(zip(sheet.columns, map(everything.plain, row), strict=True))


def _heads(sheet: everything.Sheet) -> list[str]:
    return [_(COLUMNS[name]) if name in COLUMNS else name for name in sheet.columns]


def _cells(sheet: everything.Sheet) -> list[list[Any]]:
    """Each row as people read it; a picture or a sound as its address."""
    cells = []
    for row in sheet.rows:
        named = dict(zip(sheet.columns, row, strict=True))
        soles = named.get("unit", PEN) == PEN
        cells.append([_said(value, name in SUMS and soles) for name, value in named.items()])
    return cells


def _said(value: Any, is_sum: bool) -> Any:
    if is_sum and isinstance(value, int):
        return showing.money(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return showing.moment(value, language())
    if isinstance(value, date):
        return showing.day(value, language())
    if isinstance(value, str):
        return called(value)
    return "" if value is None else everything.plain(value)
