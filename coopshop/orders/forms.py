"""The slips of quotations and orders: what is wanted, what is paid ahead, what goes out."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session
from wtforms import HiddenField

from .. import cash, catalog, inventory, members, sales
from ..domain import papers, showing
from ..domain.errors import in_row
from ..domain.quantity import units_of
from ..sales.collecting import METHODS
from ..sales.forms import CHANNELS, USED, buyer_choices, document_types
from ..web import DeskForm, Lines, Row, fields
from ..web.i18n import _, _l
from ..web.names import choices
from .link_reading import Like, LikeLine
from .models import Order, OrderedLine, Quotation, QuotedLine
from .quoting import USUAL_DAYS, Wanted
from .reading import OrderTold

#: A piece made to order takes about so long.
USUALLY_READY = 14


class WantedRow(Row):
    """One product and how many; at the list's price, or at one that was agreed."""

    sku = fields.ChoiceField(_l("Product"))
    quantity = fields.QuantityField(_l("Quantity"))
    price = fields.MoneyField(_l("Price agreed"), required=False, currency="")


class WantedForm(DeskForm):
    """What somebody wants, and who it is."""

    on = fields.DayField(_l("Day"))
    buyer = fields.ChoiceField(_l("Buyer"))
    name = fields.LineField(_l("Name"), required=False)
    document_type = fields.ChoiceField(_l("Identity document"), required=False)
    document_number = fields.LineField(_l("Number of the document"), required=False)
    price_list = fields.ChoiceField(_l("Price list"))
    used = fields.RadioField(_l("Will it be used here in the selva, or does it go away?"))
    lines = Lines(WantedRow, _l("What is wanted"))
    note = fields.NoteField(_l("Note"), required=False)


class QuotationForm(WantedForm):
    """Prices until a day."""

    valid_until = fields.DayField(_l("Good until"))


class OrderForm(WantedForm):
    """Pieces promised for a day."""

    promised = fields.DayField(_l("Promised for"))


Kept = Quotation | Order | Like


