"""What is missing: something that she brought, or money, of which the book has nothing.

She chooses a picture; so many of it, words and a photo only if she wants. It is kept as what she
says (`payouts.NOT_IN_BOOK`), and waits for an answer as every line that she says is not right.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, payouts
from ..catalog import Photo, Product
from ..domain.errors import N_, Refused
from ..domain.showing import money, quantity
from ..production import Delivery
from ..web.i18n import _, in_spanish, language
from ..web.icons import icon_of
from ..web.names import so_many
from ..web.photos import inside

#: So many things that are missing may wait for an answer at once, and so many she may say within
#: a month, answered or not: each stays in the book for ever.
MOST_OPEN, MOST_A_MONTH = 3, 6
MONTH = timedelta(days=30)

#: So many products stand there as pictures, those that she brought last.
PICTURES = 6

#: The key of a picture: a product by its SKU, money, anything else.
PIECE, MONEY, OTHER = "piece-", "money", "other"


class AllWait(Refused):
    """As many as may wait do."""

    message = N_(
        "%(times)s things that you said are missing wait for an answer. Talk to the treasurer."
    )


class OftenThisMonth(Refused):
    """Again and again: that is better said face to face."""

    message = N_("This month you said so %(times)s times. Talk to the treasurer.")


@dataclass(frozen=True, slots=True)
class Thing:
    """What may be missing: its key in the address, its words and its picture."""

    key: str
    words: str
    drawing: str
    photo: str = ""
    product: Product | None = None

    @property
    def is_money(self) -> bool:
        """Whether it is counted in soles."""
        return self.key == MONEY


def things(session: Session, member: str) -> list[Thing]:
    """The pictures to choose from: what she brings, the last first; money; anything else."""
    query = _brought(member).limit(PICTURES)
    hers = [_piece(session, product) for product in session.scalars(query)]
    return [*hers, _money(), _other()]


def thing(session: Session, member: str, key: str) -> Thing | None:
    """One of them, also a product that she brought longer ago."""
    if key.startswith(PIECE):
        wanted = Product.sku == key.removeprefix(PIECE)
        product = session.scalar(_brought(member).where(wanted))
        return _piece(session, product) if product else None
    return {MONEY: _money(), OTHER: _other()}.get(key)


def too_many(session: Session, member: str, on: date) -> Refused | None:
    """Why she may not say so once more today, or nothing."""
    about = payouts.Dispute.about.startswith(f"{payouts.NOT_IN_BOOK}/", autoescape=True)
    said = sa.select(sa.func.count()).where(payouts.Dispute.member == member, about)
    answered = sa.select(payouts.DisputeAnswer.code)
    waiting = session.scalar(said.where(payouts.Dispute.code.not_in(answered))) or 0
    if waiting >= MOST_OPEN:
        return AllWait(times=waiting)
    lately = session.scalar(said.where(payouts.Dispute.on > on - MONTH)) or 0
    return OftenThisMonth(times=lately) if lately >= MOST_A_MONTH else None


def note(which: Thing, number: int | None, words: str | None) -> str:
    """What is kept of it, for the desk to read: which picture, how many or how much, her words."""
    with in_spanish():
        said = _("Missing: %(what)s", what=_so_much(which, number))
    return "\n".join([said, *([words] if words else [])])


def _so_much(which: Thing, number: int | None) -> str:
    product = which.product
    if product is None:
        name = {MONEY: _("money"), OTHER: _("another thing")}[which.key]
        return name if number is None else f"{name}, {money(number)}"
    if number is None:
        return product.name_es
    amount = quantity(number, product.parts, product.unit)
    return so_many(amount, product.name_es, product.parts)


def _brought(member: str) -> sa.Select[Product]:
    """What she brought and was not undone, the last first, each product once."""
    last = sa.func.max(Delivery.entry)
    hers = sa.select(Delivery.sku, last.label("last")).where(
        Delivery.member == member, ledger.standing(Delivery.entry)
    )
    found = hers.group_by(Delivery.sku).subquery()
    query = sa.select(Product).join(found, found.c.sku == Product.sku)
    return query.order_by(found.c.last.desc())


def _piece(session: Session, product: Product) -> Thing:
    photo = session.get(Photo, product.sku)
    drawn = inside(photo.jpeg) if photo else ""
    drawing = icon_of(product.category, "basket")
    return Thing(PIECE + product.sku, product.name_in(language()), drawing, drawn, product)


def _money() -> Thing:
    return Thing(MONEY, _("Money of mine"), "coin")


def _other() -> Thing:
    return Thing(OTHER, _("Another thing"), "help")
