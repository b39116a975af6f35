"""The slips of the catalogue: products, their pictures, prices, places."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import Form

from ..domain import showing
from ..domain.money import half_up
from ..domain.quantity import UNITS
from ..web import DeskForm
from ..web.fields import (
    ChoiceField,
    CodeField,
    DayField,
    LineField,
    MoneyField,
    NoteField,
    QuantityField,
    RadioField,
    WholeField,
)
from ..web.i18n import _l
from ..web.names import choices
from ..web.photos import PhotoField

#: In an hour.
MINUTES = 60


def hours(minutes: int) -> str:
    """Minutes of work as hours, to the hundredth."""
    return showing.plain_quantity(half_up(minutes * 100, MINUTES), 100)


class HoursField(QuantityField):
    """Hours of work, kept in minutes."""

    def read(self, typed: str) -> int:
        return half_up(super().read(typed) * MINUTES, 1000)

    def show(self, value: int) -> str:
        return hours(value)


class ProductForm(DeskForm):
    """What is said of a product; its code and its unit stay."""

    name_es = LineField(_l("Name in Spanish"))
    name_en = LineField(_l("Name in English"), required=False)
    group = ChoiceField(_l("Group"), description=_l("Whose share and fund its sales feed."))
    category = LineField(
        _l("Category"), required=False, description=_l("For example canasta, bolso, escoba.")
    )
    material = LineField(
        _l("Material"),
        required=False,
        description=_l("What it is made of, as a visitor reads it: bombonaje, chambira, huayruro."),
    )
    material_en = LineField(_l("Material, in English"), required=False)
    size = LineField(_l("Size"), required=False)
    minutes = HoursField(_l("Work for one"), required=False, unit="h")
    grams = WholeField(_l("Weight of one"), required=False, unit="g")


class NewProductForm(ProductForm):
    """A new product."""

    sku = CodeField(_l("Code (SKU)"), description=_l("For example AW-CAN-TAM-L. For ever."))
    unit = ChoiceField(_l("Is counted by"), default="unidad")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit.choices = choices(*UNITS)


class RetireForm(DeskForm):
    """A product is made no longer, or again."""

    retired_on = DayField(
        _l("From this day on it is not made or sold"),
        required=False,
        description=_l("Leave it empty, and it is made again."),
    )


class PhotoForm(DeskForm):
    """A picture of a product."""

    photo = PhotoField(_l("Picture"), description=_l("JPEG, PNG or WebP, up to 20 MB."))


class PriceForm(DeskForm):
    """A price from a day on."""

    sku = ChoiceField(_l("Product"))
    cents = MoneyField(_l("Price of one"))
    since = DayField(_l("From this day on"))
    until = DayField(
        _l("Until"), required=False, description=_l("Empty: until there is another one.")
    )


class PriceListForm(PriceForm):
    """A new list; it is there with its first price."""

    price_list = CodeField(_l("Name of the list"), description=_l("For example FERIA-LIMA."))
    currency = RadioField(_l("Currency"), default="PEN")
    includes_igv = RadioField(_l("The prices hold the IGV"), default="no")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency.choices = [("PEN", _l("Soles (S/)")), ("USD", _l("Dollars (US$)"))]
        self.includes_igv.choices = choices("si", "no")


class PricesAsk(Form):
    """Which prices to show; it records nothing."""

    price_list = ChoiceField(_l("List"), required=False)
    on = DayField(_l("Day"), required=False)

    @classmethod
    def asked(cls, lists: Sequence[str], **defaults: Any) -> "PricesAsk":
        """The form as it was asked in the address, or with what is usual."""
        ask = cls(request.args, **defaults)
        ask.price_list.choices = [(code, code) for code in lists]
        if not ask.validate() or not request.args:
            ask.price_list.data = ask.price_list.data or defaults["price_list"]
            ask.on.data = ask.on.data or defaults["on"]
        return ask


class PlaceForm(DeskForm):
    """What is said of a place."""

    name = LineField(_l("Name"))
    kind = ChoiceField(_l("Kind"))
    ownership = ChoiceField(_l("Whose it is"), default="propia")
    address = LineField(_l("Address"), required=False)
    region = LineField(_l("Region"), required=False, default="San Martín")
    note = NoteField(_l("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices("almacen", "puesto", "tienda", "consignacion", "feria")
        self.ownership.choices = choices("propia", "tercero", "temporal")


class NewPlaceForm(PlaceForm):
    """A new place."""

    code = CodeField(_l("Code"), description=_l("Three letters are enough: TPP."))


class CloseForm(DeskForm):
    """A place is no more."""

    closed_on = DayField(_l("From this day on it is closed"))
