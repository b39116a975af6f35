"""What may be written down as not right for a member at the desk: her money, her pieces.

The same lines that her telephone marks, below headings, each with the newest first. What is older
than a year and over stands on no list; its code can be typed.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, inventory, ledger
from ..catalog import Product
from ..domain import accounts as acc
from ..domain.errors import N_
from ..domain.showing import day, money, quantity
from ..ledger.balances import below
from ..ledger.models import Balance, Entry
from ..ledger.words import cause_words
from ..production import Delivery
from ..web.i18n import _, language
from ..web.names import called
from . import payday
from .disputing import NOT_IN_BOOK
from .sale_parts import Part, parts
from .settling import Account, since_last
from .statements import pieces, statement

#: So far back the lists go, but for what still lies somewhere.
YEAR = timedelta(days=366)

#: Headings, in their order.
NOT_HERE = N_("Not on this list")
SINCE, WAITING, BEFORE = MONEY = (
    N_("Since her last payout"),
    N_("Sold, not collected"),
    N_("Before"),
)
BROUGHT, REJECTED, MISSING = N_("Brought"), N_("Not accepted"), N_("Missing in a count")
#: Those of pieces that left the way, by where they ended.
ENDS = {
    acc.LOST: N_("Lost on the way"),
    acc.SHRUNK: N_("Gone off in the shop"),
    acc.SAMPLE: N_("Given as a sample"),
    acc.SPOILT: N_("Came back, unfit for sale"),
}
PIECES = (BROUGHT, REJECTED, *ENDS.values(), MISSING)

#: Options by heading: what is sent, what is read.
Groups = dict[str, list[tuple[str, str]]]


class _Line(NamedTuple):
    """One line: below which heading, of which day, what it is about, in which words and sum."""

    heading: str
    on: date
    about: str
    words: str
    cents: int | None = None

    @property
    def said(self) -> str:
        """As it stands on the list."""
        said = [day(self.on, language()), self.words]
        return " · ".join([*said, *([] if self.cents is None else [money(self.cents)])])

    def with_(self, other: "_Line") -> "_Line":
        """Both, where one line was moved twice or names two lots."""
        if self.cents is not None and other.cents is not None:
            return self._replace(cents=self.cents + other.cents)
        return self._replace(words=f"{self.words}; {other.words}")


def offered(session: Session, member: str, today: date) -> Groups:
    """Everything of hers that can be said not to be right, below headings."""
    since = today - YEAR
    return {
        _(NOT_HERE): [(NOT_IN_BOOK, _("Something that is not in the book"))],
        **_grouped(MONEY, _of_money(session, member, since, today)),
        **_grouped(PIECES, _of_pieces(session, member, since)),
    }


def _grouped(headings: tuple[str, ...], lines: Iterable[_Line]) -> Groups:
    """Each line once, below the first heading that has it."""
    known: dict[str, _Line] = {}
    for line in lines:
        had = known.setdefault(line.about, line)
        if had is not line and had.heading == line.heading:
            known[line.about] = had.with_(line)
    found: dict[str, list[tuple[str, str]]] = {heading: [] for heading in headings}
    for line in known.values():
        found[line.heading].append((line.about, line.said))
    return {_(heading): options for heading, options in found.items() if options}


def _of_money(session: Session, member: str, since: date, today: date) -> Iterator[_Line]:
    """Of the next payout, not collected, and older ones."""
    account = since_last(session, [member]).get(member, Account())
    waiting = payday.not_collected(session).get(member, [])
    year = statement(session, member, since, today)
    lines = [(SINCE, one.on, one.sale, one.cause, one.cents) for one in reversed(account.lines)]
    lines += [(WAITING, one.on, one.sale, "", one.cents) for one in reversed(waiting)]
    lines += [
        (BEFORE, step.on, step.sale, step.cause, step.change)
        for step, _balance in reversed(year.running)
    ]
    sales = {sale for _h, _on, sale, _cause, _cents in lines if sale}
    sold, products = pieces(session, member, sales), _several(session, member, sales)
    for heading, on, sale, cause, cents in lines:
        about = f"sale/{sale}" if sale else cause
        words = " · ".join(filter(None, (cause_words(about), sold.get(sale or ""))))
        yield _Line(heading, on, about, words, cents)
        for one in products.pop(sale or "", ()):
            yield _Line(heading, on, one.about, f"{cause_words(about)} · {one.words}", one.cents)


def _several(session: Session, member: str, sales: set[str]) -> dict[str, list[Part]]:
    """The products of hers in each sale where there are several: each may be wrong by itself."""
    found = parts(session, member, sales)
    return {sale: products for sale, products in found.items() if len(products) > 1}


def _of_pieces(session: Session, member: str, since: date) -> Iterator[_Line]:
    """What she brought and what was not accepted, then what became of it but for what was sold."""
    brought = _brought(session, member, since)
    lots = [delivery.lot for delivery, _product, _cause in brought]
    lying, off = _lying(session, lots), inventory.off_of(session, lots)
    for delivery, product, cause in brought:
        heading = REJECTED if delivery.rejected else BROUGHT
        words = _brought_words(delivery, product, lying.get(delivery.lot, []))
        yield _Line(heading, delivery.on, cause, words)
    things = {delivery.lot: (delivery, product) for delivery, product, _cause in brought}
    gone = [_gone(one, *things[lot]) for lot, many in off.items() for one in many]
    yield from sorted(gone, key=lambda line: line.on, reverse=True)


def _gone(one: inventory.Off, delivery: Delivery, product: Product) -> _Line:
    heading = MISSING if one.end == acc.SHRUNK and one.reason else ENDS[one.end]
    said = [product.name_es, _so_many(one.units, product), delivery.lot, called(one.reason)]
    return _Line(heading, one.on or delivery.on, one.cause, " · ".join(filter(None, said)))


def _brought(session: Session, member: str, since: date) -> list[tuple[Delivery, Product, str]]:
    """Her deliveries of a year, and older ones of which something lies or travels still."""
    live = sa.select(Balance.unit).where(_lies)
    query = (
        sa.select(Delivery, Product, Entry.cause)
        .join(Product, Product.sku == Delivery.sku)
        .join(Entry, Entry.id == Delivery.entry)
        .where(
            Delivery.member == member,
            sa.or_(Delivery.on >= since, Delivery.lot.in_(live)),
            ledger.standing(Delivery.entry),
        )
        .order_by(Delivery.on.desc(), Delivery.entry.desc())
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


_lies = sa.and_(
    sa.or_(below(Balance.account, acc.SHELVES), below(Balance.account, acc.ON_THE_WAY)),
    sa.text("balance.amount > 0"),
)


def _lying(session: Session, lots: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Where the pieces of each lot are now, and how many."""
    names = {place.code: place.name for place in catalog.places(session)}
    query = sa.select(Balance.unit, Balance.account, Balance.amount)
    found: dict[str, list[tuple[str, int]]] = {}
    query = query.where(_lies, Balance.unit.in_(lots)).order_by(Balance.account)
    for lot, account, units in session.execute(query):
        place = account.removeprefix(acc.SHELVES)
        where = names.get(place, place) if place != account else str(_("on the way"))
        found.setdefault(lot, []).append((where, units))
    return found


def _brought_words(delivery: Delivery, product: Product, lying: list[tuple[str, int]]) -> str:
    said = [product.name_es, _so_many(delivery.brought, product), delivery.lot]
    if delivery.rejected:
        units = _so_many(delivery.rejected, product)
        said.append(str(_("%(units)s not accepted", units=units)))
    said += [f"{where}: {_so_many(units, product)}" for where, units in lying]
    return " · ".join(said)


def _so_many(units: int, product: Product) -> str:
    return quantity(units, product.parts, product.unit)
