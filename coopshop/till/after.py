"""What a clerk is shown after a sale: change to give, papers, and whether it can be undone."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sqlalchemy.orm import Session

from .. import cash, catalog, invoices, sales
from ..domain.errors import N_, Refused
from ..domain.invoice import Invoice
from ..domain.showing import quantity
from ..inventory import stock_of
from ..sales.operations import SEEN_IN_ACCOUNT

#: Where WhatsApp takes up a message; a number without a country is Peru's.
WHATSAPP, COUNTRY = "https://wa.me/", "51"

#: So many digits has a mobile number in Peru, and one with the code of its country.
OURS, ABROAD = 9, range(10, 16)


class WrongPhone(Refused):
    """No number that WhatsApp knows."""

    message = N_("Write the nine digits of the mobile number, or leave it empty.")
    field = "phone"


@dataclass(frozen=True, slots=True)
class After:
    """A sale that was just recorded. `stays` says why it cannot be undone, if it cannot."""

    sale: sales.Sale
    document: invoices.Document
    facts: Invoice
    change: int
    #: What was handed over in dollars.
    dollars: tuple[sales.Taken, ...]
    #: What goes back in soles, besides, if it is undone.
    soles: int
    due: int
    undone: bool
    #: The boleta or factura that is still to be made in SUNAT's portal; nothing where none is.
    to_make: str | None
    #: Ways of paying whose operation has no number yet.
    unnumbered: tuple[str, ...]
    stays: Refused | None
    #: What is left of each product that was sold, by SKU: in parts, and as it is read.
    left: dict[str, tuple[int, str]]


def outcome(session: Session, code: str, at: datetime) -> After:
    """All that the page after a sale shows."""
    sale = sales.sale_of(session, code)
    document = invoices.main_document(session, code)
    undone = sales.undone(session, code) is not None
    told = sales.story(session, code)
    payments = sales.payments_of(session, code)
    taken = sales.taken(session, [paid.code for paid in payments])
    waiting = not undone and invoices.is_waiting(session, document)
    pieces = {line.line.sku for line in told.lines if line.makers and line.makers[0].lot}
    return After(
        sale=sale,
        document=document,
        facts=invoices.facts_of(document),
        change=sales.change_given(session, code),
        dollars=tuple(taken[paid.code] for paid in payments if paid.code in taken),
        soles=sum(paid.amount for paid in payments if paid.code not in taken),
        due=told.due,
        undone=undone,
        to_make=sale.paper if waiting else None,
        unnumbered=() if undone else _unnumbered(session, payments),
        stays=None if undone else invoices.why_not(session, code, at=at),
        left={sku: _left(session, sale.place, sku) for sku in pieces},
    )


def _unnumbered(session: Session, payments: list[sales.Payment]) -> tuple[str, ...]:
    """How those were paid whose number is still to be typed, each way once."""
    bare = [p for p in payments if p.method in SEEN_IN_ACCOUNT and not p.operation]
    told = cash.numbers_of(session, [paid.cause for paid in bare])
    left = (paid.method for paid in bare if paid.cause not in told)
    return tuple(dict.fromkeys(left))


def _left(session: Session, place: str, sku: str) -> tuple[int, str]:
    units, product = stock_of(session, place, sku), catalog.product(session, sku)
    return units, quantity(units, product.parts, product.unit)


def number_of(phone: str | None) -> str:
    """A mobile number as WhatsApp wants it, its country first; nothing where none was typed."""
    digits = "".join(sign for sign in phone or "" if sign.isdigit())
    if phone and len(digits) not in (OURS, *ABROAD):
        raise WrongPhone
    return COUNTRY + digits if len(digits) == OURS else digits


def whatsapp(number: str, words: str) -> str:
    """The address that opens WhatsApp with a message; without a number one is chosen there."""
    return f"{WHATSAPP}{number}?text={quote(words)}"
