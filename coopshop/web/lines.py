"""Rows of a paper slip: some empty ones to begin with, more on demand, empty ones are skipped."""

import re
from collections.abc import Iterator
from typing import Any

from wtforms import FieldList, Form, FormField

from .i18n import _

#: So many rows are added each time somebody asks for more.
MORE = 4


class Row(Form):
    """One line of a slip. Its boxes are needed only once something is written in one of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.flags.required = False

    @property
    def blank(self) -> bool:
        """Whether nobody wrote anything in this row."""
        return all(getattr(field, "blank", not field.data) for field in self)


class Lines(FieldList):
    """A list of rows, made of a `Row` class.

    `data` holds the filled rows only, and so does the counting of refusals: `lines-0-units` is the
    box `units` of the first filled row. Works without JavaScript; `static/js/lines.js` spares a
    round trip.
    """

    kind = "lines"

    def __init__(
        self,
        row: type[Row],
        label: Any = None,
        *,
        rows: int = 6,
        most: int = 60,
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(FormField(row), label, **kwargs)
        self.least, self.most, self.needed = rows, most, required
        self._offers: dict[str, Any] = {}
        self.numbers: dict[str, int] = {}

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Read the rows that came, then add empty ones.

        WTForms' own `min_entries` fills up from what was sent: a gap would be read twice.
        """
        super().process(*args, **kwargs)
        while len(self.entries) < self.least:
            self._add_entry()

    def offer(self, **choices: Any) -> None:
        """Set the choices of a column in every row, e.g. `form.lines.offer(product=products)`."""
        self._offers.update(choices)
        for row in self.rows:
            self.fill(row)

    def number(self, name: str, number: int) -> None:
        """Let a column bear the number that it has on a printed sheet."""
        self.numbers[name] = number
        for row in self.rows:
            self.fill(row)

    def look_again(self) -> None:
        """Say above the rows, and above the form, that something is wrong in one of them."""
        self.errors = [_("Please look at the lines again.")]

    def add_rows(self) -> None:
        """More empty rows, up to the most that one slip may have."""
        for _row in range(min(MORE, self.most - len(self.entries))):
            self.fill(self.append_entry().form)

    def append(self, **facts: Any) -> Row:
        """One more row, with something in it."""
        row: Row = self.append_entry(facts).form
        self.fill(row)
        return row

    @property
    def rows(self) -> list[Row]:
        """Every row, in order."""
        return [entry.form for entry in self.entries]

    @property
    def filled(self) -> list[Row]:
        """The rows in which something is written."""
        return [row for row in self.rows if not row.blank]

    @property
    def data(self) -> list[dict[str, Any]]:
        return [row.data for row in self.filled]

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        self.errors = []
        rows = self.filled
        if len(self.entries) > self.most:
            self.errors = [_("One slip has room for %(most)s lines.", most=self.most)]
        elif self.needed and not rows:
            self.errors = [_("Please write at least one line.")]
        elif [row for row in rows if not row.validate()]:  # every row is looked at
            self.look_again()
        else:
            self._run_validation_chain(form, [*self.validators, *extra_validators])
        return not self.errors

    def fill(self, row: Row) -> None:
        """Give a row what all of them offer, and the numbers of their columns."""
        for name, choices in self._offers.items():
            row[name].choices = choices
        for name, number in self.numbers.items():
            if name in row:
                row[name].number = number

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """Only numbers that our own pages send: no other digits, none that need megabytes."""
        pattern = re.compile(re.escape(prefix) + r"-([0-9]{1,3})-")
        return (int(match[1]) for name in formdata if (match := pattern.match(name)))
