"""Counting a drawer blind: opened by a count, closed by a count, every difference with its reason.

The figures of the book are shown only after a count is handed in, and a count that was handed in
stays for ever. Where it differs, it waits until it is accepted with a reason, or counted again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import accounts as acc
from ..domain import bookings, coins
from ..domain.errors import N_, Refused, Unknown
from ..ledger.facts import Rows
from .drawers import CLOSING, OPENING, NoSuchDrawer, Standing, standing
from .models import CashSession, CountAccepted, CountedPieces, CountedSum, DrawerCount


class NothingCounted(Refused):
    """An empty slip is not an empty drawer."""

    message = N_(
        "Nothing was counted yet. Write how many notes and coins there are; "
        "if the drawer is empty, write 0 in one box."
    )


class DollarsMissing(Refused):
    """Dollars lie in the drawer by the book."""

    message = N_("There should be dollars in this drawer too. Count them, or write 0.")
    field = "dollars"


class AlreadyOpen(Refused):
    """One session at a time."""

    message = N_("The drawer of %(till)s is open already; count and close it first.")


class UnknownSession(Unknown):
    """No such session."""

    message = N_("There is no cash session %(code)s.")


class OpenedSince(Refused):
    """What lay in a drawer yesterday cannot be counted today."""

    message = N_("The drawer was opened again since; count the new session %(code)s.")


class CountedSince(Refused):
    """Only the last count can stand."""

    message = N_("Somebody counted again or gave the reason meanwhile. Please look again.")


class BookMoved(Refused):
    """What was expected is no longer what is expected."""

    message = N_("The book has changed since this count. Please count again.")


class ReasonMissing(Refused):
    """A difference without a word."""

    message = N_("Write why it differs; if nobody knows, write that.")
    field = "note"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a hand found: pieces by their value in céntimos, and dollars as one sum of cents."""

    pieces: Mapping[int, int] = field(default_factory=dict)
    dollars: int | None = None

    @property
    def sums(self) -> dict[str, int]:
        """By currency; dollars only when somebody wrote of them."""
        sums = {bookings.PEN: coins.total(self.pieces)}
        return sums if self.dollars is None else sums | {"USD": self.dollars}


def session_of(session: Session, code: str) -> CashSession:
    """One session of a drawer, refused when there is none of that code."""
    found = session.get(CashSession, code)
    if found is None:
        raise UnknownSession(code=code)
    return found


def open_drawer(
    session: Session, *, till: str, counted: Counted, on: date, at: datetime, by: int
) -> str:
    """Begin a session by counting what lies in the drawer; gives its code.

    The drawer takes cash at once if the count is what the book says, else when it is accepted.
    """
    found = standing(session, till)
    if found.closed_on and found.closed_on <= on:
        raise NoSuchDrawer(till=till)
    if found.state != "closed":
        raise AlreadyOpen(till=found.name)
    code = ledger.next_code(session, "cash_session")
    begun = (CashSession, [{"code": code, "till": till, "on": on}])
    _write(session, code, till, OPENING, 1, counted, f"drawer/{code}/1", begun, on=on, at=at, by=by)
    return code


def count_drawer(
    session: Session, *, code: str, counted: Counted, on: date, at: datetime, by: int
) -> int:
    """Count the drawer of a session (once more); gives the number of the count.

    The last count supersedes those before. From the first one at closing time on the drawer takes
    no more from buyers.
    """
    found = _last(session, code)
    kind = OPENING if found.state == "opening" else CLOSING
    number = found.number + 1
    cause = f"drawer/{code}/{number}"
    _write(session, code, found.till, kind, number, counted, cause, on=on, at=at, by=by)
    return number


def accept(
    session: Session, *, code: str, number: int, note: str | None, on: date, at: datetime, by: int
) -> None:
    """Take a count as what lies in the drawer: its difference goes into the book, with a reason."""
    found, sums = waiting(session, code, number)
    drawer = acc.drawer(found.till)
    moved = {r.currency: r.counted - ledger.balance(session, drawer, r.currency) for r in sums}
    if not note:
        raise ReasonMissing
    cause = f"difference/{code}/{number}"
    entry = bookings.drawer_counted(cause, on, "cash_difference", found.till, moved)
    accepted = {"session": code, "number": number, "note": note}
    ledger.post(session, entry, (CountAccepted, [accepted]), at=at, by=by)


