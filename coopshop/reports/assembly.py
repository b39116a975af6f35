"""What is read aloud to the assembly: numbered figures, each with the entries it comes from.

Figures of a state (money, debts, pieces) are those of the period's last day; figures of what
happened (sales, losses, payouts) are of the period. What is nothing is left out, except the main
ones: an assembly asks for them also when they are zero.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, payouts
from ..domain import accounts as acc
from ..domain.bookings import PEN
from ..domain.errors import N_, Unknown
from ..ledger.models import Entry
from ..sales import Sale
from . import goods
from .counted import last_counts
from .lost import lost_at_members_cost
from .tracing import GRAMS, PIECES, Period, Row, Trace, balances_at, figure_of, rows_of, traced

USD = "USD"
MONEY = tuple(dict.fromkeys(acc.PURSES.values()))
#: Where the members', the fund's, the association's and the State's parts of a sale go.
PARTS = (acc.earned(""), acc.fund(""), acc.ASSOCIATION, acc.IGV)
#: What the association pays, less what else it is given.
COSTS = (
    acc.LOSSES,
    acc.SAMPLES,
    acc.ROUNDING,
    acc.RATE_DIFFERENCE,
    acc.CASH_DIFFERENCE,
    acc.FARES,
    acc.FREIGHT,
    acc.EXPENSES,
    acc.OTHER_INCOME,
)


class NoSuchFigure(Unknown):
    """A figure that the sheet of this period does not have."""

    message = N_("There is no figure %(code)s on this sheet.")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the sheet: `value` of `unit` (PEN, USD, pieces, or `things` that are counted).

    `traces` add up to it; where the book cannot say it (a price, a dispute), `rows` do. `facts` are
    for its sentence, `grams` what is weighed beside what is counted, `worth` its value in soles.
    """

    key: str
    value: int
    unit: str = PEN
    traces: tuple[Trace, ...] = ()
    rows: tuple[Any, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    grams: int = 0
    worth: int | None = None
    #: Said in words as well.
    main: bool = False
    #: When it is not of the sheet's own period.
    span: Period | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together."""

    key: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is read aloud; `entry`, its day and its `seal` say how far the book went."""

    period: Period
    sections: tuple[Section, ...]
    entry: Entry | None

    @property
    def figures(self) -> list[Figure]:
        """Every figure, in order."""
        return [figure for section in self.sections for figure in section.figures]

    def figure(self, key: str) -> Figure:
        """One figure, refused when the sheet has none of that name."""
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise NoSuchFigure(code=key)


def sheet(session: Session, period: Period) -> Sheet:
    """The sheet of a period; every figure has its number."""
    numbers = count(1)
    sections = []
    for key, found in _sections(session, period):
        figures = [_numbered(figure, next(numbers)) for figure in found]
        if figures:
            sections.append(Section(key, tuple(figures)))
    last = session.scalars(sa.select(Entry).order_by(Entry.id.desc()).limit(1)).first()
    return Sheet(period, tuple(sections), last)


def behind(session: Session, figure: Figure, period: Period) -> tuple[int, list[Row]]:
    """What stood before the period, and the entries since: together they are the figure."""
    if figure.rows:
        return 0, list(figure.rows)
    if not figure.traces:
        return 0, []
    found = traced(session, figure.traces[0], figure.span or period)
    return found.before, list(found.rows)


def _numbered(figure: Figure, number: int) -> Figure:
    facts = {name: getattr(figure, name) for name in Figure.__slots__}
    return Figure(**facts | {"number": number})


def _sections(session: Session, period: Period) -> Iterator[tuple[str, list[Figure]]]:
    yield "money", list(_money(session, period))
    yield "members", list(_members(session, period))
    yield "buyers", list(_buyers(session, period))
    yield "goods", list(_goods(session, period))
    yield "losses", list(_losses(session, period))
    yield "happened", list(_happened(session, period))
    yield "fund", list(_fund(session, period))
    yield "association", list(_association(session, period))


def _money(session: Session, period: Period) -> Iterator[Figure]:
    """Cash box by box, then what lies elsewhere."""
    held = balances_at(session, period.until, *MONEY, acc.DRAWERS)
    box = acc.purse("efectivo")
    yield _of(session, period, "cash", Trace((box,)))
    counts = last_counts(session, period.until)
    for till, name in counts.names.items():
        drawer = acc.drawer(till)
        if held.get((drawer, PEN)) or till in counts.last:
            facts = {"name": name, "count": counts.last.get(till)}
            yield _of(session, period, f"drawer-{till}", Trace((drawer,)), facts=facts)
    elsewhere = tuple(account for account in MONEY if account != box)
    yield _of(session, period, "elsewhere", Trace(elsewhere))
    everything = (*MONEY, acc.DRAWERS)
    yield _of(session, period, "money", Trace(everything), main=True)
    if any(unit == USD for _, unit in held):
        yield _of(session, period, "dollars", Trace(everything, unit=USD), unit=USD)


def _members(session: Session, period: Period) -> Iterator[Figure]:
    held = balances_at(session, period.until, acc.payable(""))
    hers = tuple(account for (account, _), cents in held.items() if cents < 0)
    owing = tuple(account for (account, _), cents in held.items() if cents > 0)
    earned = balances_at(session, period.until, acc.earned(""))
    people = {"people": len(hers)}
    yield _of(session, period, "available", Trace(hers, sign=-1), facts=people, main=True)
    waiting = {"people": len(earned)}
    trace = Trace((acc.earned(""),), sign=-1)
    yield _of(session, period, "earned", trace, facts=waiting)
    if owing:
        people = {"people": len(owing)}
        yield _of(session, period, "owing", Trace(owing), facts=people)
    found = payouts.open_disputes(session, period.until)
    rows = tuple(_said(session, one.row.entry, 1) for one in found)
    yield Figure("disputes", len(found), "things", rows=rows)


def _buyers(session: Session, period: Period) -> Iterator[Figure]:
    held = balances_at(session, period.until, acc.due(""))
    late = sa.select(Sale.code).where(Sale.due_on < period.until)
    overdue = {acc.due(code) for code in session.scalars(late)}
    for key, unit, main in (("due", PEN, True), ("due-dollars", USD, False)):
        open_ = tuple(a for (a, currency), cents in held.items() if currency == unit and cents > 0)
        facts = {"sales": len(open_)}
        if open_ or main:
            trace = Trace(open_, unit=unit)
            yield _of(session, period, key, trace, unit=unit, facts=facts, main=main)
        passed = tuple(account for account in open_ if account in overdue)
        if passed:
            facts = {"sales": len(passed)}
            trace = Trace(passed, unit=unit)
            yield _of(session, period, f"over{key}", trace, unit=unit, facts=facts)
    if older := balances_at(session, period.until, acc.old_debt("")):
        facts = {"debts": len(older)}
        yield _of(session, period, "old-due", Trace((acc.old_debt(""),)), facts=facts)
    back = tuple(a for (a, currency), cents in held.items() if currency == PEN and cents < 0)
    if back:
        yield _of(session, period, "owed-back", Trace(back, sign=-1))
    if balances_at(session, period.until, acc.deposit("")):
        yield _of(session, period, "deposits", Trace((acc.deposit(""),), sign=-1))


def _goods(session: Session, period: Period) -> Iterator[Figure]:
    """Pieces place by place, then what all of it would bring its makers."""
    lying = goods.lying_at(session, period.until)
    for place in catalog.places(session):
        here = [row for row in lying if row.place == place.code]
        if here:
            facts = {"name": place.name}
            yield _pieces(f"shelf-{place.code}", (acc.shelf(place.code),), here, facts)
    way = [row for row in lying if row.place == ""]
    if way:
        yield _pieces("transit", (acc.ON_THE_WAY,), way, {})
    worth = sum(row.cents for row in lying)
    yield Figure("stock", worth, rows=tuple(lying))


def _pieces(
    key: str, accounts: tuple[str, ...], lying: Iterable[goods.Lying], facts: dict[str, Any]
) -> Figure:
    rows = list(lying)
    pieces = sum(row.units for row in rows if row.parts == 1)
    grams = sum(row.units for row in rows if row.parts > 1)
    traces = tuple(Trace(accounts, unit=unit) for unit in (PIECES, GRAMS))
    worth = sum(row.cents for row in rows)
    return Figure(key, pieces, PIECES, traces, facts=facts, grams=grams, worth=worth)


def _losses(session: Session, period: Period) -> Iterator[Figure]:
    """Pieces that the river took and what has gone off, then who made good for them."""
    for key, account in (("lost", acc.LOST), ("shrunk", acc.SHRUNK)):
        traces = tuple(Trace((account,), unit=unit, flow=True) for unit in (PIECES, GRAMS))
        pieces, grams = (figure_of(session, trace, period) for trace in traces)
        if key == "lost" or pieces or grams:
            yield Figure(key, pieces, PIECES, traces, grams=grams)
    payers = (
        ("by-association", acc.LOSSES),
        ("by-fund", acc.fund("")),
        ("by-carrier", acc.CARRIER),
    )
    for key, payer in payers:
        figure = _of(session, period, key, _flow((payer,), "arrival"))
        if figure.value:
            yield figure
    rows = lost_at_members_cost(session, period)
    if rows:
        yield Figure("by-members", sum(row.cents for row in rows), rows=tuple(rows))


def _happened(session: Session, period: Period) -> Iterator[Figure]:
    sold = Trace(PARTS, -1, flow=True, kinds=("sale",), lasting=True)
    facts = {"sales": len(session.execute(rows_of(sold, period)).all())}
    yield _of(session, period, "sold", sold, facts=facts)
    back = _of(session, period, "returned", _flow((*PARTS, acc.payable("")), "return"))
    if back.value:
        yield back
    paid = _flow((acc.payable(""),), "payout")
    facts = {"payouts": len(session.execute(rows_of(paid, period)).all())}
    yield _of(session, period, "paid", paid, facts=facts, main=True)


def _fund(session: Session, period: Period) -> Iterator[Figure]:
    """What it held, what came, what went, what it holds."""
    fund = (acc.fund(""),)
    earlier = Period(date.min, period.before)
    yield _of(session, earlier, "fund-before", Trace(fund, sign=-1), span=earlier)
    yield _of(session, period, "fund-in", Trace(fund, sign=-1, flow=True, side="out"))
    yield _of(session, period, "fund-out", Trace(fund, flow=True, side="in"))
    yield _of(session, period, "fund", Trace(fund, sign=-1), main=True)


def _association(session: Session, period: Period) -> Iterator[Figure]:
    yield _of(session, period, "part", Trace((acc.ASSOCIATION,), sign=-1, flow=True))
    yield _of(session, period, "costs", Trace(COSTS, flow=True))
    yield _of(session, period, "kept", Trace((acc.ASSOCIATION, *COSTS), -1, flow=True))


def _flow(accounts: tuple[str, ...], kind: str, sign: int = 1) -> Trace:
    return Trace(accounts, sign=sign, flow=True, kinds=(kind,))


def _of(session: Session, period: Period, key: str, trace: Trace, **facts: Any) -> Figure:
    return Figure(key, figure_of(session, trace, period), traces=(trace,), **facts)


def _said(session: Session, number: int, cents: int) -> Row:
    entry = session.get_one(Entry, number)
    return Row(entry.id, entry.on, entry.kind, entry.cause, cents)
