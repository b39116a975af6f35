"""What deliveries must always satisfy: a slip speaks of one member, one place and one day."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..ledger.audit import Finding
from .models import Delivery, HandIn, HandInLot


def one_slip(session: Session) -> Finding:
    """Every lot of a hand-in is of its member, place and day, and its lines count from 1."""
    finding = Finding("lots of a slip: its member, its place, its day")
    lines: dict[str, list[int]] = defaultdict(list)
    query = (
        sa.select(HandIn, Delivery, HandInLot.line)
        .join(HandInLot, HandInLot.hand_in == HandIn.code)
        .join(Delivery, Delivery.lot == HandInLot.lot)
    )
    for slip, lot, line in session.execute(query):
        lines[slip.code].append(line)
        same = (slip.member, slip.place, slip.on) == (lot.member, lot.place, lot.on)
        finding.look(same, f"{slip.code}: lot {lot.lot}")
    for code in session.scalars(sa.select(HandIn.code)):
        counted = sorted(lines.pop(code, []))
        finding.look(counted == list(range(1, len(counted) + 1)) and counted != [], code)
    return finding


CHECKS = (one_slip,)