def waiting(session: Session, code: str, number: int) -> tuple[Standing, list[CountedSum]]:
    """A count that waits for its reason, and what it found; refused where it no longer says so."""
    found = _last(session, code)
    if found.number != number or found.accepted:
        raise CountedSince
    sums, before = sums_of(session, code, number), posted(session, code)
    for row in sums:
        held = ledger.balance(session, acc.drawer(found.till), row.currency)
        if held != row.expected + before.get(row.currency, 0):
            raise BookMoved
    return found, sums


def counted_of(session: Session, code: str, number: int) -> Counted:
    """What the hand found in one count: to compare it once more with the book of now."""
    of = (CountedPieces.session == code, CountedPieces.number == number)
    pieces = {row.value: row.pieces for row in session.scalars(sa.select(CountedPieces).where(*of))}
    found = {row.currency: row.counted for row in sums_of(session, code, number)}
    # An empty drawer was counted too: with a box that says none.
    return Counted(pieces or {coins.VALUES[0]: 0}, found.get("USD"))


def sums_of(session: Session, code: str, number: int) -> list[CountedSum]:
    """What one count found, by currency."""
    query = sa.select(CountedSum).where(CountedSum.session == code, CountedSum.number == number)
    return list(session.scalars(query.order_by(CountedSum.currency)))


def posted(session: Session, code: str) -> dict[str, int]:
    """The difference that the book shows already from earlier counts at the end of a session."""
    last = (
        sa.select(sa.func.max(CountAccepted.number))
        .join(DrawerCount, _same(CountAccepted, DrawerCount))
        .where(CountAccepted.session == code, DrawerCount.kind == CLOSING)
    )
    number = session.scalar(last)
    if number is None:
        return {}
    return {row.currency: row.difference for row in sums_of(session, code, number)}


def expected(session: Session, till: str, before: Mapping[str, int]) -> dict[str, int]:
    """What should lie in a drawer, by currency; `before` is what counts have corrected already."""
    held = ledger.holdings(session, acc.drawer(till))
    units = {bookings.PEN, *held, *before}
    return {unit: held.get(unit, 0) - before.get(unit, 0) for unit in sorted(units)}


def _last(session: Session, code: str) -> Standing:
    """How the till of a session stands; refused when another session began since."""
    found = standing(session, session_of(session, code).till)
    if found.session != code:
        raise OpenedSince(code=found.session)
    return found


def _write(
    session: Session,
    code: str,
    till: str,
    kind: str,
    number: int,
    counted: Counted,
    cause: str,
    *more: Rows,
    on: date,
    at: datetime,
    by: int,
) -> None:
    """One count; where it is what was expected it is accepted in the same breath."""
    if not counted.pieces:
        raise NothingCounted
    before = posted(session, code) if kind == CLOSING and number > 1 else {}
    book = expected(session, till, before)
    if counted.dollars is None and "USD" in book:
        raise DollarsMissing
    key = {"session": code, "number": number}
    sums: list[dict[str, Any]] = [
        key | {"currency": unit, "expected": book.get(unit, 0), "counted": found}
        for unit, found in counted.sums.items()
    ]
    pieces = [
        key | {"value": value, "pieces": many} for value, many in counted.pieces.items() if many
    ]
    facts: list[Rows] = [*more, (DrawerCount, [key | {"kind": kind, "on": on}])]
    facts += [(CountedSum, sums), (CountedPieces, pieces)]
    moved = {}
    if all(row["expected"] == row["counted"] for row in sums):
        facts.append((CountAccepted, [key]))
        moved = {unit: -cents for unit, cents in before.items()}
    entry = bookings.drawer_counted(cause, on, f"cash_{kind}", till, moved)
    ledger.post(session, entry, *facts, at=at, by=by)


def _same(one: Any, other: Any) -> sa.ColumnElement[bool]:
    return sa.and_(one.session == other.session, one.number == other.number)
