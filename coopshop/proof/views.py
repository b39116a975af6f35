"""The pages that confirm what is printed."""

from flask import render_template

from ..access import open_to_all
from .blueprint import bp


@bp.get("/v/")
@open_to_all
def look_up() -> str:
    """Is this paper true?"""
    return render_template("proof/look_up.html")
