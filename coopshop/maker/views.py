"""Her pages."""

from flask import render_template

from ..access import allowed
from .blueprint import bp


@bp.get("/")
@allowed("read_own")
def home() -> str:
    """What is hers."""
    return render_template("maker/home.html")
