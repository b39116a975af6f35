"""A list as it was asked for: what its template shows, and the file it goes out as."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from flask.typing import ResponseReturnValue

from ..flags import Flag, flags
from ..i18n import _
from . import files, periods
from .asking import Asked
from .columns import STYLES, Column
from .periods import Period, around
from .seeking import Sought
from .sifting import AT_A_GLANCE, Leaf, Sift, Source, Term, Totals, in_address, summed


class Head(NamedTuple):
    """The head of a column: its words, its look, the way to sort by it, how it is sorted now."""

    words: str
    style: str
    address: str
    sorted: str


class Cell(NamedTuple):
    """One cell: what it says, its head and look, the page behind it, and of what state it tells."""

    words: str
    head: str
    style: str
    way: str
    mark: str | None
    #: Where its picture lies; "" for the place of one, None where there are none.
    photo: str | None
    #: What waits about the thing that it names.
    flags: list[Flag]


class Chip(NamedTuple):
    """A choice of days: its words, the address, and whether it is the one in force."""

    words: str
    address: str
    current: bool


class Shown:
    """One leaf of a list, ready for `templates/ui/listing.html`."""

    def __init__(
        self,
        listing: Any,
        source: Source,
        asked: Asked,
        period: Period,
        today: date,
        address: Any,
    ) -> None:
        self.listing, self.source, self.asked = listing, source, asked
        self.period, self.today, self._address = period, today, address
        self.title: str = str(listing.title)
        self.remarks = asked.remarks
        self.words = asked.words
        sought = Sought(asked.looked_for, listing.search, listing.codes)
        self.sift = Sift(listing.day, period, sought, source.span(period, listing.along))
        if not self._can_sort(asked.sort):
            self._keep_usual_order()
        self.order = self._terms()
        self.leaf: Leaf | None = None
        self._totals: Totals | None = None

    def _can_sort(self, key: str) -> bool:
        """Few rows stand in any order, very many only in one that the database keeps."""
        return key in self.listing.indexed or self.source.few(self.sift)

    def _keep_usual_order(self) -> None:
        usual = str(self.listing.order)
        self.asked = replace(self.asked, sort=usual.removeprefix("-"), down=usual.startswith("-"))
        said = _("So many rows cannot be put in that order. Choose fewer days, or look for a word.")
        self.remarks = (*self.remarks, said)

    def look(self) -> "Shown":
        """Fetch the page's rows and its sums."""
        self.leaf = self.source.leaf(self.sift, self.order, self.asked.after, self.asked.before)
        if not self._whole and not {c.key for c in self.seen if c.sortable} <= self.listing.indexed:
            self.source.few(self.sift)  # the heads will ask; then of many nothing else is counted
        if not self._whole:
            self._totals = self._added_up(self.leaf)
        else:
            self._totals = summed(self.leaf.rows, self.listing.columns)
        return self

    def _added_up(self, leaf: Leaf) -> Totals:
        """The sums, unless the page shows already that there are too many rows for them."""
        most = None if self.asked.all_sums else self.listing.cheap
        if most is not None and leaf.after and most <= len(leaf.rows):
            return Totals(most + 1, None)
        return self.source.totals(self.sift, self.listing.columns, most)

    @property
    def file(self) -> ResponseReturnValue | None:
        """The file that was asked for in place of the page."""
        return files.handed_out(self) if self.asked.file else None

    @property
    def seen(self) -> list[Column]:
        """The columns on the page."""
        return [column for column in self.listing.columns if column.seen and column.paged]

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns, ways to sort among them."""
        return [self._head(column) for column in self.seen]

    @property
    def sorting(self) -> list[Head]:
        """The heads that sort, for a page whose cards have no heads."""
        return [head for head in self.heads if head.address]

    @property
    def rows(self) -> Iterator[list[Cell]]:
        """The cells of each row."""
        columns = [(c, str(c.heading), STYLES.get(c.kind, "")) for c in self.seen]
        for row in self.leaf.rows if self.leaf else ():
            yield [
                Cell(
                    column.said(row),
                    heading,
                    "head" if not place else style,
                    column.way(row) if column.way else "",
                    column.mark(row) if column.mark else None,
                    column.photo(row) if column.photo else None,
                    flags(*column.about(row)) if column.about else [],
                )
                for place, (column, heading, style) in enumerate(columns)
            ]

    @property
    def count(self) -> int:
        """How many rows there are on all pages, or more than are counted unasked."""
        return self._totals.count if self._totals else 0

    @property
    def counted(self) -> bool:
        """Whether `count` is all of them."""
        return bool(self._totals and self._totals.sums is not None)

    @property
    def sums(self) -> list[str]:
        """The row above the rows: each column's sum; nothing where nothing is summed."""
        if self._totals is None or not self._totals.sums:
            return []
        return [self._sum(column, not place) for place, column in enumerate(self.seen)]

    @property
    def add_up(self) -> str:
        """The way to the sums of so many rows that they were not added up unasked."""
        summed = any(column.total for column in self.listing.columns)
        return self.to({"sums": "all"}) if summed and not self.counted else ""

    @property
    def is_sifted(self) -> bool:
        """Whether rows may have been left out; the usual days hold some if there are any."""
        return bool(self.words) or self.asked.period not in (None, Period(periods.ALL))

    @property
    def has_search(self) -> bool:
        """Whether words can be looked for; a list that is seen at a glance needs no box for it."""
        return bool(self.listing.search) and (self.is_sifted or self.count > AT_A_GLANCE)

    @property
    def has_days(self) -> bool:
        """Whether days can be chosen."""
        return bool(self.listing.day)

    @property
    def chips(self) -> list[Chip]:
        """Today, this week, this month, all."""
        near = (
            (_("Today"), periods.DAY),
            (_("This week"), periods.WEEK),
            (_("This month"), periods.MONTH),
        )
        chips = [
            Chip(str(words), self.to({"period": kind}), self.period == around(kind, self.today))
            for words, kind in near
        ]
        whole = Chip(
            str(_("All days")), self.to({"period": periods.ALL}), self.period.kind == periods.ALL
        )
        return [*chips, whole]

    @property
    def earlier(self) -> str:
        """The same length of time before, if the list has a beginning and an end."""
        moved = self.period.moved(-1)
        return self.to(moved.in_address) if moved else ""

    @property
    def later(self) -> str:
        """The same length of time after, as far as days have come."""
        moved = self.period.moved(1)
        come = moved is not None and moved.first is not None and moved.first <= self.today
        return self.to(moved.in_address) if moved and come else ""

    @property
    def _whole(self) -> bool:
        """Whether all rows stand on this page."""
        return self.leaf is not None and not (self.leaf.before or self.leaf.after)

    @property
    def previous(self) -> str:
        """The page before."""
        rows = self.leaf.rows if self.leaf and self.leaf.before else []
        return self.to({"before": in_address(rows[0], self.listing.key)}, stay=True) if rows else ""

    @property
    def next(self) -> str:
        """The page after."""
        rows = self.leaf.rows if self.leaf and self.leaf.after else []
        return self.to({"after": in_address(rows[-1], self.listing.key)}, stay=True) if rows else ""

    @property
    def csv(self) -> str:
        """The whole list as a file, as it is sifted and sorted."""
        return self.to({"as": "csv"})

    @property
    def xlsx(self) -> str:
        """The same as a workbook."""
        return self.to({"as": "xlsx"})

    @property
    def whole(self) -> str:
        """All of it: every day, whatever words."""
        return self._address({"period": "all"} if self.has_days else {})

    def kept(self, *without: str) -> dict[str, str]:
        """What a form for words or days carries along unseen."""
        state = self._state()
        if "q" in without and self.asked.period is None:  # words are sought on all days
            without = (*without, *_DAYS)
        return {name: value for name, value in state.items() if name not in without}

    def to(self, changes: dict[str, str], *, stay: bool = False) -> str:
        """The address of this list, changed; the days stay what they are unless they change."""
        state = self._state()
        if "period" in changes:
            state = {name: value for name, value in state.items() if name not in _DAYS}
        if stay and self.asked.all_sums:
            state["sums"] = "all"
        return str(self._address(state | changes))

    def _state(self) -> dict[str, str]:
        found = {"q": self.words} if self.words else {}
        sort = f"{'-' if self.asked.down else ''}{self.asked.sort}"
        if sort != self.listing.order:
            found["sort"] = sort
        if self.asked.period is not None or (self.has_days and self.period.kind != periods.ALL):
            found |= self.period.in_address
        return found

    def _terms(self) -> list[Term]:
        columns = {column.key: column for column in self.listing.columns}
        first = columns[self.asked.sort]
        firm = {*self.listing.key, *self.listing.unique, self.listing.day}
        term = Term(
            first.by or first.key,
            self.asked.down,
            folded=first.kind == "text",
            filled=first.filled or first.key in firm,
        )
        rest = () if first.key in self.listing.unique else self.listing.key
        return [term, *(Term(k, self.asked.down) for k in rest if k != first.key)]

    def _head(self, column: Column) -> Head:
        style = STYLES.get(column.kind, "")
        here = column.key == self.asked.sort
        if not column.sortable or not (here or self._whole or self._can_sort(column.key)):
            return Head(str(column.heading), style, "", "")
        # First what is asked for most: the newest day, the largest sum, the beginning of names.
        down = not self.asked.down if here else bool(style)
        address = self.to({"sort": f"{'-' if down else ''}{column.key}"})
        now = ("descending" if self.asked.down else "ascending") if here else ""
        return Head(str(column.heading), style, address, now)

    def _sum(self, column: Column, first: bool) -> str:
        found = (self._totals.sums or {}).get(column.key) if self._totals else None
        if found is None:
            return str(_("Total")) if first else ""
        sums = [(measure, value) for measure, value in sorted(found.items()) if value]
        sums = sums or [(column.nothing, 0)]
        return " · ".join(column.shown(value, measure) for measure, value in sums)


_DAYS = ("period", "day", "to")
