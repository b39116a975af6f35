"""The frozen facts of a comprobante: what PDF and XML both render, whatever is renamed later."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from .errors import N_, Refused
from .money import half_up
from .numbering import is_paper
from .papers import KINDS
from .words import legend

#: Version of the frozen form: a change of keys raises it, and `from_json` still reads the old.
VERSION = 1

#: What each kind is called on paper.
TITLES = {
    "boleta": "Boleta de venta",
    "factura": "Factura",
    "nota_credito": "Nota de crédito",
    "nota_venta": "Nota de venta",
}

#: More lines make a paper that nobody checks; a sale of so many is split.
MOST_LINES = 500

#: Legends 2001 and 2002, catalogue 52 of SUNAT, for what is consumed in the Amazon (Ley 27037).
AMAZONIA = {
    "2001": ("BIENES TRANSFERIDOS EN LA AMAZONÍA REGIÓN SELVA PARA SER CONSUMIDOS EN LA MISMA"),
    "2002": ("SERVICIOS PRESTADOS EN LA AMAZONÍA REGIÓN SELVA PARA SER CONSUMIDOS EN LA MISMA"),
}

#: SUNAT's unit for a service (catalogue 03).
SERVICE_UNIT = "ZZ"


class TooManyLines(Refused):
    """More lines than one paper carries."""

    message = N_(
        "One document carries at most %(most)s lines; these are %(lines)s. Split the sale."
    )


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues; `trade_name` may be empty."""

    ruc: str
    name: str
    trade_name: str
    address: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys: personal data, kept apart from the rest. `document_type` is of catalogue 06."""

    name: str
    document_type: str
    document_number: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `units` counted `parts` to the `unit`, money in céntimos, discount in basis points.

    `price_cents` is for one whole unit, as it was typed: with IGV or without (`includes_igv`).

    >>> Line("AW-MON", "Monedero", 3, 1, "unidad", "NIU", 1200, 700, 3348, 0, 3348).gross
    3600
    """

    sku: str
    description: str
    units: int
    parts: int
    unit: str
    sunat_unit: str
    price_cents: int
    discount_bp: int
    net: int
    igv: int
    total: int

    @property
    def gross(self) -> int:
        """Units times price, before any discount."""
        return half_up(self.units * self.price_cents, self.parts)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that had come in when the paper was made; `rounding` closes what no coin can pay."""

    on: date
    method: str
    amount: int
    rounding: int


@dataclass(frozen=True, slots=True)
class Terms:
    """`contado`, or `credito` with the day it is due."""

    kind: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Modified:
    """The document that a note changes, and why (`reason_code` of catalogue 09)."""

    kind: str
    series: str
    number: int
    on: date
    reason_code: str
    reason: str

    @property
    def code(self) -> str:
        """Its series and number, as printed."""
        return _code(self.series, self.number)


@dataclass(frozen=True, slots=True)
class Invoice:
    """Everything a comprobante says, in whole céntimos of `currency`.

    `treatment` holds for all lines (`domain.tax.TREATMENTS`). `fiscal`: it has tax value, as its
    number is one of SUNAT's portal or of an imported document; otherwise it is of our own series
    and its paper says "Documento sin valor tributario". Without personal data `buyer` is None.

    >>> from datetime import date
    >>> line = Line("AW-MON", "Monedero", 3, 1, "unidad", "NIU", 1200, 700, 3348, 0, 3348)
    >>> invoice = Invoice(
    ...     "boleta", "EB01", 2, date(2025, 1, 8), "Chipaota", "Chazuta, San Martín",
    ...     Issuer("20990000019", "Asociación ficticia", "", "Chazuta, San Martín"),
    ...     Buyer("CLIENTES VARIOS", "0", "", ""), "PEN", None, "exonerado", False, 1800, (line,),
    ...     Terms("contado", None), (Payment(date(2025, 1, 8), "efectivo", 3340, 8),),
    ...     None, True, True, "")
    >>> invoice.title, invoice.code
    ('BOLETA DE VENTA ELECTRÓNICA', 'EB01-00000002')
    >>> invoice.gross, invoice.discount, invoice.net, invoice.igv, invoice.total
    (3600, 252, 3348, 0, 3348)
    >>> invoice.paid, invoice.rounding, invoice.due
    (3340, 8, 0)
    >>> invoice.operations
    {'exonerado': 3348}
    >>> invoice.qr
    '20990000019|03|EB01|2|0.00|33.48|2025-01-08|||'
    >>> [code for code, _ in invoice.legends]
    ['1000', '2001']
    >>> Invoice.from_json(*invoice.to_json()) == invoice
    True
    """

    kind: str
    series: str
    number: int
    on: date
    place_name: str
    place_address: str
    issuer: Issuer
    buyer: Buyer | None
    currency: str
    fx_micros: int | None
    treatment: str
    includes_igv: bool
    igv_bp: int
    lines: tuple[Line, ...]
    terms: Terms
    payments: tuple[Payment, ...]
    modifies: Modified | None
    fiscal: bool
    amazonia: bool
    note: str

    @property
    def net(self) -> int:
        """The value of the sale, without IGV and after discounts."""
        return sum(line.net for line in self.lines)

    @property
    def igv(self) -> int:
        """The IGV, line by line: nothing is rounded again (rule R4)."""
        return sum(line.igv for line in self.lines)

    @property
    def total(self) -> int:
        """What the buyer owes for it."""
        return sum(line.total for line in self.lines)

    @property
    def operations(self) -> dict[str, int]:
        """Net by kind of operation."""
        return {self.treatment: self.net}

    @property
    def gross(self) -> int:
        """Units times prices before discounts, in prices as they were typed."""
        return sum(line.gross for line in self.lines)

    @property
    def discounted(self) -> bool:
        """Whether any line has a discount; a part of a line that came back may lack a céntimo."""
        return any(line.discount_bp for line in self.lines)

    @property
    def discount(self) -> int:
        """What the discounts took off, in prices as they were typed."""
        return self.gross - (self.total if self.includes_igv else self.net)

    @property
    def paid(self) -> int:
        """Money that has come in."""
        return sum(payment.amount for payment in self.payments)

    @property
    def rounding(self) -> int:
        """What cash could not pay; it is the association's cost."""
        return sum(payment.rounding for payment in self.payments)

    @property
    def due(self) -> int:
        """What was still to be paid when the paper was made."""
        return max(self.total - self.paid - self.rounding, 0)

    @property
    def valued(self) -> bool:
        """Whether it has tax value: a nota de venta never has."""
        return self.fiscal and self.kind != "nota_venta"

    @property
    def electronic(self) -> bool:
        """Whether SUNAT knows it as electronic: series of four digits are pre-printed paper."""
        return self.valued and not is_paper(self.series)

    @property
    def title(self) -> str:
        """The denomination that the law asks for, in capitals."""
        return (TITLES[self.kind] + (" electrónica" if self.electronic else "")).upper()

    @property
    def code(self) -> str:
        """Series and number, as printed."""
        return _code(self.series, self.number)

    @property
    def legends(self) -> tuple[tuple[str, str], ...]:
        """Code and text of each legend: the amount in words, and the Amazon's where it holds."""
        said = [("1000", f"SON: {legend(self.total, self.currency)}")]
        if self.amazonia and self.treatment == "exonerado":
            services = {line.sunat_unit == SERVICE_UNIT for line in self.lines}
            said += [("2001", AMAZONIA["2001"])] if False in services else []
            said += [("2002", AMAZONIA["2002"])] if True in services else []
        return tuple(said)

    @property
    def qr(self) -> str:
        """What the QR says (RS 114-2019/SUNAT, annex 6, 6.4), type 00 for a paper of our own.

        A buyer without document leaves both its fields empty.
        """
        buyer = self.buyer
        known = (buyer.document_type, buyer.document_number) if buyer else ("", "")
        return "|".join(
            (
                *(self.issuer.ruc, KINDS[self.kind] if self.valued else "00"),
                *(self.series, str(self.number), _decimal(self.igv), _decimal(self.total)),
                *(self.on.isoformat(), *(known if all(known) else ("", "")), ""),
            )
        )

    def to_json(self) -> tuple[str, str | None]:
        """The canonical form to freeze: facts, and apart from them the personal data."""
        facts = {"v": VERSION} | _plain(self)
        buyer = facts.pop("buyer")
        return _canonical(facts), _canonical(buyer) if buyer else None

    @classmethod
    def from_json(cls, facts_json: str, buyer_json: str | None) -> "Invoice":
        """The same facts again, from what `to_json` gave.

        Raises ValueError for a version that this program does not know.
        """
        facts = json.loads(facts_json)
        if facts.pop("v", None) != VERSION:
            raise ValueError("Frozen by a later version of coopshop.")
        return cls(
            **facts
            | {
                "on": date.fromisoformat(facts["on"]),
                "issuer": Issuer(**facts["issuer"]),
                "buyer": Buyer(**json.loads(buyer_json)) if buyer_json else None,
                "lines": tuple(Line(**line) for line in facts["lines"]),
                "terms": Terms(**_dated(facts["terms"], "due_on")),
                "payments": tuple(Payment(**_dated(paid, "on")) for paid in facts["payments"]),
                "modifies": Modified(**_dated(facts["modifies"], "on"))
                if facts["modifies"]
                else None,
            }
        )


#: What can be frozen.
PLAIN = frozenset((bool, int, str))
FROZEN = frozenset((Invoice, Issuer, Buyer, Line, Payment, Terms, Modified))


def _code(series: str, number: int) -> str:
    return f"{series}-{number:08d}"


def _decimal(cents: int) -> str:
    """Two decimals with a point, as in SUNAT's XML."""
    return f"{cents // 100}.{cents % 100:02d}"


def _plain(value: Any) -> Any:
    """Facts as JSON's own types, and no float: it would not come back the same."""
    kind = type(value)
    if value is None or kind in PLAIN:
        return value
    if kind is date:
        return value.isoformat()
    if kind is tuple:
        return [_plain(item) for item in value]
    if kind in FROZEN:
        return {name: _plain(getattr(value, name)) for name in kind.__slots__}
    raise ValueError(f"{value!r} cannot be frozen.")


#: One text for the same facts, whatever order they were given in.
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _dated(facts: dict[str, Any], name: str) -> dict[str, Any]:
    """Facts with the day among them a day again."""
    return facts | {name: date.fromisoformat(facts[name]) if facts[name] else None}
