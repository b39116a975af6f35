"""SUNAT's answer to a document (CDR, constancia de recepción): read carefully, for what it says.

An ApplicationResponse of UBL, alone or in SUNAT's ZIP (`R-20990000019-03-B001-1.zip`, with an empty
folder `dummy` beside it); one of an OSE, which names things elsewhere, is read too. Its signature
is not examined here.

Source: SUNAT's manual for programmers and its list of return codes (0100-1999: nothing was
registered, send again; 2000-3999: rejected, the number is spent; 4000 on: observations).
"""

import re
from dataclasses import dataclass
from datetime import date

from . import careful_xml
from .at_sunat import ACCEPTED, OBSERVED, REJECTED
from .careful_xml import UBL
from .errors import N_, Refused

#: Codes of catalogue 01 and what SUNAT calls such a document in its sentence.
_CALLED = {"01": "factura", "03": "boleta", "07": "nota de credito", "08": "nota de debito"}

_ROOT = f"{UBL}ApplicationResponse-2 ApplicationResponse"

#: The roots of documents themselves: the file beside the one that was meant.
_DOCUMENTS = re.compile(re.escape(UBL) + "(Invoice|CreditNote|DebitNote)-2 ")

_ANSWER = "DocumentResponse"
_PLACES = {
    "ReceiverParty/PartyIdentification/ID": "ruc",
    "ReceiverParty/PartyLegalEntity/CompanyID": "ruc",
    f"{_ANSWER}/IssuerParty/PartyIdentification/ID": "issuer",
    f"{_ANSWER}/IssuerParty/PartyLegalEntity/CompanyID": "issuer",
    f"{_ANSWER}/Response/ReferenceID": "reference",
    f"{_ANSWER}/DocumentReference/ID": "document",
    f"{_ANSWER}/DocumentReference/DocumentTypeCode": "kind",
    f"{_ANSWER}/Response/ResponseCode": "code",
    f"{_ANSWER}/Response/Description": "words",
    f"{_ANSWER}/Response/Status/StatusReasonCode": "notes",
    f"{_ANSWER}/Response/Status/StatusReason": "notes",
    "Note": "notes",
    "ResponseDate": "answered",
    "IssueDate": "issued",
}

#: In a ZIP its name says of what it speaks: `R-RUC-kind-series-number.xml`.
_NAME = re.compile(r"R-(?P<ruc>[0-9]{11})-(?P<kind>[0-9]{2})-\w{4}-[0-9]{1,8}\.xml", re.IGNORECASE)

#: A daily summary or a voiding: it names none of the documents in it.
_SUMMARY = re.compile(r"(RC|RA|RR)-[0-9]{8}-[0-9]{1,5}")

#: Where rejections and observations begin among the codes of return.
REJECTIONS, OBSERVATIONS = 2000, 4000

#: A document of these numbers is known to SUNAT already, with other words in it.
KNOWN_BEFORE = "1033"


class CdrTooLarge(Refused):
    """More than SUNAT ever answered."""

    message = N_("The file is too large to be SUNAT's answer to one document.")
    field = "cdr"


class NotTheCdr(Refused):
    """Something else, or a file that broke on its way."""

    message = N_("This is not SUNAT's answer (CDR): an XML or ZIP whose name begins with R-.")
    field = "cdr"


class CdrDefines(Refused):
    """A file that defines something is not read on."""

    message = N_("This file holds definitions that no answer of SUNAT has; it was not read.")
    field = "cdr"


class TheDocumentItself(Refused):
    """The XML of the boleta, where the answer to it was meant."""

    message = N_(
        "This is the XML of the document itself. SUNAT's answer to it is another file: its name "
        "begins with R-."
    )
    field = "cdr"


class OfASummary(Refused):
    """It says of many documents at once that they arrived, and names none."""

    message = N_(
        "This is the answer to a summary (%(reference)s); it does not name the documents in it. "
        "Look this one up at SUNAT and note what its page says."
    )
    field = "cdr"


class NothingRegistered(Refused):
    """An exception of SUNAT's side or of the form of the file."""

    message = N_(
        "SUNAT registered nothing (code %(code)s). This is no answer to keep: put right what it "
        "says and send the same number again. %(words)s"
    )
    field = "cdr"


class KnownBefore(Refused):
    """The number was sent twice."""

    message = N_(
        "SUNAT says that it knew this number already (code %(code)s). Do not send it again: ask "
        "for its first answer (consult the CDR) and keep that one."
    )
    field = "cdr"


#: What is wrong with the answer to another document, by what it says otherwise.
OTHERWISE = {
    "ruc": N_("This answer is to another RUC: %(said)s."),
    "kind": N_("This answer is about another kind of document: %(said)s."),
    "reference": N_("This answer is about another number: %(said)s."),
}


class AboutAnother(Refused):
    """The answer to another document."""

    message = N_("This answer is about another document.")
    field = "cdr"

    def __init__(self, what: str, said: str) -> None:
        super().__init__(said=said)
        self.message = OTHERWISE[what]


