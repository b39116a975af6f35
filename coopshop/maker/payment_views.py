"""Her payments: what she got, and what each of them settled."""

from typing import NamedTuple

import sqlalchemy as sa
from flask import abort, g, render_template
from sqlalchemy.orm import Session

from .. import ledger, payouts
from ..access import allowed
from ..db import db
from ..ledger import standing
from ..payouts import Payout
from ..web import asked_number
from .account import of_payout
from .behind import behind
from .blueprint import bp

#: So many stand on one leaf.
LEAF = 20


class Paid(NamedTuple):
    """One payout, and whether it stands."""

    row: Payout
    stands: bool


def payments_of(session: Session, member: str, before: int | None = None) -> list[Paid]:
    """A member's payouts, the newest first, one more than fits on a leaf."""
    query = sa.select(Payout, standing(Payout.entry)).where(Payout.member == member)
    if before is not None:
        query = query.where(Payout.entry < before)
    found = session.execute(query.order_by(Payout.entry.desc()).limit(LEAF + 1))
    return [Paid(row, bool(stands)) for row, stands in found]


@bp.get("/pagos")
@allowed("read_own")
def payments() -> str:
    """What she was paid, the newest first."""
    found = payments_of(db.session(), g.user.member, asked_number("before"))
    older = found[LEAF - 1].row.entry if len(found) > LEAF else None
    return render_template("maker/payments.html", payments=found[:LEAF], older=older)


@bp.get("/pagos/<code>")
@allowed("read_own")
def payment(code: str) -> str:
    """One payment, and the addition that it settled."""
    session = db.session()
    row = session.get(Payout, code)
    if row is None or row.member != g.user.member:
        abort(404)
    stands = bool(session.scalar(sa.select(standing(sa.literal(row.entry)))))
    hers = of_payout(session, row)
    return render_template(
        "maker/payment.html",
        paid=Paid(row, stands),
        hers=hers,
        behind=behind(session, row.member, hers.lines),
        left=payouts.left_by(session, row),
        undone=ledger.why_reversed(session, f"payout/{code}"),
        following=_following(session, row),
        collector=payouts.collector(session, code),
    )


def _following(session: Session, payout: Payout) -> Payout | None:
    """The payment that begins with what one left, if it was made already."""
    later = sa.select(Payout).where(Payout.member == payout.member, Payout.entry > payout.entry)
    following = session.scalar(later.order_by(Payout.entry).limit(1))
    return following if following and payouts.before_it(session, following) is payout else None
