"""Pieces that were lost at their makers' own cost: nothing moved, so the book has no sum of it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import inventory
from ..ledger.models import Entry
from .tracing import Period, Row


def lost_at_members_cost(session: Session, period: Period) -> list[Row]:
    """The entries of arrivals with what was lost at the members' cost, at the member price."""
    sums: dict[tuple[str, int], int] = {}
    for part in inventory.losses_between(session, period.since, period.until):
        if part.bearer == "socia":
            key = (part.transfer, part.line)
            sums[key] = sums.get(key, 0) + part.value
    arrival = inventory.Arrival
    query = sa.select(arrival.transfer, arrival.line, Entry).join(Entry, Entry.id == arrival.entry)
    wanted = query.where(arrival.transfer.in_({key[0] for key in sums}))
    rows: dict[int, Row] = {}
    for transfer, line, entry in session.execute(wanted.order_by(Entry.id)):
        if cents := sums.get((transfer, line)):
            before = rows[entry.id].cents if entry.id in rows else 0
            rows[entry.id] = Row(entry.id, entry.on, entry.kind, entry.cause, before + cents)
    return list(rows.values())
