"""What buyers owed before the book began, and how it comes in."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import cash, ledger
from ..domain import accounts as acc
from ..domain import bookings, showing
from ..domain.errors import N_, Refused
from ..sales import Buyer
from .models import OldPayment, Opening


class MoreThanOwed(Refused):
    """A debt is paid once."""

    message = N_("Only %(left)s of it is still owed.")
    field = "amount"


@dataclass(frozen=True, slots=True)
class Debt:
    """An old debt, whose it is, and what is still owed of it."""

    opening: Opening
    buyer: Buyer
    left: int


def debts(session: Session) -> list[Debt]:
    """Every old debt that is not paid, the oldest first."""
    left = ledger.balances(session, acc.old_debt(""))
    query = (
        sa.select(Opening, Buyer)
        .join(Buyer, Buyer.code == Opening.subject)
        .where(Opening.kind == "debt", Opening.code.in_(left))
        .order_by(Opening.entry)
    )
    return [Debt(opening, buyer, left[opening.code]) for opening, buyer in session.execute(query)]


def collect(
    session: Session,
    *,
    opening: str,
    amount: int,
    method: str,
    operation: str | None = None,
    till: str | None = None,
    on: date,
    at: datetime,
    by: int,
) -> None:
    """A buyer pays, whole or in part."""
    left = ledger.balance(session, acc.old_debt(opening))
    if amount > left:
        raise MoreThanOwed(left=showing.money(left))
    number = 1 + len(payments(session, opening))
    cause = f"old-payment/{opening}/{number}"
    purse = cash.purse(session, method, till)
    entry = bookings.old_collection(cause, on, opening, purse, amount)
    row = {
        "opening": opening,
        "number": number,
        "amount": amount,
        "method": method,
        "operation": operation,
        "on": on,
    }
    ledger.post(session, entry, (OldPayment, [row]), at=at, by=by)


def payments(session: Session, opening: str) -> list[OldPayment]:
    """What was paid of one, in order."""
    query = sa.select(OldPayment).where(OldPayment.opening == opening)
    return list(session.scalars(query.order_by(OldPayment.number)))
