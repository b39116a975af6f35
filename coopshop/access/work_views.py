"""The page of a long work: how far it is, and what came of it. Only for whoever began it."""

from flask import abort, g, make_response, render_template, send_file
from flask.typing import ResponseReturnValue

from ..web import work as works
from .blueprint import bp
from .desk import allowed

#: Seconds until the page looks again.
LOOKS_AGAIN = 2


@bp.get("/work/<name>")
@allowed("come_in")
def work(name: str) -> ResponseReturnValue:
    """Where a work stands; the browser asks again until it is over."""
    answer = make_response(render_template("access/work.html", work=(found := _hers(name))))
    if found.under_way:
        answer.headers["Refresh"] = str(LOOKS_AGAIN)
    return answer


@bp.get("/work/<name>/file")
@allowed("come_in")
def work_file(name: str) -> ResponseReturnValue:
    """The file that it made."""
    found = _hers(name)
    if not found.file or not found.path.exists():
        abort(404)
    return send_file(
        found.path, mimetype=found.mimetype, as_attachment=True, download_name=found.file
    )


def _hers(name: str) -> works.Work:
    """A work of the person at the desk, as long as she may still do what began it."""
    works.throw_old_away()
    found = works.find(name)
    if found is None or found.owner != g.user.id or not g.user.may(found.right):
        abort(404)
    return found
