"""The XML of a document of the portal, as the portal gave it: kept beside our own print."""

import hashlib
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import ledger
from ..db import Bytes, Code, Model
from ..domain import bookings, portal_file
from ..domain.errors import N_, Refused
from ..domain.numbering import is_paper
from ..domain.portal_file import Said
from ..domain.showing import plain_money
from ..ledger.models import PersonalFact
from .models import Document, Numbered, of_a_document
from .printing import facts_of


class NoXml(Refused):
    """A paper of ours, or one that was written by hand."""

    message = N_("Only a document of SUNAT's portal has an XML.")
    field = "xml"


class XmlKept(Refused):
    """What was kept stays."""

    message = N_("The XML of %(document)s is kept already.")
    field = "xml"


class PortalXml(Numbered, PersonalFact, Model):
    """The bytes, which speak of the buyer, and their SHA-256, which does not."""

    __tablename__ = "portal_xml"
    personal = ("xml",)
    __table_args__ = (
        of_a_document(),
        {"sqlite_strict": True},
    )

    sha256: Mapped[str] = mapped_column(Code)
    xml: Mapped[bytes | None] = mapped_column(Bytes)


def has_xml(document: Document) -> bool:
    """Whether the portal gives an XML with it."""
    return document.fiscal and document.kind != "nota_venta" and not is_paper(document.series)


def kept_xml(session: Session, document: Document) -> bytes | None:
    """The XML as it was kept, if it was."""
    found = session.get(PortalXml, (document.kind, document.series, document.number))
    return found.xml if found else None


def xml_is_kept(session: Session, document: Document) -> bool:
    """Whether it was kept; its bytes stay where they are."""
    key = (PortalXml.kind, PortalXml.series, PortalXml.number)
    named = sa.tuple_(*key) == sa.tuple_(document.kind, document.series, document.number)
    return bool(session.scalar(sa.select(sa.exists().where(named, PortalXml.xml.is_not(None)))))


def state_of(session: Session, document: Document) -> str:
    """`kept`, `lacking`, or nothing where there is none to be kept."""
    if not has_xml(document):
        return ""
    return "kept" if xml_is_kept(session, document) else "lacking"


def keep_xml(
    session: Session, document: Document, raw: bytes, *, on: date, at: datetime, by: int
) -> None:
    """Keep what the portal gave (an XML, or the ZIP around it), after a look whose it is."""
    if not has_xml(document):
        raise NoXml
    key = {"kind": document.kind, "series": document.series, "number": document.number}
    if session.get(PortalXml, tuple(key.values())):
        raise XmlKept(document=document.id)
    xml = portal_file.unpacked(raw)
    portal_file.refuse_other(portal_file.read(xml), _ours(document))
    row = {**key, "sha256": hashlib.sha256(xml).hexdigest(), "xml": xml}
    entry = bookings.notice(f"xml/{document.id}", "xml", on)
    ledger.post(session, entry, (PortalXml, [row]), at=at, by=by)


def _ours(document: Document) -> Said:
    """What the book says of it."""
    return Said(
        ruc=facts_of(document).issuer.ruc,
        kind=portal_file.KINDS[document.kind],
        code=f"{document.series}-{document.number}",
        on=document.on.isoformat(),
        currency=document.currency,
        total=plain_money(document.total),
    )
