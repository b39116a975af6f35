"""What stock must always satisfy: pieces are neither made nor lost on paper."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.audit import Finding
from ..ledger.balances import below
from ..ledger.models import Balance, Entry
from ..production import Delivery
from .models import Arrival, Count, CountMoment, CountReason, Loss, LossPart


def every_piece_somewhere(session: Session) -> Finding:
    """Of each lot, what was accepted is what lies, travels, was sold, lost or given away."""
    finding = Finding("every piece of a lot is somewhere")
    held = (
        sa.select(Balance.unit, sa.func.sum(Balance.amount).label("units"))
        .where(Balance.account.startswith(acc.GOODS), ~Balance.account.startswith(acc.maker("")))
        .group_by(Balance.unit)
        .subquery()
    )
    undoing = sa.orm.aliased(Entry)
    query = (
        sa.select(Delivery.lot, Delivery.brought - Delivery.rejected, held.c.units, undoing.id)
        .join(held, held.c.unit == Delivery.lot, isouter=True)
        .join(undoing, undoing.reverses == Delivery.entry, isouter=True)
    )
    for lot, accepted, units, undone in session.execute(query):
        finding.look((0 if undone else accepted) == (units or 0), f"lot {lot}")
    return finding


def losses_add_up(session: Session) -> Finding:
    """What a line lost is the sum of its lots and of its parts, in pieces and in money."""
    finding = Finding("parts of each loss = what the arrival lost")
    lots, parts = _sums(session, Loss), _sums(session, LossPart)
    for transfer, line, lost in session.execute(
        sa.select(Arrival.transfer, Arrival.line, Arrival.lost)
    ):
        by_lot = lots.pop((transfer, line), (0, 0))
        # Arrivals of before there were parts have none.
        by_part = parts.pop((transfer, line), by_lot)
        finding.look(by_lot == by_part and by_lot[0] == lost, f"arrival {transfer}/{line}")
    return finding


def _sums(
    session: Session, table: type[Loss] | type[LossPart]
) -> dict[tuple[str, int], tuple[int, int]]:
    query = sa.select(
        table.transfer, table.line, sa.func.sum(table.units), sa.func.sum(table.compensation)
    ).group_by(table.transfer, table.line)
    return {
        (transfer, line): (int(units), int(cents))
        for transfer, line, units, cents in session.execute(query)
    }


def nothing_left_on_a_finished_way(session: Session) -> Finding:
    """Of a line that has ended, nothing is on the water any more."""
    finding = Finding("nothing is left on the way of what has arrived")
    held: dict[str, int] = defaultdict(int)
    for account, units in session.execute(
        sa.select(Balance.account, Balance.amount).where(below(Balance.account, acc.ON_THE_WAY))
    ):
        held[account] += units
    for transfer, line in session.execute(sa.select(Arrival.transfer, Arrival.line)):
        finding.look(not held[acc.transit(transfer, line)], f"arrival {transfer}/{line}")
    return finding


def differences_explained(session: Session) -> Finding:
    """Each difference of a count that had a sheet says why; counts of before had none."""
    finding = Finding("each difference of a count explained")
    same = sa.and_(CountReason.code == CountMoment.code, CountReason.sku == CountMoment.sku)
    query = (
        sa.select(Count.code, Count.sku, Count.counted - Count.in_book, CountReason.reason)
        .join(CountMoment, sa.and_(CountMoment.code == Count.code, CountMoment.sku == Count.sku))
        .join(CountReason, same, isouter=True)
    )
    for code, sku, difference, reason in session.execute(query):
        finding.look(bool(difference) == bool(reason), f"count {code} {sku}")
    return finding


CHECKS = (
    every_piece_somewhere,
    losses_add_up,
    nothing_left_on_a_finished_way,
    differences_explained,
)
