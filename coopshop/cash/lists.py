"""The lists of the cash: the book of a drawer or the box, its sessions, money in and out."""

from typing import Any

from ..access.doors import way
from ..domain.showing import money
from ..ledger.words import account_words, cause_way, cause_words, kind_words
from ..web.i18n import _, _l
from ..web.listing import Column, Listing, hidden

STATES = {
    "open": _l("Open"),
    "closed": _l("Closed"),
    "opening": _l("Waits for a reason"),
    "counted": _l("Waits for a reason"),
}
MARKS = {"open": "yes", "closed": "", "opening": "wait", "counted": "wait"}


def differs(cents: int, currency: str = "PEN") -> str:
    """A difference in words: too much, too little, right."""
    if cents == 0:
        return str(_("right"))
    words = _("%(sum)s too much") if cents > 0 else _("%(sum)s too little")
    return str(words) % {"sum": money(abs(cents), currency)}


BOOK = Listing(
    _l("Cash book"),
    Column("kind", _l("What"), words=lambda row: kind_words(row.kind), sort=False),
    Column("on", _l("Day"), "day", filled=True),
    Column(
        "cause",
        _l("Paper"),
        words=lambda row: cause_words(row.cause),
        way=lambda row: cause_way(row.cause),
    ),
    Column("other", _l("From or to"), words=lambda row: account_words(row.other)),
    *(
        Column(key, words, "money", total=True, measure="currency", quiet=True, filled=True)
        for key, words in (("came", _l("Came in")), ("went", _l("Went out")))
    ),
    Column("after", _l("Balance"), "money", measure="currency", filled=True, sort=False),
    *hidden("entry", "currency"),
    key="entry",
    day="on",
    search=("cause", "other"),
    order="on",
    period="month",
)

SESSIONS = Listing(
    _l("Sessions"),
    Column("code", _l("Session"), "code", way=lambda row: way("cash.session", code=row.code)),
    Column("on", _l("Day"), "day", filled=True),
    Column(
        "state",
        _l("Stands"),
        words=lambda row: str(STATES[row.state]),
        mark=lambda row: MARKS[row.state],
        sort=False,
    ),
    Column("counted", _l("Counted"), "money"),
    Column("difference", _l("Difference"), "money", total=True),
    Column("note", _l("Reason")),
    *hidden("entry"),
    key="entry",
    day="on",
    search=("code", "note"),
    order="-on",
    period="month",
)


def _where(row: Any) -> str:
    return str(row.name or _("The association's box"))


MOVES = Listing(
    _l("Money in and out"),
    Column("code", _l("Paper"), "code", way=lambda row: way("cash.move", code=row.code)),
    Column("on", _l("Day"), "day", filled=True),
    Column("reason", _l("Why"), "called", filled=True),
    Column("name", _l("Which cash?"), words=_where),
    Column("payee", _l("Who")),
    Column("note", _l("Note")),
    *(
        Column(key, words, "money", total=True, measure="currency", quiet=True, filled=True)
        for key, words in (("came", _l("Came in")), ("went", _l("Went out")))
    ),
    Column("undone", _l("State"), words=lambda row: _("Undone") if row.undone else "", sort=False),
    *hidden("entry", "currency"),
    key="entry",
    day="on",
    search=("code", "payee", "note", "voucher"),
    order="-on",
    period="month",
)