class KindUnknown(Refused):
    """A note may bear the same series and number as the document that it changes."""

    message = N_(
        "This answer does not say of which kind of document it speaks. Hand in the ZIP as it came: "
        "its file's name says it."
    )
    field = "cdr"


_REFUSALS = careful_xml.Refusals(CdrTooLarge, NotTheCdr, CdrDefines)


@dataclass(frozen=True, slots=True)
class Cdr:
    """What an answer says. `kind` ("03") and `on` are empty where it does not say them."""

    ruc: str
    reference: str
    kind: str
    code: str
    words: str
    #: Observations, each as it stands there: `4093 - El ubigeo …`.
    notes: tuple[str, ...]
    on: date | None
    #: The XML itself, which is what is kept.
    xml: bytes

    @property
    def what(self) -> str:
        """Accepted, accepted with observations, or rejected; an exception is refused.

        >>> answer = Cdr("20990000019", "B001-1", "", "0", "aceptada", (), None, b"")
        >>> from dataclasses import replace
        >>> answer.what, replace(answer, notes=("4093 - ubigeo",)).what
        ('accepted', 'observed')
        >>> replace(answer, code="2335").what, replace(answer, code="4093").what
        ('rejected', 'observed')
        >>> replace(answer, code="0109").what
        Traceback (most recent call last):
            ...
        coopshop.domain.cdr.NothingRegistered: SUNAT registered nothing (code 0109)...
        """
        number = int(self.code)
        if number == 0:
            observed = any(re.match("4[0-9]{3}", note) for note in self.notes)
            return OBSERVED if observed else ACCEPTED
        if self.code == KNOWN_BEFORE:
            raise KnownBefore(code=self.code)
        if number < REJECTIONS:
            raise NothingRegistered(code=self.code, words=self.words)
        return REJECTED if number < OBSERVATIONS else OBSERVED


def read(raw: bytes) -> Cdr:
    """What a file says, refused when it is none, or no answer to one document.

    >>> read(b"<a>")
    Traceback (most recent call last):
        ...
    coopshop.domain.cdr.NotTheCdr: This is not SUNAT's answer (CDR)...
    """
    xml, name = careful_xml.unpacked(raw, _REFUSALS)
    found = careful_xml.read(xml, _PLACES, _REFUSALS, often=("notes",))
    if _DOCUMENTS.match(found.root):
        raise TheDocumentItself
    facts = {place: words.strip() for place, words in found.once.items()}
    reference = facts.get("reference") or facts.get("document") or ""
    if _SUMMARY.fullmatch(reference):
        raise OfASummary(reference=reference)
    code = facts.get("code", "")
    if found.root != _ROOT or not reference or not re.fullmatch("[0-9]{1,4}", code):
        raise NotTheCdr
    named = _NAME.fullmatch(name)
    kind = facts.get("kind") or (named["kind"] if named else "") or _kind_in(facts)
    notes = (note.strip() for note in found.often.get("notes", ()))
    return Cdr(
        ruc=(facts.get("issuer") or facts.get("ruc") or "").removeprefix("6-"),
        reference=reference,
        kind=kind,
        code=code,
        words=facts.get("words", ""),
        notes=tuple(note for note in notes if note),
        on=_day(facts.get("answered", "")) or _day(facts.get("issued", "")),
        xml=xml,
    )


def refuse_other(cdr: Cdr, *, ruc: str, kind: str, series: str, number: int) -> None:
    """Refuse an answer to another document than the one of these facts (`kind`: "03").

    >>> answer = Cdr("20990000019", "B001-00000001", "03", "0", "", (), None, b"")
    >>> refuse_other(answer, ruc="20990000019", kind="03", series="B001", number=1)
    >>> refuse_other(answer, ruc="20990000019", kind="03", series="B001", number=2)
    Traceback (most recent call last):
        ...
    coopshop.domain.cdr.AboutAnother: This answer is about another number: B001-00000001.
    """
    if cdr.ruc != ruc:
        raise AboutAnother("ruc", cdr.ruc[:SHOWN] or "—")
    if cdr.kind and cdr.kind != kind:
        raise AboutAnother("kind", _CALLED.get(cdr.kind, cdr.kind[:SHOWN]))
    series_said, _hyphen, number_said = cdr.reference.partition("-")
    if (series_said, number_said.lstrip("0")) != (series, str(number)):
        raise AboutAnother("reference", cdr.reference[:SHOWN])


#: So much of something wrong is shown.
SHOWN = 40


def _kind_in(facts: dict[str, str]) -> str:
    """The kind that SUNAT's sentence names: `La Boleta numero B001-1, ha sido aceptada`."""
    words = facts.get("words", "").lower().replace("é", "e")
    said = re.match(r"la (factura|boleta|nota de credito|nota de debito)\b", words)
    return next((code for code, called in _CALLED.items() if said and called == said[1]), "")


def _day(said: str) -> date | None:
    """The day in a date or a timestamp; SUNAT's trial system leaves it empty."""
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
