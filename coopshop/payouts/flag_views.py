"""At the desk, whatever a member says is not right bears a mark until she has an answer."""

from collections import defaultdict
from collections.abc import Iterator

from flask import g, url_for

from ..access.doors import way
from ..db import db
from ..web.flags import Flag, raises
from ..web.i18n import _
from . import disputing
from .sale_parts import whole
from .unpaid import line_of


@raises
def not_right(about: str) -> Iterator[Flag]:
    """The disputes that wait about a cause, about a member (`member/AW-01`), about a transfer with
    all its lines (`arrival/T001`) or a sale with all its products.

    What one member says is not for everybody who sells: only for those who may read disputes.
    """
    for name, codes in _waiting().items():
        if name in (about, whole(about)) or name.startswith(f"{about}/"):
            for code in codes:
                words = _("Not right: %(code)s", code=code)
                yield Flag(words, url_for("payouts.dispute", code=code))


def _waiting() -> dict[str, list[str]]:
    """The codes of all that wait, by line and by member, for who may read them; once a request."""
    found: dict[str, list[str]] | None = g.get("waiting_disputes")
    if found is None:
        found = g.waiting_disputes = defaultdict(list)
        lines = disputing.waiting_lines(db.session()) if way("payouts.disputes") else ()
        for about, member, code in lines:
            found[line_of(db.session(), about)].append(code)
            found[f"member/{member}"].append(code)
    return found
