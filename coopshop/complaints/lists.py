"""The list of the room: every sheet of the complaints book."""

from ..access.doors import way
from ..web.i18n import _l
from ..web.listing import Column, Listing, hidden

MARKS = {"answered": "yes", "answered_late": "no", "waiting": "wait", "late": "no"}

#: How a sheet stands.
STATES = {
    "answered": _l("Answered"),
    "answered_late": _l("Answered late"),
    "waiting": _l("To be answered"),
    "late": _l("Answer overdue"),
}

#: The two kinds, as the law calls them in every language.
KINDS = {"reclamo": "Reclamo", "queja": "Queja"}

SHEETS = Listing(
    _l("Complaints book"),
    Column("code", _l("Sheet"), "code", way=lambda row: way("complaints.show", code=row.code)),
    Column("on", _l("Day"), "day", filled=True),
    Column("kind", _l("Kind"), words=lambda row: KINDS[row.kind], filled=True),
    Column("name", _l("Who")),
    Column("due", _l("Answer until"), "day", filled=True),
    Column("left", _l("Days left"), "count"),
    Column(
        "state",
        _l("State"),
        words=lambda row: str(STATES[row.state]),
        mark=lambda row: MARKS[row.state],
    ),
    *hidden("entry"),
    key="entry",
    day="on",
    search=("code", "name"),
    order="-on",
)
