"""Codes of our own papers, and the legal series with their numbers."""

import re

from .errors import N_, Refused

#: Letter and width of each code that the house itself gives: V0001, L001.
CODES = {
    "delivery": ("D", 4),
    "hand_in": ("E", 4),
    "transfer": ("T", 3),
    "adjustment": ("A", 3),
    "count": ("K", 3),
    "sale": ("V", 4),
    "payment": ("C", 4),
    "sighting": ("S", 3),
    "return": ("N", 3),
    "debit": ("X", 3),
    "payout": ("L", 3),
    "cash_session": ("S", 3),
    "cash_move": ("M", 3),
    "order": ("P", 3),
    "deposit": ("G", 3),
    "dispute": ("R", 3),
    "carrier": ("FL", 3),
    "consignment": ("IC", 3),
    "buyer": ("B-", 3),
    "evidence": ("E", 3),
    "opening": ("I", 4),
}

#: So much of a wrong number is shown.
SHOWN = 20

#: Numbers of a series have at most eight digits (SUNAT, rule 1001).
LAST_NUMBER = 99_999_999

#: Our own series: papers without tax value, one for each kind that we issue.
INTERNAL_SERIES = {"nota_venta": "NV01", "nota_credito": "NC01"}

#: The series of our quotations; no document of SUNAT has such a one.
QUOTATIONS = "PF01"

#: What SUNAT's portal (SEE-SOL) puts before the number of each kind; a note follows its document.
PORTAL_SERIES = {"factura": ("E001",), "boleta": ("EB01",), "nota_credito": ("E001", "EB01")}


class WrongSeries(Refused):
    """A series that the portal never uses for this kind of document."""

    message = N_("Series %(read)s is not one of this kind of document; expected %(expected)s.")
    field = "series"


class WrongNumber(Refused):
    """Not what stands behind a series."""

    message = N_("%(read)s is not the number of a document: 1 to 8 digits, and not all of them 0.")
    field = "number"


def code(kind: str, number: int) -> str:
    """The code of our `number`-th paper of a kind.

    >>> code("sale", 2), code("payout", 334), code("payout", 1000)
    ('V0002', 'L334', 'L1000')
    """
    letter, width = CODES[kind]
    return f"{letter}{number:0{width}d}"


def number_in(kind: str, text: str) -> int:
    """The number inside one of our codes, 0 for a code that somebody else made.

    >>> number_in("sale", "V0851"), number_in("sale", "FERIA-7")
    (851, 0)
    """
    found = re.fullmatch(re.escape(CODES[kind][0]) + r"([0-9]{1,6})", text)
    return int(found[1]) if found else 0


def portal_series(kind: str, text: str) -> str:
    """The portal's series for a kind of document, as typed back by the treasurer.

    >>> portal_series("boleta", " eb01 ")
    'EB01'
    >>> portal_series("factura", "EB01")
    Traceback (most recent call last):
        ...
    coopshop.domain.numbering.WrongSeries: Series EB01 is not one of this kind of document; ...
    """
    series = text.strip().upper()
    if series not in PORTAL_SERIES[kind]:
        raise WrongSeries(read=series, expected=", ".join(PORTAL_SERIES[kind]))
    return series


def document_number(text: str) -> int:
    """The number behind a series, as typed back, with its leading zeros or without.

    >>> document_number("00000012"), document_number(" 12 ")
    (12, 12)
    >>> document_number("EB01-12")
    Traceback (most recent call last):
        ...
    coopshop.domain.numbering.WrongNumber: EB01-12 is not the number of a document: 1 to 8 digits...
    >>> document_number("0")
    Traceback (most recent call last):
        ...
    coopshop.domain.numbering.WrongNumber: 0 is not the number of a document: 1 to 8 digits...
    """
    typed = text.strip()
    if not re.fullmatch(r"[0-9]{1,8}", typed) or int(typed) == 0:
        raise WrongNumber(read=typed if len(typed) <= SHOWN else f"{typed[:SHOWN]}…")
    return int(typed)


def is_paper(series: str) -> bool:
    """Whether a series is one of pre-printed contingency receipts: four digits.

    >>> is_paper("0001"), is_paper("EB01")
    (True, False)
    """
    return bool(re.fullmatch(r"[0-9]{4}", series))
