"""Printed sheets: which numbers were handed out, and what became of each when it was typed in."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..db import Code, Model, Text, Whole
from ..domain import bookings
from ..domain.errors import N_, Refused
from ..domain.pads import sheet_code
from .audit import Finding
from .models import Entry, Fact, PersonalFact, Reversal
from .service import post

#: A pad has at most so many sheets.
MOST = 200


class NotPrinted(Refused):
    """A number that stands on no sheet of ours."""

    message = N_("No sheet %(sheet)s was ever printed. Look at its number again.")
    field = "sheet"


class SheetUsed(Refused):
    """A sheet is typed in once."""

    message = N_("Sheet %(sheet)s was typed in already: it is %(made)s.")
    field = "sheet"


class SheetSpoilt(Refused):
    """A sheet that was torn up."""

    message = N_("Sheet %(sheet)s was put down as spoilt.")
    field = "sheet"


class TooManySheets(Refused):
    """A pad that nobody can hold."""

    message = N_("A pad has from 1 to %(most)s sheets.")
    field = "sheets"


class PadBlock(Fact, Model):
    """Numbers that were printed on a pad, from `first` to `last`."""

    __tablename__ = "pad_block"
    __table_args__ = (
        sa.CheckConstraint("first >= 1 AND last >= first", name="numbers"),
        {"sqlite_strict": True},
    )

    kind: Mapped[str] = mapped_column(Code, primary_key=True)
    first: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Whole)


class PadSlip(PersonalFact, Model):
    """A sheet that was typed in: `made` is what it became; nothing where it was spoilt."""

    __tablename__ = "pad_slip"

    kind: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    made: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)


class PadAgain(PersonalFact, Model):
    """The same sheet typed in once more, because what it had become was undone; the last counts."""

    __tablename__ = "pad_again"
    __table_args__ = (sa.CheckConstraint("turn >= 2", name="turn"), {"sqlite_strict": True})

    kind: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    made: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)


#: What sheets become, as the causes of the book say it.
MADE = ("sale", "hand_in", "delivery", "payout", "count")


@dataclass(frozen=True, slots=True)
class Typed:
    """What became of a sheet in the end, how often it was typed in, and whether that was undone."""

    made: str | None
    note: str | None
    turn: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A pad, with how many of its sheets are still out."""

    block: PadBlock
    on: date
    out: int


def print_block(
    session: Session, *, kind: str, sheets: int, on: date, at: datetime, by: int
) -> PadBlock:
    """Take the next numbers for a pad; nobody else gets them."""
    if not 1 <= sheets <= MOST:
        raise TooManySheets(most=MOST)
    last = session.scalar(sa.select(sa.func.max(PadBlock.last)).where(PadBlock.kind == kind)) or 0
    row = {"kind": kind, "first": last + 1, "last": last + sheets}
    entry = bookings.notice(f"pad_block/{sheet_code(kind, last + 1)}", "pad_block", on)
    post(session, entry, (PadBlock, [row]), at=at, by=by)
    return session.get_one(PadBlock, (kind, last + 1))


def type_in(
    session: Session,
    *,
    kind: str,
    number: int | None,
    made: str | None,
    on: date,
    at: datetime,
    by: int,
    note: str | None = None,
) -> None:
    """This sheet became `made`; without a number it was not on paper, and nothing is done.

    Where what it became was undone, it may be typed in again.
    """
    if number is None:
        return
    code = sheet_code(kind, number)
    if block_of(session, kind, number) is None:
        raise NotPrinted(sheet=code)
    row = {"kind": kind, "number": number, "made": made, "note": note}
    known = slips_among(session, kind, number, number).get(number)
    if known is None:
        post(session, bookings.notice(f"pad/{code}", "pad", on), (PadSlip, [row]), at=at, by=by)
        return
    if not known.undone:
        raise SheetUsed(sheet=code, made=known.made) if known.made else SheetSpoilt(sheet=code)
    turn = known.turn + 1
    again = bookings.notice(f"pad/{code}/{turn}", "pad", on)
    post(session, again, (PadAgain, [row | {"turn": turn}]), at=at, by=by)


def block_of(session: Session, kind: str, number: int) -> PadBlock | None:
    """The pad that a number was printed on."""
    return session.scalar(
        sa.select(PadBlock).where(
            PadBlock.kind == kind, PadBlock.first <= number, PadBlock.last >= number
        )
    )


def blocks(session: Session) -> list[Printed]:
    """Every pad, the last one first."""
    typed = (
        sa.select(sa.func.count())
        .select_from(PadSlip)
        .where(PadSlip.kind == PadBlock.kind, PadSlip.number.between(PadBlock.first, PadBlock.last))
        .scalar_subquery()
    )
    query = sa.select(PadBlock, Entry.on, typed).join(Entry, Entry.id == PadBlock.entry)
    return [
        Printed(block, on, block.last - block.first + 1 - done)
        for block, on, done in session.execute(query.order_by(PadBlock.entry.desc()))
    ]


def slips_of(session: Session, block: PadBlock) -> dict[int, Typed]:
    """What became of the sheets of a pad, by number; those that are still out are not there."""
    return slips_among(session, block.kind, block.first, block.last)


def slips_among(session: Session, kind: str, first: int, last: int) -> dict[int, Typed]:
    """What became of some sheets, from one number to another."""
    once = sa.select(PadSlip.number, sa.literal(1).label("turn"), PadSlip.made, PadSlip.note)
    again = sa.select(PadAgain.number, PadAgain.turn, PadAgain.made, PadAgain.note)
    wanted = (
        once.where(PadSlip.kind == kind, PadSlip.number.between(first, last)),
        again.where(PadAgain.kind == kind, PadAgain.number.between(first, last)),
    )
    rows = session.execute(sa.union_all(*wanted).order_by("number", "turn")).all()
    made = {f"{word}/{row.made}" for row in rows if row.made for word in MADE}
    undone = set(session.scalars(sa.select(Reversal.reverses).where(Reversal.reverses.in_(made))))
    return {
        row.number: Typed(
            row.made,
            row.note,
            row.turn,
            any(f"{word}/{row.made}" in undone for word in MADE),
        )
        for row in rows
    }


def on_paper(session: Session) -> Finding:
    """Numbers of pads follow without a gap, and every sheet that was typed in had been printed."""
    finding = Finding("sheets of pads: printed once, typed in once")
    last: dict[str, int] = {}
    for block in session.scalars(sa.select(PadBlock).order_by(PadBlock.kind, PadBlock.first)):
        follows = block.first == last.get(block.kind, 0) + 1
        finding.look(follows, f"pad {block.kind} {block.first}")
        last[block.kind] = block.last
    turns: dict[tuple[str, int], int] = {}
    for slip in session.scalars(sa.select(PadSlip)):
        finding.look(slip.number <= last.get(slip.kind, 0), f"sheet {slip.kind} {slip.number}")
        turns[slip.kind, slip.number] = 1
    for again in session.scalars(sa.select(PadAgain).order_by(PadAgain.entry)):
        sheet = (again.kind, again.number)
        follows = again.turn == turns.get(sheet, 0) + 1
        finding.look(follows, f"sheet {again.kind} {again.number} again")
        turns[sheet] = again.turn
    return finding
