"""What an address asks of a list: words, order, days, a place in it, a form. Never an error.

`?q=lamas&sort=-on&period=month&day=2025-06-11&after=4501&as=csv`. What makes no sense is left out,
and a remark on the page says so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..i18n import _
from . import periods
from .columns import Column
from .periods import Period

#: Characters of what is looked for; more help nobody.
LONGEST = 80

#: The files a list goes out as.
FILES = ("csv", "xlsx")

_HIDDEN = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading of an address."""

    words: str = ""
    #: Key of a column, and whether its largest stands first.
    sort: str = ""
    down: bool = False
    period: Period | None = None
    #: The key of the last row of the page before, or of the first row of the page after.
    after: str = ""
    before: str = ""
    #: csv, xlsx, or nothing for a page.
    file: str = ""
    #: Whether to add up however many rows there are.
    all_sums: bool = False
    remarks: tuple[str, ...] = field(default=())

    @property
    def looked_for(self) -> tuple[str, ...]:
        """The words that a row must hold."""
        return tuple(self.words.split())


def read(said: Mapping[str, str], columns: tuple[Column, ...], order: str, today: date) -> Asked:
    """What `said` asks; `order` (`-on`) is the order when it asks for none that there is."""
    remarks = []
    sort = said.get("sort", "")
    keys = {column.key for column in columns if column.sortable}
    if sort and sort.removeprefix("-") not in keys:
        remarks.append(_("This list cannot be put in that order; it stands in its usual one."))
        sort = ""
    try:
        period = periods.read(said, today)
    except periods.NoSuchPeriod:
        remarks.append(_("There are no such days; the usual ones are shown."))
        period = None
    sort = sort or order
    return Asked(
        words=_HIDDEN.sub(" ", said.get("q", ""))[:LONGEST].strip(),
        sort=sort.removeprefix("-"),
        down=sort.startswith("-"),
        period=period,
        after=said.get("after", ""),
        before="" if said.get("after") else said.get("before", ""),
        file=said.get("as", "") if said.get("as") in FILES else "",
        all_sums=said.get("sums") == "all",
        remarks=tuple(remarks),
    )
