"""The slips of a sale: what is taken, what is paid, who buys."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from .. import cash, catalog, members
from ..domain import identifiers, reaching
from ..domain.bookings import PEN
from ..domain.errors import in_row
from ..domain.quantity import units_of
from ..ledger.pad_forms import AsOnPaper
from ..web import DeskForm, Lines, Row, fields
from ..web.i18n import _, _l
from ..web.names import choices
from .basket import Asked, Basket
from .buyer_book import ANONYMOUS, buyers
from .collecting import METHODS
from .contacts import BuyerContact
from .dollars import DOLLARS
from .models import Buyer, Sale

CHANNELS = ("tienda", "puesto", "feria", "comunidad", "mayorista", "consignacion", "exportacion")
USED = ("here", "away", "abroad")
BUYER_KINDS = ("persona", "tienda", "hotel", "ong", "municipalidad", "exportacion")


class LineRow(Row):
    """One product of a sale."""

    sku = fields.ChoiceField(_l("Product"))
    quantity = fields.QuantityField(_l("Quantity"))
    discount = fields.PercentField(_l("Discount"), required=False)


class ServedRow(LineRow):
    """The same where services are sold too: no lot says whose they are, so the line does."""

    member = fields.ChoiceField(_l("Given by (a service)"), required=False)


class SaleForm(AsOnPaper, DeskForm):
    """A sale before its paper is chosen."""

    pad = "sale"

    on = fields.DayField(_l("Day"))
    place = fields.ChoiceField(_l("From which place?"))
    channel = fields.ChoiceField(_l("How is it sold?"))
    price_list = fields.ChoiceField(_l("Price list"))
    buyer = fields.ChoiceField(_l("Buyer"))
    used = fields.RadioField(_l("Will it be used here in the selva, or does it go away?"))
    fx_rate = fields.RateField(_l("Exchange rate of the day"), required=False)
    lines = Lines(LineRow, _l("What is taken"))
    note = fields.LineField(_l("Note"), required=False)


class ServiceSaleForm(SaleForm):
    """A sale where there are services to sell."""

    lines = Lines(ServedRow, _l("What is taken"))


def sale_form(session: Session, today: date, like: Sale | Basket | None) -> SaleForm:
    """A slip filled in as far as the clerk's last sale tells, or in full from a basket."""
    products = catalog.products(session, on=today)
    services = any(product.is_service for product in products)
    start: dict[str, Any] = {"on": today, "buyer": ANONYMOUS}
    if like:
        start |= {name: getattr(like, name) for name in ("place", "channel", "price_list")}
    if isinstance(like, Basket):
        start |= {name: getattr(like, name) for name in ("on", "buyer", "used", "note")}
        start |= {"fx_rate": like.fx_micros, "lines": _as_typed(session, like)}
    form = (ServiceSaleForm if services else SaleForm)(data=start)
    form.place.choices = [(p.code, p.name) for p in catalog.places(session, on=today)]
    form.channel.choices = choices(*CHANNELS)
    form.price_list.choices = [
        (known.code, _("%(list)s (in dollars)", list=known.code))
        if known.currency != "PEN"
        else (known.code, known.code)
        for known in catalog.price_lists(session)
        if known.code != catalog.MEMBER_LIST
    ]
    form.used.choices = choices(*USED)
    form.buyer.choices = buyer_choices(session)
    form.lines.offer(sku=_by_group(session, products))
    if services:
        form.lines.offer(member=[(m.code, m.name) for m in members.by_name(session)])
    return form


def _as_typed(session: Session, basket: Basket) -> list[dict[str, Any]]:
    """The lines of a basket as they stand on a slip."""
    return [
        {
            "sku": line.sku,
            "quantity": line.units * 1000 // catalog.product(session, line.sku).parts,
            "discount": line.discount_bp or None,
            "member": line.member,
        }
        for line in basket.lines
    ]


def _by_group(
    session: Session, products: list[catalog.Product]
) -> dict[str, list[tuple[str, str]]]:
    """The products below the name of the group whose share they feed."""
    headings = {group.code: group.name for group in members.groups(session)}
    offered: dict[str, list[tuple[str, str]]] = {}
    for product in products:
        words = f"{product.name_es} · {product.sku}"
        offered.setdefault(headings[product.group], []).append((product.sku, words))
    return offered


