"""The buyer's link: a secret that opens one document; kept as a hash, taken back in one tap."""

import hashlib
import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import sales
from ..db import Code, Model, Moment, Whole
from ..domain.errors import N_, Unknown
from ..domain.invoice import Invoice
from ..domain.showing import money
from .models import Document, of_a_document

#: Random bytes of a link: 128 bits.
SECRET = 16


class UnknownLink(Unknown):
    """No such link, or not of this document."""

    message = N_("There is no such link.")


class BuyerLink(Model):
    """A link to one document. Its secret is known to whom it was given, and to nobody here."""

    __tablename__ = "buyer_link"
    __table_args__ = (
        of_a_document(),
        sa.Index("ix_buyer_link_document", "kind", "series", "number"),
        {"sqlite_strict": True},
    )

    sha256: Mapped[str] = mapped_column(Code, primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    series: Mapped[str] = mapped_column(Code)
    number: Mapped[int] = mapped_column(Whole)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int] = mapped_column(Whole)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[int | None] = mapped_column(Whole)


def make_link(session: Session, document: Document, *, at: datetime, by: int) -> str:
    """A new link to a document whose sale stands; gives the secret, this once."""
    sales.standing_sale(session, document.sale)
    secret = secrets.token_urlsafe(SECRET)
    key = {"kind": document.kind, "series": document.series, "number": document.number}
    session.add(BuyerLink(sha256=_hashed(secret), **key, made_at=at, made_by=by))
    session.flush()
    return secret


def links_of(session: Session, document: Document) -> list[BuyerLink]:
    """Every link to a document, the last one first."""
    query = sa.select(BuyerLink).where(
        BuyerLink.kind == document.kind,
        BuyerLink.series == document.series,
        BuyerLink.number == document.number,
    )
    return list(session.scalars(query.order_by(BuyerLink.made_at.desc(), BuyerLink.sha256)))


def revoke_link(
    session: Session, document: Document, sha256: str, *, at: datetime, by: int
) -> None:
    """From now on a link opens nothing; a second time changes nothing."""
    found = session.get(BuyerLink, sha256)
    if found is None or found not in links_of(session, document):
        raise UnknownLink
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by = at, by
        session.flush()


def linked(session: Session, secret: str) -> Document | None:
    """The document that a secret opens, if there is one and it was not taken back."""
    same_key = sa.and_(
        Document.kind == BuyerLink.kind,
        Document.series == BuyerLink.series,
        Document.number == BuyerLink.number,
    )
    query = sa.select(Document).join(BuyerLink, same_key)
    wanted = BuyerLink.sha256 == _hashed(secret)
    return session.scalar(query.where(wanted, BuyerLink.revoked_at.is_(None)))


def message(facts: Invoice, address: str) -> str:
    """What the buyer reads in WhatsApp: who sold, which paper, its total, and where it is seen.

    In Spanish, as papers are.
    """
    issuer = facts.issuer.trade_name or facts.issuer.name
    total = money(facts.total, facts.currency)
    said = f"{issuer}: {facts.title} {facts.code} por {total}. Gracias por su compra."
    return f"{said}\nVéalo aquí: {address}" if address else said


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
