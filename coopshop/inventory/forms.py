"""The slips of stock: a transfer and its arrival, an adjustment, a count."""

import re
from typing import Any

from wtforms import HiddenField

from ..web import DeskForm, Lines, Row
from ..web.fields import ChoiceField, DayField, LineField, NoteField, QuantityField, RadioField
from ..web.i18n import _l
from ..web.names import choices
from .arriving import BEARERS, REASONS
from .service import KINDS


class NameOfRow(HiddenField):
    """Says what a row is about; nobody typed it, so it does not make the row a filled one."""

    blank = True


class SentRow(Row):
    """One product of a transfer."""

    sku = ChoiceField(_l("Product"))
    quantity = QuantityField(_l("How many"))


class TransferForm(DeskForm):
    """Pieces leave a place."""

    origin = ChoiceField(_l("From"))
    destination = ChoiceField(_l("To"))
    via = ChoiceField(_l("How they travel"), default="canoa")
    on = DayField(_l("Day they leave"))
    lines = Lines(SentRow, _l("What is sent"), rows=4)
    note = NoteField(_l("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.via.choices = choices("canoa", "combi", "moto", "bus")


class LandedRow(Row):
    """What came of one line."""

    line = NameOfRow()
    received = QuantityField(_l("Arrived"), zero=True)
    lost = QuantityField(_l("Lost"), zero=True)
    reason = ChoiceField(_l("Why"), required=False)
    bearer = ChoiceField(_l("Who bears it"), required=False)
    note = LineField(_l("Note"), required=False)


class ArrivalForm(DeskForm):
    """Pieces arrive, or do not. A line left empty is still on the way."""

    on = DayField(_l("Day they arrived"))
    lines = Lines(LandedRow, _l("What arrived"), rows=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines.offer(reason=choices(*REASONS), bearer=choices(*BEARERS))


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


class SheetForm(DeskForm):
    """A shelf, counted by hand, in as many goes as it takes."""

    lines = Lines(CountedRow, _l("What should be there"), rows=0, most=300, required=False)
    others = Lines(FoundRow, _l("What else is there"), rows=2, required=False)


class BeginForm(DeskForm):
    """One button: from now on it is counted."""


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
