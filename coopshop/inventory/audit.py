"""What stock must always satisfy: pieces are neither made nor lost on paper."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.audit import Finding
from ..ledger.models import Balance
from ..production import Delivery


def every_piece_somewhere(session: Session) -> Finding:
    """Of each lot, what was accepted is what lies, travels, was sold, lost or given away."""
    finding = Finding("every piece of a lot is somewhere")
    held = (
        sa.select(Balance.unit, sa.func.sum(Balance.amount).label("units"))
        .where(Balance.account.startswith(acc.GOODS), ~Balance.account.startswith(acc.maker("")))
        .group_by(Balance.unit)
        .subquery()
    )
    query = sa.select(Delivery.lot, Delivery.brought - Delivery.rejected, held.c.units).join(
        held, held.c.unit == Delivery.lot, isouter=True
    )
    for lot, accepted, units in session.execute(query):
        finding.look(accepted == (units or 0), f"lot {lot}")
    return finding


CHECKS = (every_piece_somewhere,)
