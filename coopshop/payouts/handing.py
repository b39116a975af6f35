"""Handing over: who came for a member's money, and whose receipts came back signed."""

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..ledger.models import Entry
from .models import Collector, Payout, Signed
from .reading import UnknownPayout

#: How the association's copy was signed: by hand, by finger, or by a witness for her.
WAYS = ("firma", "huella", "testigo")


class SignedAlready(Refused):
    """What was signed is not changed any more."""

    message = N_("The receipt of %(code)s was signed already.")


class Undone(Refused):
    """A payout that was undone is neither signed nor collected."""

    message = N_("%(code)s was undone.")


class NobodyCame(Refused):
    """A collector without a name."""

    message = N_("Write the name of who collected it.")
    field = "name"


class UnknownWay(Refused):
    """Neither signature, nor finger, nor witness."""

    message = N_("Choose how it was signed.")
    field = "how"


def collected_by(
    session: Session,
    payout: str,
    *,
    name: str,
    on: date,
    at: datetime,
    by: int,
    relation: str | None = None,
    dni: str | None = None,
) -> None:
    """Somebody else comes for the money; written again before it is signed, the last one holds."""
    _open(session, payout)
    if not name:
        raise NobodyCame
    turn = _next(session, Collector, payout)
    row = {"payout": payout, "turn": turn, "on": on, "name": name}
    row |= {"relation": relation, "dni": dni}
    entry = bookings.notice(f"collector/{payout}/{turn}", "collector", on)
    ledger.post(session, entry, (Collector, [row]), at=at, by=by)


def collectors(session: Session, payouts: Iterable[str]) -> dict[str, Collector]:
    """Who came instead of the member, for the payouts where somebody did."""
    query = sa.select(Collector).where(Collector.payout.in_(list(payouts)))
    return {row.payout: row for row in session.scalars(query.order_by(Collector.turn))}


def collector(session: Session, payout: str) -> Collector | None:
    """Who came instead of the member, if somebody did."""
    return collectors(session, [payout]).get(payout)


def sign(session: Session, payout: str, *, how: str, on: date, at: datetime, by: int) -> None:
    """The association's copy came back signed."""
    _open(session, payout)
    if how not in WAYS:
        raise UnknownWay
    turn = _next(session, Signed, payout)
    row = {"payout": payout, "turn": turn, "on": on, "how": how}
    entry = bookings.notice(f"signed/{payout}/{turn}", "signed", on)
    ledger.post(session, entry, (Signed, [row]), at=at, by=by)


def unsign(session: Session, payout: str, *, why: str, on: date, at: datetime, by: int) -> None:
    """It was marked by mistake: that entry is reversed, and the receipt waits again."""
    row = signatures(session, [payout]).get(payout)
    if row:
        cause = f"signed/{payout}/{row.turn}"
        ledger.reverse(session, cause, why=why, on=on, at=at, by=by)


def undo(
    session: Session,
    payout: str,
    *,
    why: str,
    on: date,
    at: datetime,
    by: int,
    till: str | None = None,
) -> None:
    """A payout was written down by mistake; refused while a signature says that she got it.

    `till` is where its cash lies now, if its drawer was counted since.
    """
    _open(session, payout)
    cash.take_back(session, f"payout/{payout}", why=why, on=on, at=at, by=by, till=till)


def signatures(session: Session, payouts: Iterable[str]) -> dict[str, Signed]:
    """How each receipt was signed, those that still wait left out."""
    query = sa.select(Signed).where(Signed.payout.in_(list(payouts)), ledger.standing(Signed.entry))
    return {row.payout: row for row in session.scalars(query)}


def _open(session: Session, code: str) -> None:
    payout = session.get(Payout, code)
    if payout is None:
        raise UnknownPayout(code=code)
    if session.scalar(sa.select(Entry.id).where(Entry.reverses == payout.entry)):
        raise Undone(code=code)
    if signatures(session, [code]):
        raise SignedAlready(code=code)


def _next(session: Session, model: type[Collector] | type[Signed], payout: str) -> int:
    last = session.scalar(sa.select(sa.func.max(model.turn)).where(model.payout == payout))
    return int(last or 0) + 1
