"""Money in and out of a drawer or the box with a reason: to the bank, for fares, for freight."""

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown
from ..domain.money import SMALLEST_COIN
from ..ledger.models import Entry, Reversal
from ..web.listing import Selected
from .drawers import AT_HAND, CASH, BeforeOpening, DrawerClosed, refuse_short, standing
from .models import CashMove, Till


class Way(NamedTuple):
    """Where the money of a reason goes to (or comes from, when it comes `in_`)."""

    other: str
    in_: bool = False
    #: Carried between places of ours, and not spent; may be dollars too.
    carried: bool = False
    #: Only between a drawer and the box.
    of_a_drawer: bool = False
    #: The reason alone says too little.
    needs_note: bool = False


BOX, BANK = acc.purse(CASH), acc.purse("transferencia")

#: Why money goes out, then why it comes in.
REASONS = {
    "retiro": Way(BOX, carried=True, of_a_drawer=True),
    "deposito": Way(BANK, carried=True),
    "pasajes": Way(acc.FARES),
    "flete": Way(acc.FREIGHT),
    "compra_material": Way(acc.MATERIALS),
    "otro_gasto": Way(acc.EXPENSES, needs_note=True),
    "sencillo": Way(BOX, in_=True, carried=True, of_a_drawer=True),
    "retiro_banco": Way(BANK, in_=True, carried=True),
    "otro_ingreso": Way(acc.OTHER_INCOME, in_=True, needs_note=True),
}


class UnknownReason(Refused):
    """Money never moves without one of the reasons."""

    message = N_("Choose why the money moves.")
    field = "reason"


class NeedsDrawer(Refused):
    """From the box to the box."""

    message = N_("This moves money between a drawer and the box: choose the drawer.")
    field = "till"


class NothingMoved(Refused):
    """A sum of nothing."""

    message = N_("The amount must be above zero.")
    field = "amount"


class NoSuchCoin(Refused):
    """Céntimos that no coin can pay."""

    message = N_("Cash ends in ten céntimos; write another amount.")
    field = "amount"


class NoteMissing(Refused):
    """Other money for other things."""

    message = N_("Write what it was for.")
    field = "note"


class OnlySoles(Refused):
    """Dollars are kept or carried to the bank; what is bought here is paid in soles."""

    message = N_("Dollars can only be carried between the drawer, the box and the bank.")
    field = "currency"


class UnknownMove(Unknown):
    """No such paper."""

    message = N_("There is no cash paper %(code)s.")


def move(
    session: Session,
    *,
    till: str | None,
    reason: str,
    amount: int,
    on: date,
    at: datetime,
    by: int,
    currency: str = bookings.PEN,
    voucher: str | None = None,
    payee: str | None = None,
    note: str | None = None,
) -> str:
    """Money into or out of the drawer of `till`, or the box if there is none; gives its code.

    Allowed while a count of the drawer waits to be accepted, the first one as well: what was
    forgotten can still be written down.
    """
    if reason not in REASONS:
        raise UnknownReason
    way = REASONS[reason]
    _refuse(way, till, amount, currency, note)
    here = _here(session, till, on)
    code = ledger.next_code(session, "cash_move")
    row: dict[str, Any] = {"code": code, "on": on, "till": till, "reason": reason}
    row |= {"currency": currency, "amount": amount, "voucher": voucher}
    row |= {"payee": payee, "note": note}
    source, target = (way.other, here) if way.in_ else (here, way.other)
    refuse_short(session, source, amount, currency)
    kind = "cash_in" if way.in_ else "cash_out"
    entry = bookings.cash_move(code, on, kind, source, target, amount, currency)
    ledger.post(session, entry, (CashMove, [row]), at=at, by=by)
    return code


def move_of(session: Session, code: str) -> CashMove:
    """One paper, refused when there is none of that code."""
    found = session.get(CashMove, code)
    if found is None:
        raise UnknownMove(code=code)
    return found


@cache
def listed() -> Selected:
    """Every paper of money in or out, as a list wants it."""
    in_ = [code for code, way in REASONS.items() if way.in_]
    came = sa.case((CashMove.reason.in_(in_), CashMove.amount), else_=0)
    undone = sa.select(Reversal.cause).where(Reversal.reverses == "cash/" + CashMove.code)
    return sa.select(
        *(CashMove.code, CashMove.on, CashMove.reason, Till.name, CashMove.payee, CashMove.note),
        *(came.label("came"), (CashMove.amount - came).label("went"), CashMove.voucher),
        *(sa.exists(undone).label("undone"), CashMove.entry, CashMove.currency),
    ).join(Till, Till.code == CashMove.till, isouter=True)


def moves_between(session: Session, till: str, after: int, upto: int | None) -> list[Any]:
    """What was carried in and out of a drawer after one entry, up to another, as it is listed."""
    query = listed().where(CashMove.till == till, CashMove.entry > after)
    if upto is not None:
        query = query.where(CashMove.entry <= upto)
    return list(session.execute(query.order_by(CashMove.entry)))


def _refuse(way: Way, till: str | None, amount: int, currency: str, note: str | None) -> None:
    if way.of_a_drawer and not till:
        raise NeedsDrawer
    if amount <= 0:
        raise NothingMoved
    if currency == bookings.PEN and amount % SMALLEST_COIN:
        raise NoSuchCoin
    if currency != bookings.PEN and not way.carried:
        raise OnlySoles
    if way.needs_note and not note:
        raise NoteMissing


def _here(session: Session, till: str | None, on: date) -> str:
    """The account of the drawer, while its session is not closed; or the box."""
    if not till:
        return BOX
    found = standing(session, till)
    if found.state not in AT_HAND:
        raise DrawerClosed(till=found.name)
    if found.on and on < found.on:
        raise BeforeOpening(till=found.name, on=found.on.isoformat())
    return acc.drawer(till)


def written_and_undone(session: Session, found: CashMove) -> tuple[Entry, str | None]:
    """The entry of a paper, and why it was undone, if it was."""
    why = ledger.why_reversed(session, f"cash/{found.code}")
    return session.get_one(Entry, found.entry), why
