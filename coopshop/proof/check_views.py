"""Is this paper true? By the address on it, or by its number and code typed in."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from .. import invoices
from ..access import open_to_all
from ..db import db
from ..domain import checking
from ..invoices import Document
from ..web import asked_word, misses
from .blueprint import bp
from .look_up import asked
from .standing import standing


@bp.get("/v/")
@open_to_all
def look_up() -> ResponseReturnValue:
    """The number and the code, typed from paper; the answer is the page of that paper."""
    number, code = asked_word("number") or "", asked_word("code") or ""
    if not {"number", "code"} & set(request.args):
        return _form()
    papers = invoices.numbered(db.session(), number)
    tried = {document.id for document in papers} or {checking.heard(number)}
    for each in tried:
        misses.still_open(each)
    for document in papers:
        if checking.same(code, invoices.check_code(document)):
            spelled = checking.grouped(invoices.check_code(document))
            return redirect(url_for(".check", document=document.id, code=spelled))
    for each in tried:
        misses.wrong_code(each)
    return _form(number, code, wrong=True)


@bp.get("/v/<document>/<code>")
@open_to_all
def check(document: str, code: str) -> ResponseReturnValue:
    """What the book says of a paper whose code is right; no buyer, no maker."""
    session = db.session()
    found = invoices.find(session, document)
    named = found.id if found else document  # one paper, however its number is spelled
    misses.still_open(named)
    if not checking.same(code, _code_of(found)) or found is None:
        misses.wrong_code(named)
        return _form(wrong=True)
    told = standing(session, found)
    return render_template("proof/check.html", told=told, code=invoices.check_code, **asked(found))


def _form(number: str = "", code: str = "", *, wrong: bool = False) -> ResponseReturnValue:
    page = render_template("proof/look_up.html", number=number, code=code, wrong=wrong)
    return page, 404 if wrong else 200


def _code_of(found: Document | None) -> str:
    """The code of a paper; where there is none, one that nobody can type."""
    return invoices.check_code(found) if found else "?"
