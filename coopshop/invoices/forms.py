"""The slips around a paper: issuing it, taking pieces back, typing back a number of the portal."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from .. import cash, catalog, ledger, sales
from ..domain import accounts as acc
from ..domain import papers
from ..domain.errors import N_, Confirm, Refused, in_row
from ..domain.numbering import PORTAL_SERIES, document_number
from ..domain.portal_file import MOST_BYTES, FileTooLarge
from ..domain.quantity import units_of
from ..ledger.pad_forms import OnPaper
from ..sales.collecting import METHODS, PAID_AHEAD
from ..sales.forms import buyer_choices, document_types
from ..web import DeskForm, Lines, Row, fields
from ..web.files import FileField
from ..web.i18n import _, _l
from ..web.names import choices
from .crediting import REASONS, WHOLE
from .issuing import Tender
from .models import Document

PAPERS = ("boleta", "factura", "nota_venta")
TERMS = ("contado", "credito")

#: So many days a hotel has for what it sold of ours, unless somebody writes another day.
CREDIT_DAYS = 15

#: Where pieces go that are not fit for sale: to no place.
NOWHERE = "-"


class DepositOfAnother(Refused):
    """Money that one buyer paid ahead, for what another one takes."""

    message = N_(
        "What was paid ahead on order %(order)s is of %(name)s: it cannot pay a sale to %(other)s. "
        "Choose another way of paying, or give it back first."
    )
    field = "buyer"


class OrderOfAnother(Confirm):
    """What one buyer ordered is taken by another."""

    message = N_("Order %(order)s is of %(name)s. Is it sold to %(other)s all the same?")


class PaymentRow(Row):
    """One of the ways in which a sale is paid."""

    method = fields.ChoiceField(_l("How"))
    amount = fields.MoneyField(_l("Amount"), required=False)
    tendered = fields.MoneyField(_l("Handed over in cash"), required=False)
    operation = fields.LineField(_l("Operation number"), required=False, most=40)


class IssueForm(OnPaper, DeskForm, cash.AtTill):
    """The paper of a sale that was rung up, for whom it is, and how it is paid."""

    pad = "sale"

    kind = fields.RadioField(_l("Which paper?"))
    buyer = fields.ChoiceField(_l("Buyer"))
    name = fields.LineField(_l("Name"), required=False)
    document_type = fields.ChoiceField(_l("Identity document"), required=False)
    document_number = fields.LineField(_l("Number of the document"), required=False)
    terms = fields.RadioField(_l("When is it paid?"), default="contado")
    due_on = fields.DayField(_l("Until which day?"), required=False)
    fx_rate = fields.RateField(_l("Exchange rate of the day"), required=False)
    payments = Lines(PaymentRow, _l("How it is paid"), rows=3, most=3, required=False)

    #: The order whose deposit may pay.
    order: str | None = None


def issue_form(session: Session, basket: sales.Basket | None) -> IssueForm:
    """An empty slip for a draft; the first payment is in cash unless somebody says otherwise."""
    start: dict[str, Any] = {"payments": [{"method": "efectivo"}]}
    if basket:
        start |= {"buyer": basket.buyer, "fx_rate": basket.fx_micros}
        start |= {"kind": _likely(session, basket)}
        start |= {"payments": _paid_ahead(session, basket) or start["payments"]}
        if basket.channel == sales.CONSIGNED:  # who reports sales pays later; no cash is here
            due_on = basket.on + timedelta(days=CREDIT_DAYS)
            start |= {"terms": "credito", "due_on": due_on, "payments": []}
    form = IssueForm(data=start)
    form.kind.choices = choices(*PAPERS)
    form.terms.choices = choices(*TERMS)
    form.buyer.choices = buyer_choices(session)
    form.document_type.choices = document_types()
    cash.offer_tills(form, session)
    form.order = basket.order if basket else None
    form.payments.offer(method=choices(*METHODS, *((PAID_AHEAD,) if form.order else ())))
    for row in form.payments.rows:
        row.amount.currency = row.tendered.currency = basket.currency if basket else "PEN"
    return form


def _paid_ahead(session: Session, basket: sales.Basket) -> list[dict[str, Any]]:
    """The first ways of paying when something was paid ahead: that first, the rest in cash."""
    if not basket.order:
        return []
    held = -ledger.balance(session, acc.deposit(basket.order), basket.currency)
    total = sum(money.total for money in sales.priced(session, basket))
    if held <= 0:
        return []
    first = {"method": PAID_AHEAD, "amount": min(held, total)}
    return [first] if held >= total else [first, {"method": "efectivo"}]


def tenders(form: IssueForm) -> list[Tender]:
    """The payments of a slip; on credit, a row counts only with an amount."""
    on_credit = form.terms.data == "credito"
    return [
        Tender(
            method=row["method"],
            amount=row["amount"],
            tendered=row["tendered"] if row["method"] == "efectivo" else None,
            fx_micros=form.fx_rate.data,
            operation=row["operation"],
            till=form.till.data,
            order=form.order if row["method"] == PAID_AHEAD else None,
        )
        for row in form.payments.data
        if row["amount"] is not None or not on_credit
    ]


def basket_for(session: Session, form: IssueForm, basket: sales.Basket) -> sales.Basket:
    """The basket for the buyer that was chosen, or for a new one whose name was typed."""
    if not (form.name.data or form.document_number.data):
        _look_at_order(session, form, basket, str(form.buyer.data))
        return basket.for_buyer(str(form.buyer.data))
    kind = form.document_type.data or papers.NO_DOCUMENT
    added = sales.add_buyer(
        session,
        name=form.name.data or "",
        kind="tienda" if kind == papers.RUC else "persona",
        document_type=kind,
        document_number=form.document_number.data,
    )
    _look_at_order(session, form, basket, added.code)
    return basket.for_buyer(added.code)


def _look_at_order(session: Session, form: IssueForm, basket: sales.Basket, chosen: str) -> None:
    """What was ordered is sold to whoever ordered it; another buyer is asked about.

    One buyer's money ahead never pays for another.
    """
    if not basket.order or chosen == basket.buyer:
        return
    names = {"name": sales.buyer(session, basket.buyer).name, "order": basket.order}
    other = sales.buyer(session, chosen).name
    if any(row["method"] == PAID_AHEAD for row in form.payments.data):
        raise DepositOfAnother(other=other, **names)
    if not form.confirmed.data:
        raise OrderOfAnother(other=other, **names)


def _likely(session: Session, basket: sales.Basket) -> str:
    """The paper that most such buyers want."""
    firm = sales.buyer(session, basket.buyer).document_type == papers.RUC
    return "factura" if firm or basket.treatment == "exportacion" else "boleta"


class BackRow(Row):
    """What comes back of one line; `line` is its number."""

    line = fields.ChoiceField(_l("Line"), coerce=int)
    quantity = fields.QuantityField(_l("How many come back?"), zero=True)
    restock = fields.ChoiceField(_l("Where do they go?"))

    @property
    def blank(self) -> bool:
        """Nothing of this line comes back."""
        return self.quantity.blank or self.quantity.data == 0


class TakeBackForm(DeskForm, cash.AtTill):
    """Pieces that come back, and why; and how their money goes back, if it does so now."""

    reason_code = fields.RadioField(_l("Why?"), default="07")
    on = fields.DayField(_l("Day"))
    lines = Lines(BackRow, _l("What comes back"), rows=1)
    method = fields.RadioField(_l("Is the money given back now?"), required=False, default="")
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    note = fields.LineField(_l("Note"), required=False)

    def take_all(self, left: Mapping[int, int], lines: Mapping[int, sales.SaleLine]) -> None:
        """Everything comes back, and nobody wrote how many: each line to its last piece."""
        if self.reason_code.data not in WHOLE or self.lines.filled:
            return
        for row in self.lines.rows:
            parts = lines[row.line.data].parts if row.line.data in lines else 1
            milli = left.get(row.line.data, 0) * 1000 // parts
            row.quantity.raw_data = [row.quantity.show(milli)]
            row.quantity.process_formdata(row.quantity.raw_data)


def take_back_form(
    session: Session, sale: sales.Sale, lines: Iterable[sales.SaleLine], today: date
) -> TakeBackForm:
    """A slip with a row for each line of a sale; of dollars the money goes back on its own page."""
    rows = [{"line": line.line, "restock": sale.place} for line in lines]
    form = TakeBackForm(data={"on": today, "lines": rows})
    form.reason_code.choices = [(code, _(words)) for code, words in REASONS.items()]
    ways = choices(*METHODS) if sale.currency == "PEN" else []
    form.method.choices = [("", _("Not now")), *ways]
    cash.offer_tills(form, session)
    places = [(place.code, place.name) for place in catalog.places(session, on=today)]
    form.lines.offer(
        line=[(row["line"], str(row["line"])) for row in rows],
        restock=[*places, (NOWHERE, _("Not fit for sale"))],
    )
    return form


def given_back(form: TakeBackForm, lines: dict[int, sales.SaleLine]) -> list[sales.Back]:
    """What comes back, in smallest parts."""
    backs = []
    for row, back in enumerate(form.lines.data):
        with in_row(row):
            units = units_of(back["quantity"], lines[back["line"]].parts)
        restock = None if back["restock"] == NOWHERE else back["restock"]
        backs.append(sales.Back(back["line"], units, restock, form.note.data))
    return backs


class NumberField(fields.LineField):
    """The number that the portal gave a document."""

    kind = "number"
    hints = {"autocomplete": "off", "inputmode": "numeric"}

    def read(self, typed: str) -> int:  # type: ignore[override]
        return document_number(typed)


class RegisterForm(DeskForm):
    """Series and number that SUNAT's portal gave."""

    kind = fields.RadioField(_l("What did the portal issue?"))
    series = fields.LineField(_l("Series"), most=4)
    number = NumberField(_l("Number"))
    on = fields.DayField(_l("Day of the document"))


