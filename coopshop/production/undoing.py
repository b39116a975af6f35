"""Undoing what was taken in by mistake, as long as its pieces lie where they were laid down.

Thirty written for three, or another woman's name: the mirror goes into the book on the same day,
the code stays, and nothing counts what it took in. Once pieces have gone on, a count corrects it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..access import User
from ..domain.days import month_of
from ..domain.errors import N_, Refused, Unknown
from ..ledger import reading as book
from ..ledger.models import Entry, Move
from ..ledger.service import AlreadyReversed
from .models import Delivery, HandIn, HandInLot


class UnknownLot(Unknown):
    """No such delivery."""

    message = N_("There is no lot %(lot)s.")


class FromTheNotebook(Refused):
    """It was not taken in at the desk: the book began with it."""

    message = N_("%(lot)s was taken over from the notebook; undo it there.")


class SoldSince(Refused):
    """A buyer has some of it."""

    message = N_("Pieces of %(lot)s were sold already (%(paper)s): correct it with a count.")


class SentSince(Refused):
    """Some of it is, or was, on the way."""

    message = N_("Pieces of %(lot)s have travelled already (%(paper)s): correct it with a count.")


class TakenOffSince(Refused):
    """Some of it was written off or given away."""

    message = N_("Pieces of %(lot)s were written off already (%(paper)s): correct it with a count.")


class MonthClosed(Refused):
    """The month's books are read and signed."""

    message = N_("%(lot)s is of %(month)s, and that month is closed: correct it with a count.")


#: What it means that an entry of a kind has moved pieces of a lot; any other took them off.
_MOVED = {"sale": SoldSince, "return": SoldSince, "departure": SentSince, "arrival": SentSince}

#: Gives why a delivery may not be undone now, or nothing.
Objection = Callable[[Session, Delivery], Refused | None]

_objections: list[Objection] = []


def also_objects(objection: Objection) -> Objection:
    """A later room that knows why a delivery may not be undone now has its say too."""
    _objections.append(objection)
    return objection


@dataclass(frozen=True, slots=True)
class Undone:
    """Why something was undone (empty where that was forgotten), by whom and when."""

    why: str
    by: str
    at: datetime


def undo_lot(session: Session, lot: str, *, why: str, at: datetime, by: int) -> None:
    """Undo what was taken in of one product; its slip too, if nothing else of it stands."""
    found = session.get(Delivery, lot)
    if found is None:
        raise UnknownLot(lot=lot)
    _undo(session, [found], why=why, at=at, by=by)
    visit = session.scalar(sa.select(HandInLot.hand_in).where(HandInLot.lot == lot))
    if visit and not standing_lots(session, visit):
        _undo_slip(session, visit, why=why, at=at, by=by)


def undo_visit(session: Session, code: str, *, why: str, at: datetime, by: int) -> None:
    """Undo all that came at one go, as far as it stands; refused if a piece of it has gone on."""
    lots = standing_lots(session, code)
    if not lots:
        raise AlreadyReversed(cause=code)
    _undo(session, lots, why=why, at=at, by=by)
    _undo_slip(session, code, why=why, at=at, by=by)


def why_not(session: Session, delivery: Delivery) -> Refused | None:
    """What stands against undoing a delivery now; nothing if it can be undone."""
    lot = delivery.lot
    if not was_taken_in(session, delivery):
        return FromTheNotebook(lot=lot)
    if undone(session, cause(lot)):
        return AlreadyReversed(cause=lot)
    if moved := _moved_by(session, delivery):
        paper = moved.cause.partition("/")[2].split("/")[0]
        return _MOVED.get(moved.kind, TakenOffSince)(lot=lot, paper=paper)
    closed = ledger.closed_until(session)
    if closed and month_of(delivery.on) <= closed:
        return MonthClosed(lot=lot, month=month_of(delivery.on))
    told = (objection(session, delivery) for objection in _objections)
    return next((refused for refused in told if refused), None)


def was_taken_in(session: Session, delivery: Delivery) -> bool:
    """Whether a member brought it, and the book did not begin with it."""
    return session.get_one(Entry, delivery.entry).cause == cause(delivery.lot)


def standing_lots(session: Session, code: str) -> list[Delivery]:
    """What of a visit was not undone, in the order of its slip."""
    query = sa.select(Delivery).join(HandInLot, HandInLot.lot == Delivery.lot)
    query = query.where(HandInLot.hand_in == code, ledger.standing(Delivery.entry))
    return list(session.scalars(query.order_by(HandInLot.line)))


def cause(lot: str) -> str:
    """What stands behind a delivery."""
    return f"delivery/{lot}"


def is_undone(session: Session, delivery: Delivery) -> bool:
    """Whether a delivery does not count any more."""
    return not session.scalar(sa.select(ledger.standing(sa.literal(delivery.entry))))


def undone(session: Session, cause: str) -> Undone | None:
    """Why, by whom and when a delivery or a visit was undone; nothing if it stands."""
    why = ledger.why_reversed(session, cause)
    if why is None:
        return None
    mirror = session.scalars(sa.select(Entry).where(Entry.cause == f"reversal/{cause}")).one()
    user = session.get(User, mirror.by)
    return Undone(why, user.name if user else "", mirror.at)


def _undo(session: Session, lots: Sequence[Delivery], *, why: str, at: datetime, by: int) -> None:
    for delivery in lots:
        if refused := why_not(session, delivery):
            raise refused
        ledger.reverse(session, cause(delivery.lot), why=why, on=delivery.on, at=at, by=by)


def _undo_slip(session: Session, code: str, *, why: str, at: datetime, by: int) -> None:
    on: date = session.get_one(HandIn, code).on
    ledger.reverse(session, f"hand_in/{code}", why=why, on=on, at=at, by=by)


def _moved_by(session: Session, delivery: Delivery) -> Entry | None:
    """What has moved pieces of a lot, and stands: an undone sale laid them back."""
    query = (
        sa.select(Entry)
        .join(Move, Move.entry == Entry.id)
        .where(
            *(Move.entry > delivery.entry, Move.unit == delivery.lot),
            *(Entry.reverses.is_(None), book.standing(Entry.id)),
        )
        .order_by(Entry.id)
        .limit(1)
    )
    return session.scalars(query).first()
