"""The slip for stickers. It records nothing, so it is asked in the address."""

import re
from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import Form

from ..domain import showing
from ..domain.errors import N_, Refused
from ..domain.tags import LOT, scanned
from ..web import Lines, Row
from ..web.fields import ChoiceField, LineField, Typed, WholeField, YesField
from ..web.i18n import _, _l, say
from .labels import usual_number
from .reading import Listed

#: A printer that is further off than this has its paper in askew.
FURTHEST = 100


class TooFar(Refused):
    """A shift that is no calibration."""

    message = N_("Write millimetres between −10 and 10, for example 1.5.")


class ShiftField(Typed):
    """Tenths of a millimetre, to the right or down; below zero to the left or up."""

    kind = "number"
    after = "mm"

    def read(self, typed: str) -> int:
        found = re.fullmatch(r"([-\u2212]?)([0-9]{1,2})(?:[.,]([0-9]))?", typed)
        if not found:
            raise TooFar
        tenths = int(found[2]) * 10 + int(found[3] or 0)
        if tenths > FURTHEST:
            raise TooFar
        return -tenths if found[1] else tenths

    def show(self, value: int) -> str:
        return showing.plain_quantity(value * 10, 100)


class LotRow(Row):
    """One lot, and how many stickers of it."""

    lot = LineField(_l("Lot"))
    times = WholeField(_l("How many"), zero=True, required=False)

    @property
    def blank(self) -> bool:
        """A row is there for its lot."""
        return not self.lot.data


class LabelsAsk(Form):
    """Which lots, on which stickers."""

    lots = LineField(
        _l("More lots"),
        required=False,
        most=2000,
        description=_l("Codes with a space between them, for example: D0029 D0030."),
    )
    lines = Lines(LotRow, _l("Lots"), rows=0, most=60, required=False)
    kind = ChoiceField(_l("Stickers"), default="65")
    start = WholeField(
        _l("Begin at sticker"),
        default=1,
        required=False,
        description=_l("On a sheet that was begun, count along the rows. Empty: the first."),
    )
    priced = YesField(_l("With the shop's price"))
    right = ShiftField(_l("Move to the right"), default=0, required=False)
    down = ShiftField(_l("Move down"), default=0, required=False)
    outlines = YesField(_l("Draw the edges, to try it on plain paper"))

    form_errors: list[str]

    @classmethod
    def asked(cls, **defaults: Any) -> "LabelsAsk":
        """The form as it was asked in the address; what it does not say is as the last time."""
        ask = cls(request.args if "kind" in request.args else None, **defaults)
        ask.kind.choices = [
            ("65", _("Sheet of 65 (38.1 × 21.2 mm)")),
            ("40", _("Sheet of 40 (52.5 × 29.7 mm)")),
            ("24", _("Sheet of 24 (70 × 37 mm)")),
            ("roll", _("Roll (50 × 30 mm)")),
        ]
        return ask

    @property
    def rows(self) -> list[LotRow]:
        """The rows of lots."""
        return [row for row in self.lines.filled if isinstance(row, LotRow)]

    def codes(self) -> list[str]:
        """The lots of the rows, then those that were typed."""
        typed = re.split(r"[\s,;]+", self.lots.data or request.args.get("lots", ""))
        return [row.lot.data or "" for row in self.rows] + [
            code for code in (scanned(each, LOT) for each in typed) if code
        ]

    def take(self, lots: Sequence[Listed]) -> None:
        """A row for each lot; those that are there already keep their number."""
        there = {row.lot.data for row in self.rows}
        for each in lots:
            if each.delivery.lot not in there and len(self.lines.entries) < self.lines.most:
                self.lines.append(lot=each.delivery.lot, times=usual_number(each))
        self.lots.data, self.lots.raw_data = None, None

    def numbers(self) -> list[int]:
        """How many stickers each row asks for."""
        return [row.times.data or 0 for row in self.rows]

    def refuse(self, refused: Refused) -> None:
        """Say beside its box what is not possible."""
        box = self._fields.get(refused.field or "")
        if box is not None:
            box.errors = [*box.errors, say(refused)]
        else:
            self.form_errors = [*self.form_errors, say(refused)]
