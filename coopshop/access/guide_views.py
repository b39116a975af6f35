"""The guide: every part of the pages in every state, on one page, with invented people and sums."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue

from ..config import HERE
from ..db import today
from ..web import DeskForm, Lines, Row, fields, icons
from ..web.i18n import _, _l
from ..web.listing import Column, Listing
from . import doors
from .blueprint import bp
from .desk import allowed
from .waiting import Notice

PARTS = ("words", "acting", "choosing", "filling", "listing", "figures", "empty")


class Sold(NamedTuple):
    """A row of the specimen list."""

    number: int
    code: str
    on: date
    buyer: str
    total: int


SALES = (
    Sold(1, "V0002", date(2025, 1, 8), "Hospedaje Ficticio Río Abajo", 6440),
    Sold(2, "V0003", date(2025, 1, 9), "Municipalidad Distrital de un Nombre Larguísimo", 123450),
    Sold(3, "V0004", date(2025, 1, 9), "Sin nombre", 1800),
)

LIST = Listing(
    _l("Sales"),
    Column("code", _l("Sale"), "code"),
    Column("on", _l("Day"), "day"),
    Column("buyer", _l("Buyer")),
    Column("total", _l("Total"), "money", total=True),
    key="number",
    search=("code", "buyer"),
    order="-on",
)


class SpecimenRow(Row):
    """A row with a choice and two figures."""

    product = fields.ChoiceField(_l("Product"))
    quantity = fields.QuantityField(_l("Quantity"))
    price = fields.MoneyField(_l("Price"), required=False)


class SpecimenForm(DeskForm):
    """A box of every kind; it records nothing."""

    name = fields.LineField(_l("Name"), description=_l("As it stands on the label."))
    price = fields.MoneyField(_l("Price"))
    discount = fields.PercentField(_l("Discount"), required=False)
    on = fields.DayField(_l("Day"))
    place = fields.ChoiceField(_l("Place"), choices=[("CHI", "Chipaota"), ("TPP", "Tarapoto")])
    way = fields.RadioField(
        _l("How"), choices=[("canoa", _l("Canoe")), ("combi", _l("Combi"))], required=False
    )
    agreed = fields.YesField(_l("Yes, I am sure."))
    note = fields.NoteField(_l("Note"), required=False)
    lines = Lines(SpecimenRow, _l("Lines"), rows=3, most=9, required=False)


@bp.route("/guia", methods=["GET", "POST"])
@allowed("come_in")
def guide() -> ResponseReturnValue:
    """All parts. Handing in the slip shows what is wrong with it and records nothing."""
    form = SpecimenForm()
    form.lines.offer(product=[("CAN", "Canasta de tamshi grande con tapa"), ("ESC", "Escoba")])
    if form.is_submitted() and not form.more():
        form.validate()
    return render_template("guide/index.html", form=form, parts=PARTS, **_specimens())


def _specimens() -> dict[str, Any]:
    """What the parts are shown with."""
    styles = (HERE / "static/css/tokens.css").read_text("utf-8")
    return {
        "colours": re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", styles),
        "icons": icons.names(),
        "list": LIST.read(SALES, today=today()),
        "sales": SALES,
        "doors": doors.TRADE[:2],
        "notices": [
            Notice(_("Still on the way"), 1, "access.home", "canoe"),
            Notice(_("Overdue: to collect"), 8, "access.home", "coin", kind="no"),
        ],
        "wrong": _wrong_form(),
        "asked": SimpleNamespace(
            question="S/ 2,400.00 en efectivo.", confirmed=SpecimenForm(prefix="q").confirmed
        ),
        "photographed": today(),
        "product": SimpleNamespace(sku="X", name_es="Escoba de piasaba", category="escoba"),
    }


def _wrong_form() -> SpecimenForm:
    """A slip on which a box was left empty and a rule said no."""
    form = SpecimenForm(prefix="wrong-")
    form.name.errors = [_("Please fill this in.")]
    form.price.errors = [_("This is too long.")]
    form.form_errors.append("Solo quedan 2 canastas en Chazuta.")
    return form
