"""The columns of a list: what stands in a cell on the page, and what in a file.

A column shows the attribute of each row that has its key. Kinds:

| kind | the value is | on the page | in a file |
|---|---|---|---|
| `text` | words | as they are | text; sorted without regard to accents |
| `code` | a code of ours | as it is | text |
| `called` | a code of the trade | its name (`web.names`) | that name |
| `day`, `moment` | a date, a datetime | `4 set 2025` | a date |
| `month` | `2025-06` | `junio de 2025` | text |
| `money` | céntimos | with its sign | a number with two decimals |
| `quantity` | parts of a unit | `11.5 kg` | a number |
| `count` | a whole number | `1,200` | a number |
| `percent`, `rate` | basis points, millionths | `12.5 %`, `3.541` | a number |
| `hidden` | anything that other columns need | nothing | nothing |
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from ...domain import showing
from ...domain.days import local_of
from ..i18n import _, language
from ..names import called

#: What stands at the right of a column, and can be summed.
NUMBERS = ("money", "quantity", "count", "percent", "rate")

#: How a table of the house aligns them (ui/table.html).
STYLES = dict.fromkeys(NUMBERS, "number") | {"day": "day", "moment": "day"}

#: A value in a file: text, a number with its decimals, a day, a moment, or nothing.
Plain = str | int | float | date | datetime | None


class Measure(NamedTuple):
    """What an amount is counted in: a currency, or a unit and its parts. Pieces say nothing."""

    name: str = ""
    parts: int = 1


SOLES = Measure("PEN", 100)
PIECES = Measure()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list. The first that is seen names the row.

    `value(row)` gives what is shown where no attribute of the row holds it; it cannot be sorted by.
    `total`: its sum stands above the rows. `way(row)` gives the page behind a cell ("" for none);
    `words(row)` what it says, where the kind does not know; `mark(row)` makes it a status (yes,
    wait, no, ""); `photo(row)` gives the address of its picture; `about(row)` the causes of what it
    names: what waits about them is marked (`web.flags`). `sort=False`: not a thing to sort by.
    `filled`: a promise that it is never empty, which spares the databases a question. `quiet`: on
    the page zero says nothing. `written=False`: not in files; `paged=False`: only there. `by`: a
    hidden column that it is sorted by, where its own is computed and has no index.

    Sums of several currencies name the column that holds the currency: `measure="currency"`.
    Quantities name those with the unit and its parts: `measure="unit", parts="parts"`.
    """

    key: str
    heading: Any = ""
    kind: str = "text"
    total: bool = False
    way: Callable[[Any], str] | None = None
    words: Callable[[Any], str] | None = None
    value: Callable[[Any], Any] | None = None
    mark: Callable[[Any], str] | None = None
    photo: Callable[[Any], str] | None = None
    about: Callable[[Any], tuple[str, ...]] | None = None
    sort: bool = True
    filled: bool = False
    written: bool = True
    paged: bool = True
    quiet: bool = False
    by: str = ""
    measure: str = ""
    parts: str = ""

    def of(self, row: Any) -> Any:
        """Its value in a row."""
        return self.value(row) if self.value else getattr(row, self.key)

    @property
    def seen(self) -> bool:
        """Whether it stands on the page."""
        return self.kind != "hidden"

    @property
    def sortable(self) -> bool:
        """Whether its heading is a way to sort."""
        return self.sort and self.seen and self.value is None

    def measured(self, row: Any) -> Measure:
        """What the amount of a row is counted in; only amounts of one measure can be summed."""
        if self.kind == "money":
            return Measure(getattr(row, self.measure), 100) if self.measure else SOLES
        parts = getattr(row, self.parts) if self.parts else 1
        return Measure(getattr(row, self.measure), parts) if parts > 1 else PIECES

    def said(self, row: Any) -> str:
        """What stands in its cell of a row, on the page."""
        if self.words:
            return str(self.words(row))
        value = self.of(row)
        if value is None or (self.quiet and value == 0):
            return ""
        return self.shown(value, self.measured(row))

    def shown(self, value: Any, measure: Measure = PIECES) -> str:
        """A value, or a sum of them, on the page."""
        if self.kind == "money":
            return showing.money(value, measure.name)
        if self.kind == "quantity":
            return showing.quantity(value, measure.parts, measure.name)
        show = _SHOWN.get(self.kind)
        return show(value) if show else str(value)

    def plain(self, row: Any) -> Plain:
        """What stands in its cell of a row, in a file."""
        if self.words:
            return str(self.words(row))
        value = self.of(row)
        return None if value is None else self.unadorned(value, self.measured(row))

    def unadorned(self, value: Any, measure: Measure = PIECES) -> Plain:
        """A value, or a sum of them, in a file."""
        if self.kind == "moment":
            return local_of(value).replace(second=0, microsecond=0)
        if self.kind in ("day", "count"):
            return value
        scale = {"percent": 100, "rate": 1_000_000}.get(self.kind, measure.parts)
        if self.kind in NUMBERS:
            return value / scale if scale > 1 else int(value)
        return called(value) if self.kind == "called" else str(value)

    @property
    def nothing(self) -> Measure:
        """What the sum of no rows is counted in."""
        return SOLES if self.kind == "money" else PIECES

    @property
    def file_heading(self) -> str:
        """Its heading in a file, where numbers carry no signs."""
        if self.kind == "money" and not self.measure:
            return f"{self.heading} (S/)"
        return f"{self.heading} (%)" if self.kind == "percent" else str(self.heading)

    @property
    def measure_heading(self) -> str:
        """The heading of the column of a file that says what this one is counted in."""
        return str(_("Currency") if self.kind == "money" else _("Unit"))

    def measure_said(self, measure: Measure) -> str:
        """What stands there; pieces say nothing."""
        return measure.name if self.kind == "money" else called(measure.name)


def pieces(key: str, heading: Any, **more: Any) -> Column:
    """Quantities whose unit and parts stand in columns of that name, as those of a product do."""
    return Column(key, heading, "quantity", measure="unit", parts="parts", **more)


def hidden(*keys: str) -> tuple[Column, ...]:
    """Values that other columns need."""
    return tuple(Column(key, kind="hidden") for key in keys)


_SHOWN: dict[str, Callable[[Any], str]] = {
    "called": called,
    "count": showing.quantity,
    "percent": showing.percent,
    "rate": showing.rate,
    "day": lambda value: showing.day(value, language()),
    "month": lambda value: showing.month(value, language()),
    "moment": lambda value: showing.moment(value, language()),
}
