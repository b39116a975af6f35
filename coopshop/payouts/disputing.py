"""A member does not agree with a line of her account; what it holds back until it is answered.

The assembly decides by a dated rule (`members.dispute_holds`) whether her share of the line stays
out of her payouts meanwhile. Only what came to her and is not paid yet can be held: a disputed
deduction, or a line of an old payout, holds nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, members
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown
from ..ledger.models import Entry
from ..members import Member
from .dispute_photos import DisputePhoto
from .dispute_photos import rows as photos
from .her_lines import her_line, is_hers, share_of
from .models import Dispute, DisputeAnswer
from .sale_parts import Part, covered, whole
from .settling import since_last
from .unpaid import line_of, unpaid

#: What a dispute is about when the book has no entry of it: a delivery that was never written down.
#: It is kept with the dispute's own code, so that each of them waits for its own answer.
NOT_IN_BOOK = "unwritten"


class UnknownDispute(Unknown):
    """No such dispute."""

    message = N_("There is no dispute %(code)s.")


class NotHers(Refused):
    """A line that moved nothing of this member, neither money nor pieces."""

    message = N_("Choose a line of her own account.")
    field = "about"


class DisputedAlready(Refused):
    """The same line is waiting for an answer already."""

    message = N_("She disputed it already, on %(on)s: %(code)s.")
    field = "about"


class AnsweredAlready(Refused):
    """A dispute is answered once."""

    message = N_("%(code)s was answered before.")


@dataclass(frozen=True, slots=True)
class Told:
    """One dispute with its member; `cents` is her share of the line, what she gave below zero.

    `part` is what it is about where that is one product of a sale. `held` is what it
    keeps back from her next payout. `answer` is None while it is open.
    """

    row: Dispute
    member: Member
    by: int
    cents: int
    part: Part | None
    held: int
    answer: DisputeAnswer | None

    @property
    def pieces(self) -> str:
        """Which pieces of hers it is about, where that is one product of a sale."""
        return self.part.words if self.part else ""


def dispute(
    session: Session,
    *,
    member: str,
    about: str,
    words: str | None,
    photo: bytes | None = None,
    on: date,
    at: datetime,
    by: int,
) -> str:
    """Write down that a member does not agree with the entry of cause `about`; gives its code.

    It moved money of hers, or it is about pieces that she brought, and then it holds nothing back;
    so does NOT_IN_BOOK, which is about what the book does not have. Of a sale it may be about one
    product alone (`sale_parts`). `photo` is a JPEG that `web.photos` made.
    """
    members.member(session, member)
    about = her_line(session, member, about)
    if about != NOT_IN_BOOK and not is_hers(session, member, about):
        raise NotHers
    same = (Dispute.about.in_((about, whole(about))), _OPEN)
    waiting = sa.select(Dispute).where(Dispute.member == member, *same)
    if said := session.scalars(waiting).first():
        raise DisputedAlready(code=said.code, on=said.on.isoformat())
    code = ledger.next_code(session, "dispute")
    about = f"{about}/{code}" if about == NOT_IN_BOOK else about
    row = {"code": code, "member": member, "on": on, "about": about, "note": words}
    entry = bookings.notice(f"dispute/{code}", "dispute", on)
    shown = (DisputePhoto, photos(code, photo))
    ledger.post(session, entry, (Dispute, [row]), shown, at=at, by=by)
    return code


def answer_dispute(
    session: Session, code: str, *, reason: str, on: date, at: datetime, by: int
) -> None:
    """Close a dispute with the reason; what it held back can be paid again."""
    told(session, code)
    if session.get(DisputeAnswer, code):
        raise AnsweredAlready(code=code)
    row = {"code": code, "on": on, "note": reason}
    entry = bookings.notice(f"answer/{code}", "answer", on)
    ledger.post(session, entry, (DisputeAnswer, [row]), at=at, by=by)


def told(session: Session, code: str) -> Told:
    """One dispute, refused when there is none of that code."""
    found = _told(session, Dispute.code == code)
    if not found:
        raise UnknownDispute(code=code)
    return found[0]


def every_dispute(session: Session) -> list[Told]:
    """Every dispute, the open ones first, then the newest first."""
    return _sorted(_told(session, sa.true()))


def _sorted(found: list[Told]) -> list[Told]:
    return sorted(found, key=lambda one: (one.answer is not None, -one.row.entry))


def open_disputes(session: Session, on: date | None = None) -> list[Told]:
    """Those that wait for an answer, the oldest first; or that waited at the end of a day."""
    if on is None:
        return _told(session, _OPEN)
    later = sa.select(DisputeAnswer.code).where(DisputeAnswer.on <= on)
    return _told(session, sa.and_(Dispute.on <= on, Dispute.code.not_in(later)))


def waiting_of(session: Session, member: str) -> dict[str, str]:
    """What of a member waits for an answer: the code of each dispute, by its line (`marks_of`)."""
    open_ones = sa.select(Dispute.about, Dispute.code).where(Dispute.member == member, _OPEN)
    return {line_of(session, about): code for about, code in session.execute(open_ones)}


def waiting_lines(session: Session) -> list[tuple[str, str, str]]:
    """Of all that waits for an answer: what it is about, whose it is, its code; oldest first."""
    query = sa.select(Dispute.about, Dispute.member, Dispute.code).where(_OPEN)
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(Dispute.entry))]


def marks_of(waiting: Mapping[str, str], about: str) -> list[str]:
    """The codes of the disputes that wait about a line: of it, of all its sale, or of its parts."""
    names = (about, whole(about), *covered(about, waiting))
    return [waiting[name] for name in dict.fromkeys(names) if name in waiting]


def said_of(waiting: Mapping[str, str], about: str) -> str:
    """The dispute that says a line is not right already: of it, or of all its sale."""
    return waiting.get(about) or waiting.get(whole(about), "")


def answers_since(session: Session, member: str, since: date) -> list[tuple[DisputeAnswer, int]]:
    """What was answered to a member from a day on, the newest first, and by which user."""
    query = (
        sa.select(DisputeAnswer, Entry.by)
        .join(Dispute, Dispute.code == DisputeAnswer.code)
        .join(Entry, Entry.id == DisputeAnswer.entry)
        .where(Dispute.member == member, DisputeAnswer.on >= since)
        .order_by(DisputeAnswer.entry.desc())
    )
    return [(row, by) for row, by in session.execute(query)]


def disputes_of(session: Session, member: str) -> list[Told]:
    """Every dispute of a member, the open ones first, then the newest first."""
    return _sorted(_told(session, Dispute.member == member))


def held(session: Session, on: date) -> dict[str, int]:
    """What open disputes keep back of each member's payout on a day, if the rule says so."""
    if not members.dispute_holds(session, on):
        return {}
    sums: dict[str, int] = defaultdict(int)
    for one in open_disputes(session):
        sums[one.row.member] += one.held
    return {member: cents for member, cents in sums.items() if cents}


