"""The slip of the till: ticket, buyer, paper and money on one form."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict

from .. import cash, catalog, members, sales
from ..domain.bookings import PEN
from ..sales.collecting import METHODS
from ..sales.forms import CHANNELS, document_types
from ..web import DeskForm, Lines, Row, fields
from ..web.i18n import _, _l
from ..web.names import choices
from ..web.photos import MOST_BYTES, PhotoField, shrunk
from .usual import usual

PAPERS = ("boleta", "factura", "nota_venta")
TERMS = ("contado", "credito")

#: Boxes that help while a ticket is made; the sale does not depend on them.
HELPS = ("words", "find", "shown", "aside", "parked")


class ShownField(fields.LineField):
    """A hidden box with a sum as the page showed it, in céntimos."""

    def read(self, typed: str) -> int | None:  # type: ignore[override]
        return int(typed) if re.fullmatch("[0-9]{1,12}", typed) else None

    def show(self, value: int) -> str:
        return str(value)


class TicketRow(Row):
    """One product of the ticket. `was` is the price that the page showed last."""

    sku = fields.CodeField(_l("Product"))
    quantity = fields.QuantityField(_l("Quantity"))
    discount = fields.PercentField(_l("Discount"), required=False)
    price = fields.MoneyField(_l("Or another price"), required=False)
    was = ShownField(required=False)
    member = fields.ChoiceField(_l("Given by (a service)"), required=False)


class PayRow(Row):
    """One of the ways in which a sale is paid."""

    method = fields.RadioField(_l("How"))
    amount = fields.MoneyField(_l("Amount"), required=False)
    tendered = fields.MoneyField(_l("Handed over in cash"), required=False)
    dollars = fields.MoneyField(_l("Dollars handed over"), currency="USD", required=False)
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    seen = fields.YesField(_l("Seen in our account"))


class TillForm(DeskForm, cash.AtTill):
    """A whole sale."""

    words = fields.LineField(_l("Product"), required=False)
    lines = Lines(TicketRow, _l("Ticket"), rows=0)
    payments = Lines(PayRow, _l("How it is paid"), rows=3, most=3, required=False)

    place = fields.ChoiceField(_l("From which place?"))
    channel = fields.ChoiceField(_l("How is it sold?"))
    price_list = fields.ChoiceField(_l("Price list"))
    fx_rate = fields.RateField(_l("Exchange rate of the day"), required=False)
    used = fields.RadioField(_l("Where will it be used?"))

    find = fields.LineField(_l("Name or document"), required=False)
    buyer = fields.CodeField(_l("Buyer"), required=False)
    name = fields.LineField(_l("Name"), required=False)
    document_type = fields.ChoiceField(_l("Identity document"), required=False)
    document_number = fields.LineField(_l("Number of the document"), required=False)

    kind = fields.RadioField(_l("Which paper?"))
    terms = fields.RadioField(_l("When is it paid?"))
    due_on = fields.DayField(_l("Until which day?"), required=False)
    note = fields.LineField(_l("Note"), required=False)

    shown = ShownField(required=False)
    aside = fields.LineField(_l("Name for the ticket"), required=False, most=60)
    parked = fields.LineField(required=False, most=40)

    def facts(self) -> dict[str, Any]:
        """What the sale is made of; the same sale sent twice has the same."""
        return {name: value for name, value in super().facts().items() if name not in HELPS}


def till_form(
    session: Session, today: date, clerk: int, till: str | None, kept: Mapping[str, str] | None
) -> TillForm:
    """The slip as the clerk's last sale was made, or with a ticket that was put aside."""
    start = usual(session, today, clerk, till)
    start |= {"payments": [{"method": "efectivo"}]}
    form = TillForm(MultiDict(kept)) if kept else TillForm(data=start)
    form.place.choices = [(place.code, place.name) for place in catalog.places(session, on=today)]
    form.channel.choices = choices(*CHANNELS)
    form.price_list.choices = [
        (known.code, known.code if known.currency == "PEN" else _dollars(known.code))
        for known in catalog.price_lists(session)
        if known.code != catalog.MEMBER_LIST
    ]
    form.used.choices = [
        ("here", _("Here in the selva")),
        ("away", _("Elsewhere in Peru")),
        ("abroad", _("Abroad")),
    ]
    form.kind.choices = choices(*PAPERS)
    form.terms.choices = choices(*TERMS)
    form.document_type.choices = document_types()
    form.payments.offer(method=_ways(session, form))
    cash.offer_tills(form, session)
    if any(product.is_service for product in catalog.products(session, on=today)):
        form.lines.offer(member=[(m.code, m.name) for m in members.by_name(session)])
    return form


def _ways(session: Session, form: TillForm) -> list[tuple[str, str]]:
    """How a ticket can be paid; dollars, besides, for what is priced in soles."""
    ways = [*choices(*METHODS[:-1]), (METHODS[-1], str(_("Bank")))]
    abroad = [known.code for known in catalog.price_lists(session) if known.currency != PEN]
    return ways if form.price_list.data in abroad else [*ways, (sales.DOLLARS, str(_("Dollars")))]


def _dollars(code: str) -> str:
    return str(_("%(list)s (in dollars)", list=code))


class UndoForm(DeskForm):
    """Why a sale that was just recorded is undone."""

    why = fields.RadioField(_l("Why?"), default="error")


def undo_form() -> UndoForm:
    """The two reasons that there are."""
    form = UndoForm()
    form.why.choices = [
        ("error", _("It was typed wrongly")),
        ("cliente", _("The buyer changed her mind")),
    ]
    return form


class MethodForm(DeskForm, cash.AtTill):
    """How it was really paid."""

    method = fields.RadioField(_l("How was it really paid?"))
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    dollars = fields.MoneyField(_l("Dollars handed over"), currency="USD", required=False)
    fx_rate = fields.RateField(_l("Exchange rate of the day"), required=False)
    why = fields.LineField(_l("How did the mistake come about?"))


def method_form(session: Session, paid: sales.Payment) -> MethodForm:
    """An empty slip; the way that was written down is not offered again."""
    form = MethodForm(data={"fx_rate": sales.dollar_today(session, paid.on)})
    ways = (*METHODS, sales.DOLLARS) if paid.currency == PEN else METHODS
    form.method.choices = choices(*(method for method in ways if method != paid.method))
    return cash.offer_tills(form, session)


class SendForm(DeskForm):
    """To whom the paper is sent, if it is not chosen in WhatsApp itself."""

    phone = fields.LineField(_l("The buyer's mobile number"), required=False, most=20)


class LookForm(DeskForm):
    """What was seen, or not, in our account."""


class QrField(PhotoField):
    """A picture with a QR in it, kept large enough to be read by another telephone."""

    #: A screenshot is high and narrow, and the QR is only a part of it.
    side = 1_280

    def read(self, sent: Sequence[FileStorage]) -> bytes:
        return shrunk(sent[0].read(MOST_BYTES + 1), self.side)


class WalletForm(DeskForm):
    """Our QR of Yape or Plin."""

    photo = QrField(_l("Picture of our QR"))
    phone = fields.LineField(_l("Its mobile number"), required=False, most=20)
    holder = fields.LineField(_l("Whose name does the buyer read?"), required=False)
