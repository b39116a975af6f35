"""The ticket as it stands: prices, who absorbs what is taken off, and what the law asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from .. import catalog, members, sales
from ..domain import papers
from ..domain.errors import N_, Refused
from ..domain.identifiers import KINDS
from ..domain.money import cash_for, exchange, must_be_banked
from ..domain.quantity import WholePiecesOnly, units_of
from ..domain.sharing import Parts, absorbed, parts_of
from ..domain.tax import WHOLE, LineMoney, line_money, treatment_for
from .forms import TicketRow, TillForm
from .goods import Good


class BankMeans(Refused):
    """A large sum in notes."""

    message = N_("From S/ 2,000 on the law asks for bank means; cash will be asked about again.")


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One row of the ticket. Without a price or a quantity that can be read it has no `money`."""

    name: str
    row: TicketRow
    good: Good | None
    price: int | None
    money: LineMoney | None
    #: How much the price went up or down since the page showed it.
    before: int | None
    #: Who gives up how much of what was taken off, in soles; None when nothing was.
    less: Parts | None

    @property
    def off(self) -> int:
        """Céntimos of soles that were taken off."""
        return self.less.pool + self.less.fund + self.less.association if self.less else 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """All lines and what they come to; `coins` is what cash pays of it."""

    lines: tuple[TicketLine, ...]
    currency: str
    net: int
    igv: int
    total: int
    coins: int
    warnings: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What one list, one use and one day make of every line."""

    currency: str
    includes_igv: bool
    treatment: str
    igv_bp: int
    fx_micros: int | None
    amazonia: bool


def terms_of(session: Session, form: TillForm, on: date) -> Terms:
    """How the lines of a ticket are priced and taxed."""
    rules = members.statutes(session, on)
    lists = {known.code: known for known in catalog.price_lists(session)}
    known = lists.get(form.price_list.data or "")
    return Terms(
        currency=known.currency if known else "PEN",
        includes_igv=bool(known and known.includes_igv),
        treatment=treatment_for(form.used.data or "away", amazonia=rules.amazonia),
        igv_bp=rules.igv_bp,
        fx_micros=form.fx_rate.data,
        amazonia=rules.amazonia,
    )


def ticket_of(
    session: Session, form: TillForm, goods: Mapping[str, Good], terms: Terms, on: date
) -> Ticket:
    """What stands on the slip, worked out as far as it can be read."""
    lines = tuple(
        _line(session, entry.name, entry.form, goods, terms, on) for entry in form.lines.entries
    )
    moneys = [line.money for line in lines if line.money]
    total = sum(money.total for money in moneys)
    return Ticket(
        lines=lines,
        currency=terms.currency,
        net=sum(money.net for money in moneys),
        igv=sum(money.igv for money in moneys),
        total=total,
        coins=cash_for(total) if terms.currency == "PEN" else total,
        warnings=tuple(_warnings(session, form, terms, total)),
    )


def _line(
    session: Session,
    name: str,
    row: TicketRow,
    goods: Mapping[str, Good],
    terms: Terms,
    on: date,
) -> TicketLine:
    good = goods.get(row.sku.data or "")
    listed = good.price if good else None
    price = row.price.data or listed
    units = _units(row, good)
    was, row.was.data, row.was.raw_data = row.was.data, price, None
    before = was if was and price and was != price and not row.price.data else None
    off = _discount(row)
    if good is None or not price or not units or off is None:
        return TicketLine(name, row, good, price, None, before, None)
    tax = (terms.treatment, terms.includes_igv, terms.igv_bp)
    money = line_money(units, good.parts, price, off, *tax)
    full = line_money(units, good.parts, listed or price, 0, *tax)
    less = _less(session, good, full, money, terms, on)
    return TicketLine(name, row, good, price, money, before, less)


def _units(row: TicketRow, good: Good | None) -> int | None:
    if good is None or not row.quantity.data:
        return None
    try:
        return units_of(row.quantity.data, good.parts)
    except WholePiecesOnly:
        return None


def _discount(row: TicketRow) -> int | None:
    """Basis points taken off; None for what cannot be read, or would leave nothing to pay."""
    off = row.discount.data or 0
    return None if row.discount.process_errors or off >= WHOLE else off


def _less(
    session: Session, good: Good, full: LineMoney, now: LineMoney, terms: Terms, on: date
) -> Parts | None:
    """Who absorbs what was taken off a line, by the shares that the sale itself will have."""
    rate = terms.fx_micros
    if now.net >= full.net or (terms.currency != "PEN" and not rate):
        return None
    rule = share_on(session, good.group, on)
    if rule is None:
        return None
    nets = [exchange(net, rate) if rate and terms.currency != "PEN" else net
            for net in (full.net, now.net)]  # fmt: skip
    before, after = (parts_of(net, rule.share_bp, rule.fund_bp) for net in nets)
    return absorbed(before, after)


def share_on(session: Session, group: str, on: date) -> members.Share | None:
    """What a group keeps back on a day, if that was decided."""
    try:
        return members.share_of(session, group, on)
    except members.NoShare:
        return None


def _warnings(session: Session, form: TillForm, terms: Terms, total: int):
    """What will be refused, or asked about, when the sale is recorded: said before anybody pays."""
    document_type = buyers_document(session, form)
    rate = terms.fx_micros
    soles = total if terms.currency == "PEN" else exchange(total, rate) if rate else 0
    kind = form.kind.data or "boleta"
    if total:
        try:
            papers.refuse_buyer(kind, soles, document_type, terms.treatment)
            if kind == "nota_venta":
                papers.refuse_no_paper(soles, document_type)
        except Refused as refused:
            yield refused
    in_cash = form.payments.rows[0].method.data in sales.IN_NOTES and form.terms.data == "contado"
    if in_cash and must_be_banked(total, terms.currency):
        yield BankMeans()


def buyers_document(session: Session, form: TillForm) -> str:
    """The kind of document that names the buyer of a slip; 0 for nobody."""
    if form.name.data or form.document_number.data:
        kind = form.document_type.data or papers.NO_DOCUMENT
        return kind if kind in KINDS and form.document_number.data else papers.NO_DOCUMENT
    code = form.buyer.data or sales.ANONYMOUS
    found = session.get(sales.Buyer, code)
    return found.identified_by if found else papers.NO_DOCUMENT
