"""What the book began with: by member, fund, purse, debt and lot, with the sums."""

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from ..catalog import Product
from ..domain import showing
from ..domain.errors import N_, Unknown
from ..ledger.models import Entry, Reversal
from ..members import Group, Member
from ..production import Delivery
from ..sales import Buyer
from .models import Agreement, Evidence, Opening

#: Openings of money: their order on the page.
KINDS = ("member", "fund", "purse", "debt", "stock")


class UnknownOpening(Unknown):
    """No such opening."""

    message = N_("There is no opening %(code)s.")


@dataclass(frozen=True, slots=True)
class Shown:
    """One opening, with the name of what it is about, whether she agreed, and why it was undone."""

    opening: Opening
    name: str
    agreed: Agreement | None
    undone: str | None
    #: Of a lot: whose it is, what, where, and how many as they are said.
    lot: Delivery | None = None
    units: str = ""


@dataclass(slots=True)
class Begun:
    """All that was taken over, by kind, undone ones left out."""

    rows: dict[str, list[Shown]] = field(default_factory=dict)

    def sum(self, kind: str) -> int:
        """Céntimos of a kind."""
        return sum(shown.opening.amount for shown in self.rows[kind])

    @property
    def rest(self) -> int:
        """What is the association's: what was there, less what is owed to members and funds."""
        return self.sum("purse") + self.sum("debt") - self.sum("member") - self.sum("fund")

    @property
    def waiting(self) -> int:
        """How many members have not said yet that theirs is right."""
        return sum(shown.agreed is None for shown in self.rows["member"])


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the notebook and what was taken from it."""

    code: str
    words: str
    numbers: tuple[int, ...]
    rows: tuple[Shown, ...]


def begun(session: Session) -> Begun:
    """What the book began with."""
    rows: dict[str, list[Shown]] = {kind: [] for kind in KINDS}
    for shown in _shown(session, sa.true()):
        if shown.undone is None:
            rows[shown.opening.kind].append(shown)
    return Begun(rows)


def opening(session: Session, code: str) -> Shown:
    """One of them, undone or not."""
    found = _shown(session, Opening.code == code)
    if not found:
        raise UnknownOpening(code=code)
    return found[0]


def page(session: Session, code: str) -> Page | None:
    """A page, with what was taken from it, undone rows too."""
    query = sa.select(Evidence.number, Evidence.words).where(Evidence.page == code)
    found = session.execute(query.order_by(Evidence.number)).all()
    if not found:
        return None
    numbers = tuple(number for number, _words in found)
    return Page(code, found[0][1], numbers, tuple(_shown(session, Opening.page == code)))


def pages(session: Session) -> list[tuple[str, str, int, int]]:
    """(code, words, photographs, rows) of every page, the newest first."""
    taken = (
        sa.select(Opening.page, sa.func.count(Opening.code).label("rows"))
        .group_by(Opening.page)
        .subquery()
    )
    query = (
        sa.select(
            Evidence.page,
            sa.func.min(Evidence.words),
            sa.func.count(Evidence.number),
            sa.func.coalesce(sa.func.max(taken.c.rows), 0),
        )
        .join(taken, taken.c.page == Evidence.page, isouter=True)
        .group_by(Evidence.page)
        .order_by(Evidence.page.desc())
    )
    return [
        (code, words, int(photos), int(rows))
        for code, words, photos, rows in session.execute(query)
    ]


def _shown(session: Session, wanted: Any) -> list[Shown]:
    undoing = aliased(Entry)
    maker = aliased(Member)
    query = (
        sa.select(
            *(Opening, Member, Group, Buyer, Delivery, maker, Product),
            *(Agreement, undoing.id, Reversal.note),
        )
        .join(Member, (Member.code == Opening.subject) & _is("member"), isouter=True)
        .join(Group, (Group.code == Opening.subject) & _is("fund"), isouter=True)
        .join(Buyer, (Buyer.code == Opening.subject) & _is("debt"), isouter=True)
        .join(Delivery, (Delivery.lot == Opening.subject) & _is("stock"), isouter=True)
        .join(maker, maker.code == Delivery.member, isouter=True)
        .join(Product, Product.sku == Delivery.sku, isouter=True)
        .join(Agreement, Agreement.opening == Opening.code, isouter=True)
        .join(undoing, undoing.reverses == Opening.entry, isouter=True)
        .join(Reversal, Reversal.entry == undoing.id, isouter=True)
        .where(wanted)
        .order_by(Opening.entry)
    )
    return [_one(row) for row in session.execute(query)]


def _is(kind: str) -> sa.ColumnElement[bool]:
    return Opening.kind == kind


def _one(row: Any) -> Shown:
    """A row of the query above, whose tables stand there if it is about them."""
    opening, member, group, buyer, lot, maker, product, agreed, undoing, why = row
    name, units = opening.subject, ""
    for named in (member, group, buyer, maker):
        name = named.name if named else name
    if product:
        name = f"{name}: {product.name_es}"
        units = showing.quantity(opening.amount, product.parts, product.unit)
    return Shown(opening, name, agreed, (why or "") if undoing else None, lot, units)
