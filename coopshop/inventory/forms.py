"""The slips of stock: an adjustment, a count (transfers: transfer_forms)."""

import re
from typing import Any

from wtforms import HiddenField

from ..ledger.pad_forms import AsOnPaper, OnPaper
from ..web import DeskForm, Lines, Row
from ..web.fields import ChoiceField, DayField, LineField, NoteField, QuantityField, RadioField
from ..web.i18n import _l
from .service import KINDS


class NameOfRow(HiddenField):
    """Says what a row is about; nobody typed it, so it does not make the row a filled one."""

    blank = True


class AdjustmentForm(DeskForm):
    """Pieces leave a shelf without a sale."""

    place = ChoiceField(_l("Where they lay"))
    sku = ChoiceField(_l("Product"))
    quantity = QuantityField(_l("How many"))
    kind = RadioField(_l("What happened"))
    on = DayField(_l("Day"))
    note = NoteField(
        _l("Note"), required=False, description=_l("Mould, moth; or to whom it was given.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = list(zip(KINDS, (GONE_OFF, GIVEN_AWAY), strict=True))


GONE_OFF = _l("Gone off: nobody is paid")
GIVEN_AWAY = _l("Sample or gift: the association pays its maker")


class Ago(NameOfRow):
    """How many thousandths of a second before it was sent a figure was typed, by the phone's clock.

    A span and not a time of day: so it does not matter how wrong that clock is.
    """

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = "".join(valuelist)
        self.data = int(typed) if re.fullmatch("[0-9]{1,9}", typed) else None


class CountedRow(Row):
    """What the hand found of one product that should be there."""

    sku = NameOfRow()
    counted = QuantityField(_l("Counted"), zero=True)
    ago = Ago()


class FoundRow(Row):
    """A product that nobody expected there."""

    sku = ChoiceField(_l("Product"))
    counted = QuantityField(_l("Counted"), zero=True)


class SheetForm(AsOnPaper, DeskForm):
    """A shelf, counted by hand, in as many goes as it takes."""

    pad = "count"

    lines = Lines(CountedRow, _l("What should be there"), rows=0, most=300, required=False)
    others = Lines(FoundRow, _l("What else is there"), rows=2, required=False)


class BeginForm(OnPaper, DeskForm):
    """One button: from now on it is counted."""

    pad = "count"


class WhyRow(Row):
    """What explains one difference; `seen` is the difference as it was shown."""

    sku = HiddenField()
    seen = HiddenField()
    reason = ChoiceField(_l("What happened?"))
    note = LineField(_l("In your words"), required=False)


class DifferenceForm(DeskForm):
    """Every difference with what explains it."""

    lines = Lines(WhyRow, _l("What differs"), rows=0, most=300, required=False)


class GiveUpForm(DeskForm):
    """A count that will not be finished."""

    why = LineField(_l("Why?"))
