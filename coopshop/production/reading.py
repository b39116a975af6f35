"""Looking at deliveries: the list, and what became of the pieces of one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..catalog import Place, Product
from ..db import remembered
from ..domain import checking, showing
from ..ledger import reading as book
from ..ledger.models import Entry
from ..members import Member
from .models import Delivery, HandIn, HandInLot


@dataclass(frozen=True, slots=True)
class Listed:
    """One delivery with the names of what it is about."""

    delivery: Delivery
    member: Member
    product: Product
    place: Place

    def shown(self, units: int) -> str:
        """Units of this product, as they are said."""
        return showing.quantity(units, self.product.parts, self.product.unit)


@dataclass(frozen=True, slots=True)
class Moved:
    """Pieces of a lot that went from one account to another, by what entry."""

    entry: int
    on: date
    cause: str
    source: str
    target: str
    units: int


def delivery_of(session: Session, lot: str) -> Listed | None:
    """One delivery by its lot."""
    row = session.execute(_listed().where(Delivery.lot == lot)).first()
    return Listed(*row) if row else None


def page_of(session: Session, delivery: Delivery) -> str:
    """How the page of a lot for everybody is named: `D0029-E7A2N95P`.

    Lots are counted, so anybody could leaf through all of them; the letters after a lot are taken
    from the hash of its entry, which nobody can reckon.
    """
    sealed = session.get_one(Entry, delivery.entry)
    return f"{delivery.lot}-{checking.code(checking.OF_LOT, sealed.hash)}"


def on_page(session: Session, named: str) -> Listed | None:
    """The delivery whose page is named so, if it stands or not; nothing if a letter is another."""
    lot, _hyphen, typed = named.rpartition("-")
    found = delivery_of(session, lot.upper())
    known = page_of(session, found.delivery).rpartition("-")[2] if found else "?"
    return found if checking.same(typed, known) else None


def stands(session: Session, delivery: Delivery) -> bool:
    """Whether a delivery was not undone."""
    query = sa.select(Delivery.lot).where(Delivery.lot == delivery.lot)
    return session.scalar(query.where(book.standing(Delivery.entry))) is not None


def hand_in(session: Session, code: str) -> list[Listed]:
    """What came at one go, in the order of its slip; empty for a code that nobody gave."""
    query = (
        _listed().join(HandInLot, HandInLot.lot == Delivery.lot).where(HandInLot.hand_in == code)
    )
    return [Listed(*row) for row in session.execute(query.order_by(HandInLot.line))]


def all_of(session: Session, code: str) -> list[Listed]:
    """What a code stands for: all that came with a slip, or one lot; nothing if neither."""
    one = delivery_of(session, code)
    return [one] if one else hand_in(session, code)


def hand_in_code(session: Session, lot: str) -> str | None:
    """With which slip a lot came; lots of earlier years came with none."""
    return session.scalar(sa.select(HandInLot.hand_in).where(HandInLot.lot == lot))


def hand_in_of(session: Session, lot: str) -> list[Listed]:
    """All that came together with a lot."""
    code = hand_in_code(session, lot)
    return hand_in(session, code) if code else []


def note_of(session: Session, code: str) -> str | None:
    """What was noted on a slip."""
    return session.get_one(HandIn, code).note


def journey(session: Session, delivery: Delivery) -> list[Moved]:
    """Every move of a lot's pieces, in order: sent, arrived, sold, come back."""
    return [
        Moved(entry.id, entry.on, entry.cause, move.source, move.target, move.amount)
        for entry, move in book.journey(session, delivery.lot, delivery.entry)
    ]


def know_lots(session: Session, lots: Collection[str]) -> None:
    """Ask once how many lots are measured, which `of_lot` then says of each."""
    if not lots:
        return
    query = sa.select(Delivery.lot, Product.parts, Product.unit)
    query = query.join(Product, Product.sku == Delivery.sku).where(Delivery.lot.in_(lots))
    for lot, parts, unit in session.execute(query):
        session.info["measure", lot] = (parts, unit)


def of_lot(session: Session, units: int, lot: str) -> str:
    """Units of a lot as they are said: kilos for what is weighed."""

    def measure() -> tuple[int, str]:
        query = sa.select(Product.parts, Product.unit).join(Delivery, Delivery.sku == Product.sku)
        found = session.execute(query.where(Delivery.lot == lot)).first()
        return (found.parts, found.unit) if found else (1, "")

    return showing.quantity(units, *remembered(session, ("measure", lot), measure))


def _listed() -> sa.Select[Delivery, Member, Product, Place]:
    return (
        sa.select(Delivery, Member, Product, Place)
        .join(Member, Member.code == Delivery.member)
        .join(Product, Product.sku == Delivery.sku)
        .join(Place, Place.code == Delivery.place)
    )
