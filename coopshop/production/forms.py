"""The slip of a delivery."""

from ..web import DeskForm
from ..web.fields import ChoiceField, DayField, LineField, NoteField, QuantityField
from ..web.i18n import _l


class DeliveryForm(DeskForm):
    """A member hands in pieces of one product."""

    member = ChoiceField(_l("Who brings them"))
    sku = ChoiceField(_l("Product"))
    brought = QuantityField(
        _l("How many she brought"), description=_l("Pieces; for fibre kilos, like 2.5.")
    )
    rejected = QuantityField(
        _l("Of these, given back to her"),
        zero=True,
        default=0,
        description=_l("Pieces that do not pass the look."),
    )
    reason = LineField(_l("Why they were given back"), required=False)
    place = ChoiceField(_l("Where they lie now"))
    on = DayField(_l("Day"))
    note = NoteField(_l("Note"), required=False)
