"""Where money paid by a method lies, and how the drawers of the tills stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..domain.bookings import PEN
from ..domain.errors import N_, Refused
from ..ledger.models import Entry
from .models import CashSession, CountAccepted, DrawerCount, Till

CASH = "efectivo"
#: Notes in dollars that pay a sale in soles; they lie where cash does.
DOLLARS = "dolares"
IN_NOTES = (CASH, DOLLARS)

OPENING, CLOSING = "apertura", "cierre"

#: How a drawer stands from its opening until its last count is accepted: what was carried into it
#: or out of it can be written down. Buyers pay into an `open` one only.
AT_HAND = ("opening", "open", "counted")


class NoSuchDrawer(Refused):
    """A till that is not there, or no longer."""

    message = N_("There is no till %(till)s; choose another one, or the association's box.")
    field = "till"


class DrawerClosed(Refused):
    """Cash goes into a drawer only between its opening and its count."""

    message = N_("The drawer of %(till)s is not open; open it, or choose the association's box.")
    field = "till"


class BeforeOpening(Refused):
    """What was paid on an earlier day never lay in the drawer of today."""

    message = N_(
        "The drawer of %(till)s was opened on %(on)s. "
        "Cash of an earlier day goes into the association's box."
    )
    field = "till"


class NotEnoughCash(Refused):
    """Nobody takes out what is not there; the sum is not told, a drawer is counted blind."""

    message = N_(
        "There is not enough cash in there. Bring money from the bank or from another cash box, "
        "or pay in another way."
    )
    field = "till"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a till stands: its last session, the number and kind of its last count."""

    till: str
    name: str
    closed_on: date | None = None
    session: str | None = None
    on: date | None = None
    number: int = 0
    kind: str = CLOSING
    accepted: bool = True

    @property
    def state(self) -> str:
        """`closed`, `opening` and `counted` (a difference waits for its reason), or `open`."""
        if self.kind == OPENING:
            return "open" if self.accepted else "opening"
        return "closed" if self.accepted else "counted"


def purse(session: Session, method: str, till: str | None = None, on: date | None = None) -> str:
    """The account for money paid by `method`: the open drawer of `till` for cash, if there is one.

    Refused for a drawer that is not open, or that was opened only after the business day `on`.
    """
    if not till or method not in IN_NOTES:
        return acc.purse(CASH if method in IN_NOTES else method)
    found = standing(session, till)
    if found.state != "open":
        raise DrawerClosed(till=found.name)
    if on and found.on and on < found.on:
        raise BeforeOpening(till=found.name, on=found.on.isoformat())
    return acc.drawer(till)


def is_cash(account: str) -> bool:
    """Whether an account is the box or a drawer, where notes and coins lie."""
    return account == acc.purse(CASH) or account.startswith(acc.DRAWERS)


def refuse_short(session: Session, account: str, cents: int, currency: str = PEN) -> None:
    """Refuse to take out of the box or a drawer what it does not hold by the book."""
    if is_cash(account) and cents > max(ledger.balance(session, account, currency), 0):
        raise NotEnoughCash


def standing(session: Session, till: str) -> Standing:
    """How one till stands."""
    found = session.execute(_standing, {"till": till}).first()
    if found is None:
        raise NoSuchDrawer(till=till)
    return _read(found)


def standings(session: Session, on: date) -> list[Standing]:
    """How every till stands that is not given up by a day, in order of code."""
    query = sa.select(Till.code).order_by(Till.code)
    query = query.where(sa.or_(Till.closed_on.is_(None), Till.closed_on > on))
    return [standing(session, code) for code in session.scalars(query)]


def tills_open(session: Session) -> list[Standing]:
    """The tills into whose drawers cash can go now, in order of code."""
    return _standing_so(session, "open")


def tills_waiting(session: Session) -> list[Standing]:
    """The tills that were counted to be opened, and whose difference waits for its reason."""
    return _standing_so(session, "opening")


def opened_by(session: Session, by: int) -> str | None:
    """The drawer that a person opened last, as long as it is open."""
    query = (
        sa.select(CashSession.till)
        .join(Entry, Entry.id == CashSession.entry)
        .where(Entry.by == by)
        .order_by(CashSession.entry.desc())
        .limit(1)
    )
    till = session.scalar(query)
    return till if till and standing(session, till).state == "open" else None


def any_tills(session: Session) -> bool:
    """Whether there are tills at all; without them all cash lies in the box."""
    return session.scalar(sa.select(Till.code).limit(1)) is not None


def _standing_so(session: Session, state: str) -> list[Standing]:
    codes = session.scalars(sa.select(Till.code).order_by(Till.code))
    return [found for code in codes if (found := standing(session, code)).state == state]


def _read(row: Any) -> Standing:
    till, name, closed_on, session, on, number, kind, accepted = row
    if session is None:
        return Standing(till, name, closed_on)
    return Standing(till, name, closed_on, session, on, number, kind, accepted is not None)


_standing = (
    sa.select(
        Till.code,
        Till.name,
        Till.closed_on,
        CashSession.code,
        CashSession.on,
        DrawerCount.number,
        DrawerCount.kind,
        CountAccepted.number,
    )
    .join(CashSession, CashSession.till == Till.code, isouter=True)
    .join(DrawerCount, DrawerCount.session == CashSession.code, isouter=True)
    .join(
        CountAccepted,
        sa.and_(
            CountAccepted.session == DrawerCount.session,
            CountAccepted.number == DrawerCount.number,
        ),
        isouter=True,
    )
    .where(Till.code == sa.bindparam("till"))
    .order_by(CashSession.entry.desc(), DrawerCount.number.desc())
    .limit(1)
)