def register_form(document: Document, asked: str, changed: Document) -> RegisterForm:
    """A slip for one of our own papers; `asked` is the paper that the buyer wanted.

    A credit note follows the series of the document that it `changed`.
    """
    kinds = ("nota_credito",) if document.kind == "nota_credito" else ("boleta", "factura")
    likely = asked if asked in kinds else kinds[0]
    series = changed.series if changed.series in PORTAL_SERIES[likely] else PORTAL_SERIES[likely][0]
    form = RegisterForm(data={"kind": likely, "series": series, "on": document.on})
    form.kind.choices = choices(*kinds)
    return form


class XmlField(FileField):
    """A small file as it is; `data` is its bytes."""

    accept = ".xml,.zip"
    most = MOST_BYTES

    def too_large(self) -> Refused:
        return FileTooLarge()


class XmlForm(DeskForm):
    """The XML of a document of the portal."""

    xml = XmlField(
        _l("XML file"),
        description=_l("In SUNAT's portal: look up the document, download XML. A ZIP is fine too."),
    )


class VoidForm(DeskForm):
    """A number of the portal that belongs to no sale of ours."""

    kind = fields.RadioField(_l("What did the portal issue?"))
    series = fields.LineField(_l("Series"), most=4)
    number = NumberField(_l("Number"))
    on = fields.DayField(_l("Day of the document"))
    note = fields.LineField(_l("Why does it belong to no sale?"))


def void_form(today: date) -> VoidForm:
    """An empty slip."""
    form = VoidForm(data={"on": today})
    form.kind.choices = choices(*PORTAL_SERIES)
    return form
