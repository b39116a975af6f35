"""Figures of sales: by month and treatment, what they came to, and what buyers still owe."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...domain import accounts as acc
from ...domain.days import month_of
from ...domain.showing import plain_money
from ...domain.tax import TREATMENTS
from ...ledger import standing
from ...ledger.models import Move
from ...payouts import Payout
from ...production import Delivery
from ...sales import Payment, Return, Sale, SaleLine
from .span import Figure, Span, balances_at

_TREATMENTS = tuple(TREATMENTS)


class Months:
    """Net by treatment, IGV and total, for each month and the year."""

    def __init__(self, prefix: str, year: int) -> None:
        self.prefix = prefix
        self.months = [f"{year}-{month:02}" for month in range(1, 13)]
        self.net: dict[tuple[str, str], int] = defaultdict(int)
        self.igv: dict[str, int] = defaultdict(int)
        self.count: dict[str, int] = defaultdict(int)

    def add(self, month: str, treatment: str, net: int, igv: int) -> None:
        """One sale, or one credit note."""
        for span in (month, "YEAR"):
            self.net[span, treatment] += net
            self.igv[span] += igv
            self.count[span] += 1

    def figures(self, months: list[str], metrics: tuple[str, ...]) -> Iterator[Figure]:
        """The figures of some months (or `YEAR`)."""
        for month in months:
            for treatment in _TREATMENTS:
                net = self.net[month, treatment]
                usual = treatment != "inafecto"  # nobody sells it here; shown once somebody does
                if treatment in metrics and (usual or net):
                    yield self._money(treatment, month, net)
            if "igv" in metrics:
                yield self._money("igv", month, self.igv[month])
            if "total" in metrics:
                net = sum(self.net[month, treatment] for treatment in _TREATMENTS)
                yield self._money("total", month, net + self.igv[month])
            if "count" in metrics:
                yield f"{self.prefix}_count", month, "", str(self.count[month]), "docs"

    def _money(self, name: str, month: str, cents: int) -> Figure:
        return f"{self.prefix}_{name}", month, "", plain_money(cents), "PEN"


def month_figures(session: Session, span: Span) -> Iterator[Figure]:
    """Sales and credit notes by the month of their own day (R11)."""
    taxes = (*_TREATMENTS, "igv", "total")
    sold, back = Months("sales", span.year), Months("nc", span.year)
    lines = sa.func.sum(SaleLine.net_pen), sa.func.sum(SaleLine.igv_pen)
    query = (
        sa.select(Sale.on, Sale.treatment, *lines)
        .join(SaleLine, SaleLine.sale == Sale.code)
        .where(span.dated(Sale.on), standing(Sale.entry))
        .group_by(Sale.code, Sale.on, Sale.treatment)
    )
    for on, treatment, net, igv in session.execute(query):
        sold.add(month_of(on), treatment, int(net), int(igv))
    query = (
        sa.select(Return.on, Sale.treatment, Return.net_pen, Return.igv_pen)
        .join(Sale, Sale.code == Return.sale)
        .where(span.dated(Return.on))
    )
    for on, treatment, net, igv in session.execute(query):
        back.add(month_of(on), treatment, net, igv)
    yield from sold.figures([*sold.months, "YEAR"], (*taxes, "count"))
    yield from back.figures(back.months, taxes)
    yield from back.figures(["YEAR"], ("total",))


def year_figures(session: Session, span: Span) -> Iterator[Figure]:
    """What the year came to, and who bore what."""
    sold = _row(
        session,
        (SaleLine.net_pen, SaleLine.pool, SaleLine.fund, SaleLine.association),
        SaleLine.sale.in_(sa.select(Sale.code).where(span.dated(Sale.on), standing(Sale.entry))),
    )
    back = _row(
        session,
        (Return.net_pen, Return.pool, Return.fund, Return.association),
        span.dated(Return.on),
    )
    net, pool, fund, association = (a - b for a, b in zip(sold, back, strict=True))
    paid_in = sa.and_(span.dated(Payment.on), standing(Payment.entry))
    (rounding, difference) = _row(session, (Payment.rounding, Payment.rate_difference), paid_in)
    kept = sa.and_(span.dated(Payout.on), standing(Payout.entry))
    (paid,) = _row(session, (Payout.amount,), kept)
    borne = Move.target.in_((acc.LOSSES, acc.SAMPLES))
    (losses,) = _row(session, (Move.amount,), sa.and_(borne, span.recorded(Move.entry)))
    for metric, cents in {
        "net_sales_after_returns_pen": net,
        "members_pool_net": pool,
        "fund_comunal_net": fund,
        "association_margin_net": association,
        "association_paid_losses_and_samples": losses,
        "cash_rounding_cost": rounding,
        "fx_difference_association": difference,
        "payouts_total": paid,
    }.items():
        yield metric, "YEAR", "", plain_money(cents), "PEN"
    for metric, column, where in (
        ("payouts_count", Payout.code, kept),
        ("deliveries_rows", Delivery.lot, _delivered(span)),
    ):
        count = session.scalar(sa.select(sa.func.count(column)).where(where))
        yield metric, "YEAR", "", str(count), "rows"


def _delivered(span: Span) -> sa.ColumnElement[bool]:
    return sa.and_(span.recorded(Delivery.entry), standing(Delivery.entry))


def receivables(session: Session, span: Span) -> Iterator[Figure]:
    """What was due on each sale at the year's end."""
    buyers = dict(session.execute(sa.select(Sale.code, Sale.buyer)).all())
    totals: dict[str, int] = defaultdict(int)
    prefix = acc.due("")
    for (account, unit), cents in sorted(balances_at(session, span.last, prefix).items()):
        sale = account.removeprefix(prefix)
        totals[unit] += cents
        yield "receivable", sale, buyers[sale], plain_money(cents), unit
    for unit, cents in totals.items():
        yield "receivable_total", "YEAR", unit, plain_money(cents), unit


def _row(session: Session, columns, where) -> list[int]:
    sums = (sa.func.coalesce(sa.func.sum(column), 0) for column in columns)
    return [int(value) for value in session.execute(sa.select(*sums).where(where)).one()]
