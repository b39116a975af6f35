"""Her pieces in 2025: each picture's number, and all of them together are what she brought."""

from collections import Counter

import sqlalchemy as sa

from coopshop import members
from coopshop.domain import accounts as acc
from coopshop.maker import life, paying
from coopshop.payouts import Payout
from coopshop.production import Delivery
from coopshop.sales import Allocation


def lots_of(session, member):
    query = sa.select(Delivery).where(Delivery.member == member).order_by(Delivery.entry)
    return life.lives(session, member, list(session.scalars(query)))


def test_no_piece_is_missing_from_the_pictures(read_year):
    """All pictures of a lot, and what left the way, are what was accepted; in order of days."""
    seen = Counter()
    for member in members.everyone(read_year):
        for lot in lots_of(read_year, member.code):
            shown = sum(stage.units for stage in lot.stages) + sum(off.units for off in lot.off)
            assert shown == lot.delivery.accepted, lot.lot
            assert lot.stages[0].on == min(stage.on for stage in lot.stages if stage.on)
            for one in lot.sold:
                assert lot.delivery.on <= one.on <= (one.paid_on or one.on)
            seen["lots"] += 1
            seen[acc.SHELVES] += sum(units for _, units in lot.lying)
            seen[acc.ON_THE_WAY] += lot.stages[1].units
    assert seen["lots"] > 300
    query = sa.text("SELECT SUM(amount) FROM balance WHERE account LIKE :below")
    for below in (acc.SHELVES, acc.ON_THE_WAY):
        assert seen[below] == (read_year.scalar(query, {"below": f"{below}%"}) or 0)


def test_a_piece_is_paid_by_the_payout_after_its_collection(read_year):
    """In 2025 every payout left less than a coin, so each reaches all that was before it."""
    query = sa.select(Payout.member, sa.func.max(Payout.entry)).group_by(Payout.member)
    last = dict(read_year.execute(query).all())
    for member in members.everyone(read_year):
        hers = sa.select(Allocation.sale, Allocation.line).where(Allocation.member == member.code)
        lines = {(sale, line) for sale, line in read_year.execute(hers)}
        released = paying.released(read_year, member.code, {sale for sale, _line in lines})
        became_hers = {one: released[one[0]] for one in lines if one[0] in released}
        paid = paying.paid_by(read_year, member.code, became_hers)
        end = last.get(member.code, 0)
        reached = {one for one, entry in became_hers.items() if entry < end}
        assert set(paid) == reached
