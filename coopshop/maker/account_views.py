"""Her first screen: one number, the addition that makes it, and what stands behind each step."""

from flask import abort, g, render_template

from .. import members
from ..access import allowed
from ..db import db, today
from ..web import asked_word
from ..web.photos import inside
from . import words
from .account import Account, owed
from .behind import behind
from .blueprint import bp
from .statement_views import of_hers, of_month

for name in (
    *(
        "headline",
        "closing_words",
        "to_come_words",
        "term_words",
        "line_words",
        "price_words",
        "pieces_words",
    ),
    *("stage_words", "off_words", "off_drawing", "lot_words"),
    *("gone_words", "waiting_words", "sale_words", "sale_drawing", "held_words"),
):
    bp.add_app_template_global(getattr(words, name), name)
for table, name in (*((words.DRAWINGS, "term_drawing"), (words.STAGE_DRAWINGS, "stage_drawing")),):
    bp.add_app_template_global(table.get, name)


def mine() -> Account:
    """The account of who is looking."""
    return owed(db.session(), g.user.member, today())


@bp.get("/")
@allowed("read_own")
def home() -> str:
    """What is owed to her now."""
    photo = members.face(db.session(), g.user.member)
    face = inside(photo.jpeg) if photo else ""
    return render_template("maker/home.html", hers=mine(), face=face)


@bp.get("/suma/<key>")
@allowed("read_own")
def term(key: str) -> str:
    """The lines of one step of the addition."""
    month = of_hers() if asked_word("month") else None
    hers = of_month(month) if month else mine()
    found = next((one for one in hers.terms if one.key == key and one.lines), None) or abort(404)
    lines = [line for line, _piece in found.lines]
    return render_template(
        "maker/term.html",
        hers=hers,
        term=found,
        month=month,
        behind=behind(db.session(), g.user.member, lines),
    )


@bp.get("/falta")
@allowed("read_own")
def waiting() -> str:
    """Sold, and the buyer has not paid."""
    return render_template("maker/waiting.html", hers=mine())
