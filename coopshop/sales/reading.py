"""All that became of one sale: whose pieces, how its money is divided, what came in and back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, catalog
from ..catalog import Place, Product
from ..domain import accounts as acc
from ..ledger.models import Balance, Entry, Move
from ..members import Member
from .buyer_book import buyer as buyer_of
from .dollars import Taken, taken
from .models import Allocation, Buyer, Payment, Return, ReturnedLot, Sale, SaleLine
from .selling import sale_of
from .undoing import payments_of, undone


@dataclass(frozen=True, slots=True)
class Maker:
    """Whose pieces served a line: `units` of one lot, what they earn her, and what came back."""

    member: str
    name: str
    lot: str | None
    units: int
    amount: int
    back_units: int
    back_amount: int


@dataclass(frozen=True, slots=True)
class Told:
    """One line with its makers; `unit` is how its product is counted."""

    line: SaleLine
    unit: str
    makers: tuple[Maker, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """How céntimos of soles are divided; all of it is `total`."""

    members: int
    fund: int
    association: int
    igv: int

    @property
    def total(self) -> int:
        """What was divided."""
        return self.members + self.fund + self.association + self.igv


@dataclass(frozen=True, slots=True)
class Story:
    """A sale and all that became of it. `divided` is what it brought, `back` what went back."""

    sale: Sale
    buyer: Buyer
    place: Place
    due: int
    lines: tuple[Told, ...]
    payments: tuple[Payment, ...]
    returns: tuple[tuple[Return, SaleLine, str], ...]
    divided: Parts
    back: Parts
    entries: tuple[Entry, ...]
    #: The entry that undid the sale, if it was undone; and the payments that were taken back.
    undone: Entry | None
    taken_back: frozenset[str]
    #: What was handed over in dollars, by the code of the payment.
    dollars: Mapping[str, Taken]
    #: Numbers of operations that were typed later or put right, by the cause of the payment.
    numbers: Mapping[str, cash.Number]

    @property
    def owed(self) -> int:
        """What we owe the buyer, after a return."""
        return max(-self.due, 0)


def story(session: Session, code: str) -> Story:
    """All that is known of one sale, refused when there is none of that code."""
    sale = sale_of(session, code)
    lines = tuple(
        Told(line, unit, makers)
        for (line, unit), makers in zip(_lines(session, code), _makers(session, code), strict=True)
    )
    returns = tuple(_returns(session, code))
    payments = tuple(
        session.scalars(sa.select(Payment).where(Payment.sale == code).order_by(Payment.entry))
    )
    standing = {payment.code for payment in payments_of(session, code)}
    return Story(
        sale=sale,
        buyer=buyer_of(session, sale.buyer),
        place=catalog.place(session, sale.place),
        due=session.scalar(_due, {"account": acc.due(code), "unit": sale.currency}) or 0,
        lines=lines,
        payments=payments,
        returns=returns,
        divided=_added([told.line for told in lines]),
        back=_added([back for back, _, _ in returns]),
        entries=tuple(_entries(session, code)),
        undone=undone(session, code),
        taken_back=frozenset(p.code for p in payments if p.code not in standing),
        dollars=taken(session, [payment.code for payment in payments]),
        numbers=cash.numbers_of(session, [payment.cause for payment in payments]),
    )


_due = sa.select(Balance.amount).where(
    Balance.account == sa.bindparam("account"), Balance.unit == sa.bindparam("unit")
)


def _lines(session: Session, code: str) -> list[tuple[SaleLine, str]]:
    query = (
        sa.select(SaleLine, Product.unit)
        .join(Product, Product.sku == SaleLine.sku)
        .where(SaleLine.sale == code)
        .order_by(SaleLine.line)
    )
    return [(line, unit) for line, unit in session.execute(query)]


def _makers(session: Session, code: str) -> list[tuple[Maker, ...]]:
    """The makers of each line, in order of lines and then of their lots."""
    back = (
        sa.select(
            ReturnedLot.line,
            ReturnedLot.position,
            sa.func.sum(ReturnedLot.units).label("units"),
            sa.func.sum(ReturnedLot.amount).label("amount"),
        )
        .where(ReturnedLot.sale == code)
        .group_by(ReturnedLot.line, ReturnedLot.position)
        .subquery()
    )
    query = (
        sa.select(Allocation, Member, back.c.units, back.c.amount)
        .join(Member, Member.code == Allocation.member)
        .join(
            back,
            sa.and_(back.c.line == Allocation.line, back.c.position == Allocation.position),
            isouter=True,
        )
        .where(Allocation.sale == code)
        .order_by(Allocation.line, Allocation.position)
    )
    found: dict[int, list[Maker]] = defaultdict(list)
    for a, member, units, amount in session.execute(query):
        maker = Maker(
            member.code, member.name, a.lot, a.units, a.amount, int(units or 0), int(amount or 0)
        )
        found[a.line].append(maker)
    return [tuple(makers) for _, makers in sorted(found.items())]


def _returns(session: Session, code: str) -> list[tuple[Return, SaleLine, str]]:
    """Each return with its line, and the unit it is counted in."""
    query = (
        sa.select(Return, SaleLine, Product.unit)
        .join(SaleLine, sa.and_(SaleLine.sale == Return.sale, SaleLine.line == Return.line))
        .join(Product, Product.sku == SaleLine.sku)
        .where(Return.sale == code)
        .order_by(Return.entry, Return.code)
    )
    return [(back, line, unit) for back, line, unit in session.execute(query)]


def _added(rows: list[SaleLine] | list[Return]) -> Parts:
    return Parts(
        members=sum(row.pool for row in rows),
        fund=sum(row.fund for row in rows),
        association=sum(row.association for row in rows),
        igv=sum(row.igv_pen for row in rows),
    )


def _entries(session: Session, code: str) -> list[Entry]:
    """Every entry that changed what is due on the sale: the sale, payments, returns."""
    account = acc.due(code)
    touched = sa.union(
        sa.select(Move.entry).where(Move.source == account),
        sa.select(Move.entry).where(Move.target == account),
    )
    query = sa.select(Entry).where(Entry.id.in_(touched)).order_by(Entry.id)
    return list(session.scalars(query))
