"""The XML that SUNAT's portal gives with a document: read carefully, for what it says of itself.

What it says is compared; its signature is not examined here.
"""

from dataclasses import dataclass

from . import careful_xml
from .careful_xml import MOST_BYTES, UBL, ZIP
from .errors import N_, Refused

__all__ = ["KINDS", "MOST_BYTES", "ZIP", "FileTooLarge", "Forbidden", "NotTheXml", "Said"]

#: SUNAT's codes of kinds (catalogue 01); a credit note says what it is by its root alone.
KINDS = {"boleta": "03", "factura": "01", "nota_credito": "07"}

_ROOTS = {f"{UBL}Invoice-2 Invoice": "", f"{UBL}CreditNote-2 CreditNote": "07"}

#: Where it says what, below its root.
_PLACES = {
    "ID": "code",
    "IssueDate": "on",
    "InvoiceTypeCode": "kind",
    "DocumentCurrencyCode": "currency",
    "AccountingSupplierParty/Party/PartyIdentification/ID": "ruc",
    "AccountingSupplierParty/CustomerAssignedAccountID": "ruc",
    "LegalMonetaryTotal/PayableAmount": "total",
}


class FileTooLarge(Refused):
    """More than a document of the portal has."""

    message = N_("The file is too large to be the XML of one document.")
    field = "xml"


class NotTheXml(Refused):
    """Something else, or a file that broke on its way."""

    message = N_("This is not the XML of a document. In the portal choose: download XML.")
    field = "xml"


class Forbidden(Refused):
    """A file that defines something is not read on."""

    message = N_("This XML holds definitions that no document of SUNAT has; it was not read.")
    field = "xml"


#: What is wrong with the file of another document, by what it says otherwise.
OTHERWISE = {
    "ruc": N_("This XML is of another RUC: %(said)s."),
    "kind": N_("This XML is of another kind of document: %(said)s."),
    "code": N_("This XML has another number: %(said)s."),
    "on": N_("This XML is of another day: %(said)s."),
    "currency": N_("This XML is in another currency: %(said)s."),
    "total": N_("This XML has another total: %(said)s."),
}


class SaysOtherwise(Refused):
    """The file of another document."""

    message = N_("This XML is of another document.")
    field = "xml"

    def __init__(self, what: str, said: str) -> None:
        super().__init__(said=said)
        self.message = OTHERWISE[what]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself, in SUNAT's own spelling."""

    ruc: str
    kind: str
    code: str
    on: str
    currency: str
    total: str


_REFUSALS = careful_xml.Refusals(FileTooLarge, NotTheXml, Forbidden)


def unpacked(raw: bytes) -> bytes:
    """The XML itself: the portal gives it alone, or as the one XML in a small ZIP.

    >>> unpacked(b"<a/>")
    b'<a/>'
    >>> unpacked(ZIP + b"broken")
    Traceback (most recent call last):
        ...
    coopshop.domain.portal_file.NotTheXml: This is not the XML of a document...
    """
    return careful_xml.unpacked(raw, _REFUSALS).xml


def read(raw: bytes) -> Said:
    """What an XML says, refused when it is none, or none of one document.

    >>> read(b"<a>")
    Traceback (most recent call last):
        ...
    coopshop.domain.portal_file.NotTheXml: This is not the XML of a document...
    """
    found = careful_xml.read(raw, _PLACES, _REFUSALS)
    if found.root not in _ROOTS:
        raise NotTheXml
    facts = {name: found.once.get(name, "").strip() for name in Said.__slots__}
    return Said(**facts | {"kind": _ROOTS[found.root] or facts["kind"]})


def refuse_other(said: Said, ours: Said) -> None:
    """Refuse a file whose document is another one than ours.

    >>> from dataclasses import replace
    >>> ours = Said("20990000019", "03", "EB01-9", "2026-01-05", "PEN", "33.48")
    >>> refuse_other(replace(ours, code="EB01-00000009", total="33.480"), ours)
    >>> refuse_other(replace(ours, code="EB01-8"), ours)
    Traceback (most recent call last):
        ...
    coopshop.domain.portal_file.SaysOtherwise: This XML has another number: EB01-8.
    """
    for name in Said.__slots__:
        theirs = getattr(said, name)
        if _plain(name, theirs) != _plain(name, getattr(ours, name)):
            raise SaysOtherwise(name, theirs[:40] or "—")


def _plain(name: str, value: str) -> str:
    """Without leading zeros in a number, without more decimals of a sum than céntimos have."""
    if name == "code":
        series, _hyphen, number = value.partition("-")
        return f"{series}-{number.lstrip('0')}"
    if name == "total":
        whole, _point, cents = value.partition(".")
        more, cents = cents[2:], f"{cents[:2]:0<2}"
        return f"{whole.lstrip('0') or '0'}.{cents}{more.rstrip('0')}"
    return value
