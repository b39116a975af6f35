"""Is this seal true? The number of a page of the book and the signs beside it, typed from paper."""

import re

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from .. import ledger
from ..access import open_to_all
from ..db import db, now
from ..web import asked_number, asked_word, misses
from .blueprint import bp

#: So many signs are read; nobody typed more from a paper.
MOST = 40

#: Seconds until a page that is still comparing asks again.
AGAIN = 1


@bp.get("/sello")
@open_to_all
def seal() -> ResponseReturnValue:
    """The box to type a seal in, and whether the book has that page (`?n=4501&s=1a2b3c4d5e`).

    Whatever is wrong is said in the same words: a page that is not there, and signs that differ.
    What is right stands beside how far the pages before it were compared; while that goes on, the
    page asks again by itself.
    """
    number, signs = request.args.get("n", "")[:MOST], (asked_word("s") or "")[:MOST]
    asked = bool({"n", "s"} & set(request.args))
    page = asked_number("n") if re.fullmatch("[0-9]+", number) else None
    misses.still_open(thing := f"page {page}")
    found = ledger.true_seal(db.session(), page, signs) if page is not None else None
    if found is None:
        if page is not None:
            misses.wrong_code(thing)
        facts = {"number": number, "signs": signs, "wrong": asked}
        return render_template("proof/seal.html", found=None, **facts), 404 if asked else 200
    walked = ledger.look_over(db.session(), now())
    altered = walked.broken is not None and walked.broken <= found.entry
    shown = render_template("proof/seal.html", found=found, walked=walked, altered=altered)
    answer = make_response(shown, 409 if altered else 200)
    if walked.until < found.entry and not altered:
        answer.headers["Refresh"] = str(AGAIN)
    return answer
