"""SUNAT's words as people read them, and what its public page asks for."""

from ..domain.at_sunat import ACCEPTED, ANNULLED, NOT_FOUND, OBSERVED, REJECTED, SENT, AtSunat
from ..domain.errors import N_
from ..domain.showing import plain_money
from ..web.i18n import _
from ..web.names import called
from .models import Document
from .printing import facts_of
from .sunat_said import is_portal

#: Where anybody may ask SUNAT about a document: its consultation of validity, without a password.
SUNAT_PAGE = "https://e-consulta.sunat.gob.pe/ol-ti-itconsvalicpe/ConsValiCpe.htm"

#: How a document stands with SUNAT, and the kind of its sign.
STATES = {
    SENT: (N_("Sent to SUNAT"), "wait"),
    ACCEPTED: (N_("Accepted by SUNAT"), "yes"),
    OBSERVED: (N_("Accepted by SUNAT, with observations"), "yes"),
    REJECTED: (N_("Rejected by SUNAT"), "no"),
    ANNULLED: (N_("Annulled at SUNAT"), "no"),
    NOT_FOUND: (N_("SUNAT does not find it"), "no"),
}


def sunat_words(kind: str, series: str, sunat: AtSunat) -> tuple[str, str]:
    """How a document with tax value stands with SUNAT, and the kind of its sign."""
    if sunat.state in STATES:
        words, sign = STATES[sunat.state]
        return _(words), sign
    if is_portal(kind, series):
        return _("Issued in SUNAT's portal"), ""
    return _("Not known"), "wait"


def in_a_word(kind: str, series: str, sunat: AtSunat) -> tuple[str, str]:
    """The same below a heading that names SUNAT already."""
    if sunat.state in STATES:
        return called(sunat.state), STATES[sunat.state][1]
    return (_("Issued there"), "") if is_portal(kind, series) else (_("Not known"), "wait")


def asked_by_sunat(document: Document) -> list[tuple[str, str]]:
    """What SUNAT's public page asks for: each box, and what is typed into it."""
    return [
        (_("RUC of who issued it"), facts_of(document).issuer.ruc),
        (_("Kind of document"), called(document.kind)),
        (_("Series"), document.series),
        (_("Number"), str(document.number)),
        (_("Day of issue"), f"{document.on:%d/%m/%Y}"),
        (_("Total"), plain_money(document.total)),
    ]
