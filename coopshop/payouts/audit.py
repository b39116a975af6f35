"""What payouts must always satisfy: paid no more than was hers, once, and signed once."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.audit import Finding
from ..ledger.models import Entry, Move
from ..ledger.reading import standing
from .models import Payout, Signed


def never_more_than_available(session: Session) -> Finding:
    """Each payout found in the book what its row says was available, and paid no more."""
    finding = Finding("payouts within what was available")
    payouts = {row.entry: row for row in session.execute(sa.select(Payout.__table__))}
    held: dict[str, int] = defaultdict(int)
    hers = acc.payable("")
    query = sa.select(Move.entry, Move.source, Move.target, Move.amount).where(
        sa.or_(Move.source.startswith(hers), Move.target.startswith(hers))
    )
    for entry, source, target, amount in session.execute(query.order_by(Move.entry, Move.line)):
        payout = payouts.get(entry)
        if payout:
            had = held[acc.payable(payout.member)]
            right = had == payout.available and 0 < payout.amount == amount <= had
            finding.look(right, payout.code)
        for account, change in ((source, amount), (target, -amount)):
            if account.startswith(hers):
                held[account] += change
    return finding


def operations_pay_once(session: Session) -> Finding:
    """No operation of Yape, Plin or a bank stands behind two payouts; imported ones have none."""
    finding = Finding("payouts: one operation pays once")
    seen: set[tuple[str, str]] = set()
    query = sa.select(Payout).where(standing(Payout.entry)).order_by(Payout.entry)
    for payout in session.scalars(query):
        key = (payout.method, payout.operation or "")
        finding.look(payout.operation is None or key not in seen, payout.code)
        seen.add(key)
    return finding


def signed_once(session: Session) -> Finding:
    """A receipt is signed once, and nothing of an undone payout is signed afterwards."""
    finding = Finding("payouts: receipts signed once")
    undone = dict(session.execute(sa.select(Entry.reverses, Entry.id)).all())
    seen: set[str] = set()
    query = sa.select(Signed, Payout.entry).join(Payout, Payout.code == Signed.payout)
    for row, entry in session.execute(query.where(standing(Signed.entry)).order_by(Signed.entry)):
        late = entry in undone and undone[entry] < row.entry
        finding.look(row.payout not in seen and not late, row.payout)
        seen.add(row.payout)
    return finding


CHECKS = (never_more_than_available, operations_pay_once, signed_once)
