"""Whether a line is about pieces of a member: taken in, lost, gone off, counted, given away."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..inventory import Count
from ..ledger.models import Entry, Move
from ..production import Delivery
from ..production.models import HandIn


def about_her_pieces(session: Session, member: str, about: str) -> bool:
    """Whether the entry of a cause, or its paper, is about a lot of hers."""
    kind, _slash, code = about.partition("/")
    known = sa.select(Entry.id).where(Entry.cause == about)
    if session.scalar(known) is None:
        return False
    hers = sa.select(Delivery.lot).where(Delivery.member == member)
    ways = [sa.exists().where(Move.entry.in_(known), Move.unit.in_(hers))]
    if kind == "delivery":  # of what was rejected whole nothing moved
        ways.append(sa.exists().where(Delivery.lot == code, Delivery.member == member))
    if kind == "hand_in":
        ways.append(sa.exists().where(HandIn.code == code, HandIn.member == member))
    if kind == "count":  # it moves nothing itself: its products are hers if a lot of one is
        counted = sa.select(Count.sku).where(Count.code == code)
        ways.append(
            sa.exists().where(
                Delivery.member == member,
                Delivery.sku.in_(counted),
                Delivery.entry < known.scalar_subquery(),
            )
        )
    return bool(session.scalar(sa.select(sa.or_(*ways))))