def wanted_form(
    session: Session,
    kind: type[WantedForm],
    today: date,
    like: Kept | None = None,
    lines: Sequence[QuotedLine | OrderedLine | LikeLine] = (),
) -> Any:
    """An empty slip, or one filled in like a quotation or an order."""
    start: dict[str, Any] = {"on": today, "buyer": sales.ANONYMOUS, "used": "here"}
    start |= {"valid_until": today + timedelta(days=USUAL_DAYS)}
    start |= {"promised": today + timedelta(days=USUALLY_READY)}
    if like:
        start |= {name: getattr(like, name) for name in ("buyer", "price_list", "used", "note")}
        start["lines"] = [
            {"sku": row.sku, "quantity": row.units * 1000 // row.parts, "price": row.price}
            for row in lines
        ]
    if isinstance(like, Like) and like.wished:
        start["promised"] = like.wished
    form = kind(data=start)
    form.buyer.choices = buyer_choices(session)
    form.document_type.choices = document_types()
    form.used.choices = choices(*USED)
    form.price_list.choices = [
        (known.code, known.code)
        for known in catalog.price_lists(session)
        if known.code != catalog.MEMBER_LIST
    ]
    form.lines.offer(sku=_goods(session, today))
    return form


def _goods(session: Session, today: date) -> dict[str, list[tuple[str, str]]]:
    """What can be made to order, below the name of its group; services have no shelf."""
    headings = {group.code: group.name for group in members.groups(session)}
    offered: dict[str, list[tuple[str, str]]] = {}
    for product in catalog.products(session, on=today):
        if not product.is_service:
            words = f"{product.name_es} · {product.sku}"
            offered.setdefault(headings[product.group], []).append((product.sku, words))
    return offered


def wanted(session: Session, form: WantedForm) -> Wanted:
    """What a slip asks for; somebody new is written into the buyers' book."""
    lines = []
    for row, line in enumerate(form.lines.data):
        with in_row(row):
            parts = catalog.product(session, line["sku"]).parts
            units = units_of(line["quantity"], parts)
        price, source = line["price"] or 0, "acordado" if line["price"] else "lista"
        lines.append(sales.Asked(line["sku"], units, price, price_source=source))
    return Wanted(
        buyer=_buyer(session, form),
        price_list=str(form.price_list.data),
        used=str(form.used.data),
        lines=tuple(lines),
        note=form.note.data,
    )


def _buyer(session: Session, form: WantedForm) -> str:
    if not (form.name.data or form.document_number.data):
        if form.buyer.data == sales.ANONYMOUS:
            sales.anonymous(session)
        return str(form.buyer.data)
    kind = form.document_type.data or papers.NO_DOCUMENT
    added = sales.add_buyer(
        session,
        name=form.name.data or "",
        kind="tienda" if kind == papers.RUC else "persona",
        document_type=kind,
        document_number=form.document_number.data,
    )
    return added.code


class DepositForm(DeskForm, cash.AtTill):
    """Money paid ahead, or given back."""

    method = fields.RadioField(_l("How is it paid?"), default="efectivo")
    amount = fields.MoneyField(_l("Amount"), required=False)
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    on = fields.DayField(_l("Day"))
    note = fields.LineField(_l("Note"), required=False)


def deposit_form(session: Session, order: Order, today: date) -> DepositForm:
    """An empty slip in the order's currency."""
    form = DepositForm(data={"on": today})
    cash.offer_tills(form, session)
    form.method.choices = choices(*METHODS)
    form.amount.currency = order.currency
    return form


class KeepForm(DeskForm):
    """What was paid ahead stays with the association."""

    amount = fields.MoneyField(_l("Amount"), required=False)
    note = fields.LineField(_l("What was agreed with the buyer?"), required=False)
    on = fields.DayField(_l("Day"))


class CallOffForm(DeskForm):
    """Nothing more is made for it."""

    note = fields.LineField(_l("Why?"), required=False)
    on = fields.DayField(_l("Day"))


class UndoForm(cash.ReverseForm):
    """A deposit was written down by mistake."""


class OutRow(Row):
    """What goes out of one line."""

    line = HiddenField()
    quantity = fields.QuantityField(_l("How many go out?"), zero=True)

    @property
    def blank(self) -> bool:
        """Nothing of this line goes out."""
        return self.quantity.blank or self.quantity.data == 0


class DeliverForm(DeskForm):
    """Pieces of an order are there and go to the buyer."""

    place = fields.ChoiceField(_l("From which place?"))
    channel = fields.ChoiceField(_l("How is it sold?"), default="tienda")
    lines = Lines(OutRow, _l("What goes out"), rows=0)
    fx_rate = fields.RateField(_l("Exchange rate of the day"), required=False)
    on = fields.DayField(_l("Day"))


def deliver_form(session: Session, told: OrderTold, today: date) -> DeliverForm:
    """A slip with a row for each line, filled in with all that is left."""
    rows = [
        {"line": str(one.line.line), "quantity": one.left * 1000 // one.line.parts}
        for one in told.lines
    ]
    found = _ready(session, told)
    form = DeliverForm(
        data={"on": today, "lines": rows, "place": max(found, key=found.__getitem__, default=None)}
    )
    form.place.choices = [
        (place.code, _("%(place)s, pieces of this order: %(count)s", place=place.name, count=count))
        if (count := showing.quantity(found.get(place.code, 0))) != "0"
        else (place.code, place.name)
        for place in catalog.places(session, on=today)
    ]
    form.channel.choices = choices(*CHANNELS)
    return form


def _ready(session: Session, told: OrderTold) -> dict[str, int]:
    """How much of what is left lies at each place, whole units of each product added up."""
    wanted: dict[str, int] = {}
    parts = {one.line.sku: one.line.parts for one in told.lines}
    for one in told.lines:
        wanted[one.line.sku] = wanted.get(one.line.sku, 0) + one.left
    found: dict[str, int] = {}
    for stock in inventory.stock_at(session):
        if many := min(wanted.get(stock.sku, 0), stock.units) // parts.get(stock.sku, 1):
            found[stock.place] = found.get(stock.place, 0) + many
    return found


def going_out(form: DeliverForm, told: OrderTold) -> dict[int, int]:
    """Units by line, in smallest parts; only lines that the order has."""
    parts = {one.line.line: one.line.parts for one in told.lines}
    out = {}
    for row, typed in enumerate(form.lines.data):
        number = int(typed["line"]) if str(typed["line"]).isdecimal() else 0
        if number in parts and typed["quantity"]:
            with in_row(row):
                out[number] = units_of(typed["quantity"], parts[number])
    return out