_OPEN = Dispute.code.not_in(sa.select(DisputeAnswer.code))


def _told(session: Session, wanted: sa.ColumnElement[bool]) -> list[Told]:
    query = (
        sa.select(Dispute, Member, Entry.by, DisputeAnswer)
        .join(Member, Member.code == Dispute.member)
        .join(Entry, Entry.id == Dispute.entry)
        .outerjoin(DisputeAnswer, DisputeAnswer.code == Dispute.code)
        .where(wanted)
        .order_by(Dispute.entry)
    )
    found = session.execute(query).all()
    keeps = _kept(session, {row.member for row, _, _, answer in found if answer is None})
    told = []
    for row, member, by, answer in found:
        cents, part = share_of(session, row.member, row.about)
        told.append(Told(row, member, by, cents, part, keeps.get(row.code, 0), answer))
    return told


def _kept(session: Session, of: Collection[str]) -> dict[str, int]:
    """What each open dispute of some members keeps back, the oldest dispute first.

    Only what is not paid of a line can be held, once; and all together no more than is owed to her.
    """
    if not of:
        return {}
    lines, accounts = unpaid(session, of), since_last(session, of)
    free = {member: max(account.total, 0) for member, account in accounts.items()}
    kept = {}
    waiting = sa.select(Dispute).where(Dispute.member.in_(of), _OPEN).order_by(Dispute.entry)
    for row in session.scalars(waiting):
        hers = lines.get(row.member, {})
        line = sum(hers.pop(name) for name in covered(line_of(session, row.about), hers))
        kept[row.code] = min(max(line, 0), free.get(row.member, 0))
        free[row.member] = free.get(row.member, 0) - kept[row.code]
    return kept
