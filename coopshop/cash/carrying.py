"""What was carried between the box and a drawer, and nobody wrote down before it was counted."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from .counting import count_drawer, counted_of, waiting
from .moving import move


class NothingToCarry(Refused):
    """A currency in which the count is right."""

    message = N_("This count does not differ in that money. Please look again.")


def carry(
    session: Session, *, code: str, number: int, currency: str, on: date, at: datetime, by: int
) -> int:
    """Write down that what a count found too much or too little was carried, and compare it again.

    Too much came from the association's box, too little went there. What was counted is handed in
    once more as it was; gives the number of that count. Refused where the count no longer waits.
    """
    found, sums = waiting(session, code, number)
    difference = next((row.difference for row in sums if row.currency == currency), 0)
    if not difference:
        raise NothingToCarry
    move(
        session,
        till=found.till,
        reason="sencillo" if difference > 0 else "retiro",
        amount=abs(difference),
        currency=currency,
        on=on,
        at=at,
        by=by,
    )
    counted = counted_of(session, code, number)
    return count_drawer(session, code=code, counted=counted, on=on, at=at, by=by)
