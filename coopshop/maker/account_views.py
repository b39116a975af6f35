"""Her first screen: one number, the addition that makes it, and what stands behind each step."""

from flask import abort, g, render_template

from .. import members
from ..access import allowed
from ..db import db, today
from ..web.photos import inside
from . import words
from .account import Account, owed
from .blueprint import bp

for name in (
    *("headline", "term_words", "line_words", "pieces_words"),
    *("stage_words", "off_words", "off_drawing", "lot_words"),
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
    hers = mine()
    found = next((one for one in hers.terms if one.key == key and one.lines), None)
    return render_template("maker/term.html", hers=hers, term=found or abort(404))


@bp.get("/falta")
@allowed("read_own")
def waiting() -> str:
    """Sold, and the buyer has not paid."""
    return render_template("maker/waiting.html", hers=mine())
