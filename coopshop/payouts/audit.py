"""What payouts must always satisfy: nobody was paid more than was hers at that moment."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.audit import Finding
from ..ledger.models import Move
from .models import Payout


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


CHECKS = (never_more_than_available,)
