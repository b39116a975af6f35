"""The buyers' book: names and documents for papers that need them."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..db import remembered
from ..domain import folding, identifiers
from ..domain.errors import N_, Refused, Unknown
from ..domain.papers import NO_DOCUMENT
from ..web.listing import Selected
from ..web.listing.seeking import alphabetical, folded
from .models import Buyer

#: Who buys without giving a name.
ANONYMOUS = "B-000"

#: So many are offered to whoever looks for one.
FOUND = 8


class UnknownBuyer(Unknown):
    """No such buyer."""

    message = N_("There is no buyer %(code)s.")
    field = "buyer"


class NameMissing(Refused):
    """A document without a person."""

    message = N_("Write the buyer's name too.")
    field = "name"


class NumberMissing(Refused):
    """A kind of document without its number names nobody."""

    message = N_("Write the number of the document, or choose that there is none.")
    field = "document_number"


class BuyerKnown(Refused):
    """A document names one buyer."""

    message = N_("The document %(number)s belongs to %(name)s (%(code)s).")
    field = "document_number"


def buyer(session: Session, code: str) -> Buyer:
    """One buyer, refused when there is none of that code."""
    found = remembered(session, ("buyer", code), lambda: session.scalar(_buyer, {"code": code}))
    if found is None:
        raise UnknownBuyer(code=code)
    return found


_buyer = sa.select(Buyer).where(Buyer.code == sa.bindparam("code"))


def buyers(session: Session) -> list[Buyer]:
    """All buyers with a name, by name."""
    return list(session.scalars(sa.select(Buyer).order_by(alphabetical(Buyer.name), Buyer.code)))


@cache
def named() -> Selected:
    """All buyers but the one without a name, for a list."""
    columns = (Buyer.code, Buyer.name, Buyer.kind, Buyer.document_number, Buyer.city)
    return sa.select(*columns).where(Buyer.code != ANONYMOUS)


def find_buyers(session: Session, words: str, most: int = FOUND) -> list[Buyer]:
    """Buyers whose name or document holds all of some words, by name; of no words, nobody."""
    asked = folding.folded(words).split()
    if not asked:
        return []
    held = (
        sa.or_(
            folded(Buyer.name).contains(word, autoescape=True),
            Buyer.document_number.startswith(word, autoescape=True),
        )
        for word in asked
    )
    query = (
        sa.select(Buyer)
        .where(Buyer.code != ANONYMOUS, *held)
        .order_by(alphabetical(Buyer.name), Buyer.code)
    )
    return list(session.scalars(query.limit(most)))


def anonymous(session: Session) -> Buyer:
    """The buyer without a name; written down at the first sale that needs it."""
    found = session.get(Buyer, ANONYMOUS)
    if found is None:
        found = Buyer(code=ANONYMOUS, name="CLIENTES VARIOS", kind="anonimo", document_type="0")
        session.add(found)
        session.flush()
        session.info.clear()
    return found


def add_buyer(session: Session, *, code: str | None = None, **facts: Any) -> Buyer:
    """A new buyer; the document is checked by its digits (`identifiers.document`).

    Only one who comes with a code, from elsewhere, may have a document without its number.
    """
    if not facts["name"]:
        raise NameMissing
    if code is None:
        _refuse_numberless(facts)
    _checked(session, facts, code)
    new = Buyer(code=code or _next_code(session), **facts)
    session.add(new)
    session.flush()
    session.info.clear()
    return new


def change_buyer(session: Session, code: str, **facts: Any) -> Buyer:
    """Correct what is known of a buyer; papers that were issued keep what they say."""
    found = buyer(session, code)
    _refuse_numberless(facts)
    _checked(session, facts, code)
    for name, value in facts.items():
        setattr(found, name, value)
    session.flush()
    return found


def _refuse_numberless(facts: dict[str, Any]) -> None:
    if facts["document_type"] != NO_DOCUMENT and not facts.get("document_number"):
        raise NumberMissing


def _checked(session: Session, facts: dict[str, Any], code: str | None) -> None:
    if not facts.get("document_number"):
        facts["document_number"] = None
        return
    number = identifiers.document(facts["document_type"], facts["document_number"])
    facts["document_number"] = number
    query = sa.select(Buyer).where(Buyer.document_number == number, Buyer.code != (code or ""))
    taken = session.scalars(query.where(Buyer.document_type == facts["document_type"])).first()
    if taken:
        raise BuyerKnown(number=number, name=taken.name, code=taken.code)


def _next_code(session: Session) -> str:
    """The next free code; an imported list may have used some already."""
    while session.get(Buyer, code := ledger.next_code(session, "buyer")):
        pass
    return code
