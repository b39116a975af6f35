"""A member at the desk with several products: all of it is taken in, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..domain import bookings
from ..domain.errors import N_, Refused, in_row
from .models import HandIn
from .service import receive

#: Why a piece does not pass the look; `otro` is said in words.
FAULTS = ("medida", "acabado", "humedad", "moho", "fibra", "otro")
OTHER = "otro"


class NothingHandedIn(Refused):
    """A hand-in without a line."""

    message = N_("What did she bring? Tap the products first.")
    field = "lines"


class FaultMissing(Refused):
    """Given back without a reason: she has a right to know it."""

    message = N_("Say why %(rejected)s were rejected.")
    field = "fault"


class WordsMissing(Refused):
    """Something else, but what?"""

    message = N_("Write in a few words what is wrong with them.")
    field = "words"


@dataclass(frozen=True, slots=True)
class Brought:
    """One product of a hand-in; counts in the product's smallest parts."""

    sku: str
    brought: int
    rejected: int = 0
    fault: str | None = None
    words: str | None = None

    @property
    def reason(self) -> str | None:
        """Why pieces were given back, as it stands on the slip."""
        if not self.rejected:
            return None
        said = None if self.fault == OTHER else self.fault
        return ": ".join(filter(None, (said, self.words)))


def fault_of(reason: str | None) -> tuple[str | None, str | None]:
    """A fault and its words again, from a reason as it stands on a slip.

    >>> fault_of("moho: al fondo"), fault_of("no es de aquí")
    (('moho', 'al fondo'), ('otro', 'no es de aquí'))
    """
    if not reason:
        return None, None
    fault, _colon, words = reason.partition(": ")
    return (fault, words or None) if fault in FAULTS else (OTHER, reason)


def hand_in(
    session: Session,
    *,
    member: str,
    place: str,
    lines: Sequence[Brought],
    on: date,
    at: datetime,
    by: int,
    note: str | None = None,
) -> str:
    """Take in everything that one member brings now: a lot for each product. Gives its code."""
    if not lines:
        raise NothingHandedIn
    maker = members.still_here(session, member, on)
    shelf = catalog.place(session, place)
    code = ledger.next_code(session, "hand_in")
    row = {"code": code, "member": maker.code, "place": shelf.code, "on": on, "note": note}
    notice = bookings.notice(f"hand_in/{code}", "hand_in", on)
    ledger.post(session, notice, (HandIn, [row]), at=at, by=by)
    for number, line in enumerate(lines):
        with in_row(number, "lines"):
            _refuse_without_reason(line)
            receive(
                session,
                member=maker.code,
                sku=line.sku,
                place=shelf.code,
                brought=line.brought,
                rejected=line.rejected,
                reason=line.reason,
                hand_in=(code, number + 1),
                on=on,
                at=at,
                by=by,
            )
    return code


def _refuse_without_reason(line: Brought) -> None:
    if not 0 < line.rejected <= line.brought:
        return
    if line.fault is None:
        raise FaultMissing(rejected=str(line.rejected))
    if line.fault == OTHER and not line.words:
        raise WordsMissing
