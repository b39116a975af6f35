"""Is this seal true? The number of a page of the book and the signs beside it, typed from paper."""

import re

from flask import render_template, request
from flask.typing import ResponseReturnValue

from .. import ledger
from ..access import open_to_all
from ..db import db
from ..web import asked_number, asked_word
from .blueprint import bp

#: So many signs are read; nobody typed more from a paper.
MOST = 40


@bp.get("/sello")
@open_to_all
def seal() -> ResponseReturnValue:
    """The box to type a seal in, and whether the book has that page (`?n=4501&s=1a2b3c4d5e`).

    Whatever is wrong is said in the same words: a page that is not there, and signs that differ.
    """
    number, signs = request.args.get("n", "")[:MOST], (asked_word("s") or "")[:MOST]
    asked = bool({"n", "s"} & set(request.args))
    page = asked_number("n") if re.fullmatch("[0-9]+", number) else None
    found = ledger.true_seal(db.session(), page, signs) if page is not None else None
    shown = render_template(
        "proof/seal.html", found=found, number=number, signs=signs, wrong=asked and not found
    )
    return shown, 404 if asked and not found else 200
