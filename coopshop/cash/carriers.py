"""What carriers owe for pieces lost in their hands: paid into a purse, or let go by us."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import inventory, ledger
from ..db import Code, Day, Model, Text, Whole
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.bookings import PEN
from ..domain.errors import N_, Refused, Unknown
from ..domain.money import SMALLEST_COIN
from ..domain.showing import money
from ..ledger.models import PersonalFact
from .drawers import CASH, purse
from .moving import NoSuchCoin, NothingMoved
from .operations import also_pays, also_tells, not_put_right, paid_by, refuse_used

#: The association bears it after all.
LET_GO = "condonado"
WAYS = (*acc.PURSES, LET_GO)


class CarrierPayment(PersonalFact, Model):
    """A carrier makes good what was lost on one transfer, or the association lets it go."""

    __tablename__ = "carrier_payment"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    transfer: Mapped[str] = mapped_column(Code, index=True)
    on: Mapped[date] = mapped_column("on", Day)
    #: How it came in (efectivo, yape …), or condonado: the association bears it after all.
    method: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    operation: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)

    @property
    def cause(self) -> str:
        """The cause of its entry."""
        return f"carrier/{self.code}"


class NothingOwed(Unknown):
    """A transfer whose carrier owes nothing, and never did."""

    message = N_("No carrier owes anything for %(transfer)s.")


class UnknownPayment(Unknown):
    """No such payment."""

    message = N_("There is no payment %(code)s of a carrier.")


class AboveDebt(Refused):
    """More than the carrier owes."""

    message = N_("Only %(left)s is owed for %(transfer)s.")
    field = "amount"


class PaidBeforeLost(Refused):
    """Nobody makes good what is not lost yet."""

    message = N_("The pieces were lost on %(on)s; they cannot be paid before.")
    field = "on"


@dataclass(frozen=True, slots=True)
class CarrierDebt:
    """What was lost at a carrier's cost on one transfer, and what of it is settled; céntimos."""

    transfer: str
    on: date
    name: str
    owed: int
    settled: int

    @property
    def left(self) -> int:
        """What is still to be paid."""
        return self.owed - self.settled


def carrier_debts(session: Session) -> list[CarrierDebt]:
    """Every transfer on which a carrier lost something, newest first."""
    settled: dict[str, int] = {}
    for payment in standing_payments(session):
        settled[payment.transfer] = settled.get(payment.transfer, 0) + payment.amount
    return [
        CarrierDebt(transfer, on, name, owed, settled.get(transfer, 0))
        for transfer, on, name, owed in inventory.lost_by_carriers(session)
    ]


def carrier_debt(session: Session, transfer: str) -> CarrierDebt:
    """One of them, refused when there is none."""
    for debt in carrier_debts(session):
        if debt.transfer == transfer:
            return debt
    raise NothingOwed(transfer=transfer)


def standing_payments(session: Session, transfer: str | None = None) -> list[CarrierPayment]:
    """The payments that were not undone, oldest first."""
    query = sa.select(CarrierPayment).where(ledger.standing(CarrierPayment.entry))
    query = query.order_by(CarrierPayment.entry)
    if transfer:
        query = query.where(CarrierPayment.transfer == transfer)
    return list(session.scalars(query))


def carrier_payment_of(session: Session, code: str) -> CarrierPayment:
    """One payment, refused when there is none of that code."""
    found = session.get(CarrierPayment, code)
    if found is None:
        raise UnknownPayment(code=code)
    return found


@also_pays
def carrier_paid_with(session: Session, method: str, number: str) -> str | None:
    """The transfer whose loss an operation made good, if it did."""
    paid = CarrierPayment
    query = sa.select(paid.transfer, paid.operation).where(
        paid.method == method,
        paid.operation.is_not(None),
        ledger.standing(paid.entry),
        not_put_right(sa.literal("carrier/").concat(paid.code)),
    )
    return paid_by(number, session.execute(query))


@also_tells("cash")
def carriers_paid() -> Any:
    """What carriers paid by an operation and stands."""
    paid = CarrierPayment
    return sa.select(
        *(sa.literal("carrier/").concat(paid.code).label("cause"), paid.entry, paid.on),
        *(paid.method, sa.literal(PEN).label("currency"), paid.amount, paid.operation),
    ).where(paid.method.not_in((CASH, LET_GO)), ledger.standing(paid.entry))


def settle_carrier(
    session: Session,
    *,
    transfer: str,
    method: str,
    on: date,
    at: datetime,
    by: int,
    amount: int | None = None,
    operation: str | None = None,
    note: str | None = None,
    till: str | None = None,
) -> str:
    """A carrier pays for what was lost, all of it where no amount is said; gives the code.

    `method` is how the money comes, or `condonado` when the association lets it go.
    """
    debt = carrier_debt(session, transfer)
    cents = debt.left if amount is None else amount
    if on < debt.on:
        raise PaidBeforeLost(on=debt.on.isoformat())
    if cents > debt.left:
        raise AboveDebt(left=money(debt.left), transfer=transfer)
    if cents <= 0:
        raise NothingMoved
    if method == CASH and cents % SMALLEST_COIN:
        raise NoSuchCoin
    if operation:
        refuse_used(session, method, operation)
    target = acc.LOSSES if method == LET_GO else purse(session, method, till, on)
    code = ledger.next_code(session, "carrier")
    row = {"code": code, "transfer": transfer, "on": on, "method": method, "amount": cents}
    row |= {"operation": operation, "note": note}
    entry = bookings.carrier_settled(code, on, target, cents)
    ledger.post(session, entry, (CarrierPayment, [row]), at=at, by=by)
    return code
