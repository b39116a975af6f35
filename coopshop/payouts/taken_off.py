"""What an advance, material or dues were taken off: which sums, in which payment, what stands.

In the order of the book: what goes off takes what is there, the oldest first; where nothing is
there it waits, and what comes next fills the oldest of what waits. So each céntimo of an account is
used once, and what is left over, or still waits, is its total.
"""

from collections import deque
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from .models import Payout
from .settling import Account, Line, before_it, settled, since_last


@dataclass(frozen=True, slots=True)
class Part:
    """So much was taken off one sum; without a line it is what the payout before had left."""

    line: Line | None
    cents: int
    #: The whole sum, of which the rest is somebody else's to take or hers to get.
    whole: int


@dataclass(frozen=True, slots=True)
class TakenOff:
    """The sums that something went off, the payout that settled it, and what still stands of it:
    its amount less the parts.

    `before` is the payout that their account begins with: it left the part without a line.
    """

    parts: tuple[Part, ...] = ()
    payout: Payout | None = None
    before: Payout | None = None
    rest: int = 0


def taken_off(session: Session, member: str, entry: int) -> TakenOff:
    """The same of one entry that counts against a member's share; of one that was undone before
    any payout, nothing.
    """
    account = since_last(session, [member]).get(member, Account())
    payout = None
    if not _holds(account, entry):
        payout = _settled_by(session, member, entry)
        if payout is None:
            return TakenOff()
        account = settled(session, payout)
    parts, rest = used(account)
    return TakenOff(tuple(parts.get(entry, ())), payout, account.before, rest.get(entry, 0))


def used(account: Account) -> tuple[dict[int, list[Part]], dict[int, int]]:
    """By the entry of each line that goes off: of which sums it went, and what still waits."""
    there: deque[tuple[Line | None, int]] = deque()
    opening = max(account.opening, 0)
    waits: deque[tuple[int, int]] = deque()
    parts: dict[int, list[Part]] = {}
    if opening:
        there.append((None, opening))
    for line in account.lines:
        if line.cents > 0:
            there.append((line, line.cents))
        else:
            waits.append((line.entry, -line.cents))
        while there and waits:
            (source, has), (entry, lacks) = there.popleft(), waits.popleft()
            cents = min(has, lacks)
            whole = source.cents if source else opening
            parts.setdefault(entry, []).append(Part(source, cents, whole))
            if has > cents:
                there.appendleft((source, has - cents))
            if lacks > cents:
                waits.appendleft((entry, lacks - cents))
    return parts, dict(waits)


def _holds(account: Account, entry: int) -> bool:
    return any(line.entry == entry for line in account.lines)


def _settled_by(session: Session, member: str, entry: int) -> Payout | None:
    """The payout in whose account an entry stands. One that was undone only after the next had
    been made keeps its lines.
    """
    query = sa.select(Payout).where(
        Payout.member == member, Payout.entry > entry, ledger.standing(Payout.entry)
    )
    payout = session.scalar(query.order_by(Payout.entry).limit(1))
    while payout and (before := before_it(session, payout)) and before.entry > entry:
        payout = before
    return payout if payout and _holds(settled(session, payout), entry) else None
