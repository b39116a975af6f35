"""The slips of consignment: its terms, a report of sales, the question before its paper."""

from typing import Any

from sqlalchemy.orm import Session
from wtforms import HiddenField

from .. import catalog
from ..domain.errors import in_row
from ..web import DeskForm, Lines, Row, fields
from ..web.i18n import _l
from ..web.names import choices
from .buyer_book import ANONYMOUS
from .consignment import Said
from .consignment_models import Consignee
from .forms import USED, buyer_choices


class TermsForm(DeskForm):
    """What was agreed with a consignee."""

    buyer = fields.ChoiceField(_l("Who sells there?"))
    price_list = fields.ChoiceField(_l("Price list"))
    discount = fields.PercentField(_l("Taken off these prices"), required=False)
    note = fields.NoteField(_l("Note"), required=False)


def terms_form(session: Session, place: str) -> TermsForm:
    """A slip with what was agreed before."""
    known = session.get(Consignee, place)
    start: dict[str, Any] = {}
    if known:
        start = {"buyer": known.buyer, "price_list": known.price_list, "note": known.note}
        start |= {"discount": known.discount_bp or None}
    form = TermsForm(data=start)
    form.buyer.choices = [offer for offer in buyer_choices(session) if offer[0] != ANONYMOUS]
    form.price_list.choices = [
        (known.code, known.code)
        for known in catalog.price_lists(session)
        if known.code != catalog.MEMBER_LIST and known.currency == "PEN"
    ]
    return form


class Named(HiddenField):
    """Says what a row is about; nobody typed it."""

    blank = True


class SoldRow(Row):
    """What became of one product: sold, or what is left; and what comes back."""

    sku = Named()
    sold = fields.QuantityField(_l("Sold"), zero=True, required=False)
    left = fields.QuantityField(_l("They have left"), zero=True, required=False)
    back = fields.QuantityField(_l("Given back"), zero=True, required=False)


class VoucherForm(DeskForm):
    """Where the pieces are used: it decides the IGV."""

    used = fields.RadioField(_l("Will it be used here in the selva, or does it go away?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.used.choices = choices(*USED)


class ReportForm(VoucherForm):
    """What a hotel says it sold."""

    sold_on = fields.DayField(_l("Day of the first sale"))
    lines = Lines(SoldRow, _l("What was sold"), rows=0, most=300)
    note = fields.LineField(_l("Note"), required=False)


class UndoReportForm(DeskForm):
    """A report that was a mistake."""

    why = fields.LineField(_l("What was wrong?"))


def said(session: Session, form: ReportForm) -> list[Said]:
    """What was written, in smallest parts of each product."""
    found = []
    for number, line in enumerate(form.lines.data):
        with in_row(number):
            sku = catalog.product(session, line["sku"]).sku
            units = {
                box: None
                if line[box] is None
                else catalog.units(session, sku, line[box], field=box)
                for box in ("sold", "left", "back")
            }
        found.append(Said(sku, **units))
    return found
