"""The lines of a member's account that she may say are not right, and what of each is hers."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain import accounts as acc
from ..ledger.models import Entry, Move
from .her_pieces import about_her_pieces
from .sale_parts import Part, part_of, parts, whole
from .statements import credited
from .unpaid import line_of


@dataclass(frozen=True, slots=True)
class Moved:
    """What one entry changed of what she can be paid, and of what waits for the buyer."""

    entry: int
    change: int
    waiting: int


def her_line(session: Session, member: str, cause: str) -> str:
    """The line of hers that a cause or a part of a sale means: her only product in a sale is the
    sale, by whichever name.
    """
    named = part_of(cause)
    if named is None:
        return line_of(session, cause)
    alone = len(parts(session, member, [named[0]]).get(named[0], ())) == 1
    return whole(cause) if alone else cause


def is_hers(session: Session, member: str, about: str) -> bool:
    """Whether an entry, or all that became of a sale, moved money or pieces of a member."""
    if part_of(about):
        return her_part(session, member, about) is not None
    return bool(moved(session, member, about)) or about_her_pieces(session, member, about)


def her_part(session: Session, member: str, about: str) -> Part | None:
    """Her pieces in one line of a sale; None where a name means no line with pieces of hers."""
    named = part_of(about)
    found = parts(session, member, [named[0]]).get(named[0], ()) if named else ()
    return next((one for one in found if one.about == about), None)


def share_of(session: Session, member: str, about: str) -> tuple[int, Part | None]:
    """What of a line is hers, in céntimos, what she gave below zero; and which pieces, where it is
    one product of a sale.
    """
    if part := her_part(session, member, about):
        return part.cents, part
    return sum(one.change + one.waiting for one in moved(session, member, about)), None


def moved(session: Session, member: str, about: str) -> list[Moved]:
    """What the entries of a line moved for a member; a sale's line is all that became of it."""
    kind, _slash, code = about.partition("/")
    if kind == "sale":
        due = acc.due(code)
        sides = (sa.select(Move.entry).where(side == due) for side in (Move.source, Move.target))
        entries = Move.entry.in_(sa.union(*sides))
    else:
        causes = (about, f"reversal/{about}")
        entries = Move.entry.in_(sa.select(Entry.id).where(Entry.cause.in_(causes)))
    payable, earned = acc.payable(member), acc.earned(member)
    query = (
        sa.select(Move.entry, credited(payable), credited(earned))
        .where(
            entries,
            sa.or_(Move.source.in_((payable, earned)), Move.target.in_((payable, earned))),
        )
        .group_by(Move.entry)
    )
    return [Moved(entry, int(here), int(there)) for entry, here, there in session.execute(query)]