def asked(session: Session, form: SaleForm) -> list[Asked]:
    """The lines of a slip, in smallest parts of each product."""
    lines = []
    for row, line in enumerate(form.lines.data):
        with in_row(row):
            product = catalog.product(session, line["sku"])
            units = units_of(line["quantity"], product.parts)
        discount = line["discount"] or 0
        lines.append(Asked(product.sku, units, 0, discount, member=line.get("member")))
    return lines


def buyer_choices(session: Session) -> list[tuple[str, str]]:
    """Every buyer by name, who gives no name first."""
    named = [(b.code, called_buyer(b)) for b in buyers(session) if b.code != ANONYMOUS]
    return [(ANONYMOUS, _("Without a name")), *named]


def called_buyer(buyer: Buyer) -> str:
    """A buyer with the number that tells namesakes apart."""
    return f"{buyer.name} · {buyer.document_number}" if buyer.document_number else buyer.name


class PaymentForm(DeskForm, cash.AtTill):
    """Money from a buyer, on one sale."""

    method = fields.RadioField(_l("How is it paid?"), default="efectivo")
    amount = fields.MoneyField(_l("Amount"), required=False)
    tendered = fields.MoneyField(_l("Handed over in cash"), required=False)
    dollars = fields.MoneyField(_l("Dollars handed over"), currency="USD", required=False)
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    fx_rate = fields.RateField(_l("Exchange rate of the day"), required=False)
    on = fields.DayField(_l("Day"))
    note = fields.LineField(_l("Note"), required=False)


class RefundForm(DeskForm, cash.AtTill):
    """Money back to a buyer, after pieces came back."""

    method = fields.RadioField(_l("How is it given back?"), default="efectivo")
    amount = fields.MoneyField(_l("Amount"), required=False)
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    fx_rate = fields.RateField(_l("Exchange rate of the day"), required=False)
    on = fields.DayField(_l("Day"))
    note = fields.LineField(_l("Note"), required=False)


def money_form(session: Session, kind: type[DeskForm], sale: Sale, today: date) -> Any:
    """An empty slip for money on a sale, in its currency."""
    form: Any = cash.offer_tills(kind(data={"on": today}), session)
    in_dollars = (DOLLARS,) if "dollars" in form and sale.currency == PEN else ()
    form.method.choices = choices(*METHODS, *in_dollars)
    for name in ("amount", "tendered"):
        if name in form:
            form[name].currency = sale.currency
    return form


def money_facts(form: DeskForm) -> dict[str, Any]:
    """What was written, as the verbs take it; only cash is handed over in notes."""
    facts = form.facts()
    facts["fx_micros"] = facts.pop("fx_rate")
    if "dollars" in facts:
        facts["handed"] = facts.pop("dollars")
    if facts["method"] != "efectivo" and "tendered" in facts:
        facts["tendered"] = None
    return facts


class BuyerForm(DeskForm):
    """Who buys, as far as a paper has to say it."""

    name = fields.LineField(_l("Name"))
    kind = fields.ChoiceField(_l("Kind"))
    document_type = fields.ChoiceField(_l("Identity document"), default="0")
    document_number = fields.LineField(_l("Number of the document"), required=False)
    address = fields.LineField(_l("Address"), required=False)
    city = fields.LineField(_l("City"), required=False)
    region = fields.LineField(_l("Region or country"), required=False)
    terms = fields.LineField(_l("What was agreed on paying"), required=False)
    note = fields.NoteField(_l("Note"), required=False)


def buyer_form(known: Buyer | None = None) -> BuyerForm:
    """An empty slip, or what is known of a buyer."""
    form = BuyerForm(obj=known)
    kinds = {*BUYER_KINDS, known.kind} if known else {*BUYER_KINDS}
    form.kind.choices = choices(*sorted(kinds))
    form.document_type.choices = document_types()
    return form


def document_types() -> list[tuple[str, str]]:
    """The kinds of document that name a buyer (catalogue 06); none is one of them."""
    named = [(code, name) for code, name in identifiers.KINDS.items() if code != "0"]
    return [("0", _("No document")), *named]


class MailField(fields.LineField):
    """An address for mail."""

    hints = {"autocomplete": "off", "inputmode": "email"}

    def read(self, typed: str) -> str | None:
        line = super().read(typed)
        return line and reaching.mail(line)


class ContactForm(DeskForm):
    """How a buyer is reached."""

    phone = fields.PhoneField(_l("Cell phone"), required=False)
    email = MailField(_l("E-mail"), required=False)


def contact_form(known: BuyerContact) -> ContactForm:
    """A slip with what is known."""
    return ContactForm(obj=known)
