"""What deliveries must always satisfy: a slip speaks of one member, one place and one day."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..ledger import standing
from ..ledger.audit import Finding
from ..ledger.models import Entry, Move
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


def undone_lay_untouched(session: Session) -> Finding:
    """Of a lot that was undone nothing else has moved and stands; a slip goes with its last lot."""
    finding = Finding("undone deliveries: nothing else of them moved, and the slip with the last")
    undoing = sa.orm.aliased(Entry)
    undone = sa.select(Delivery.lot, Delivery.entry).join(
        undoing, undoing.reverses == Delivery.entry
    )
    for lot, entry in session.execute(undone):
        others = (
            sa.select(Move.entry)
            .join(Entry, Entry.id == Move.entry)
            .where(
                *(Move.unit == lot, Move.entry > entry),
                *(Entry.reverses.is_(None), standing(Entry.id)),
            )
        )
        finding.look(session.scalars(others.limit(1)).first() is None, f"lot {lot}")
    gone = sa.case((standing(Delivery.entry), 0), else_=1)
    slips = (
        sa.select(HandIn.code, standing(HandIn.entry), sa.func.min(gone))
        .join(HandInLot, HandInLot.hand_in == HandIn.code)
        .join(Delivery, Delivery.lot == HandInLot.lot)
        .group_by(HandIn.code, HandIn.entry)
    )
    for code, stands, all_gone in session.execute(slips):
        finding.look(bool(stands) != bool(all_gone), code)
    return finding


CHECKS = (one_slip, undone_lay_untouched)
