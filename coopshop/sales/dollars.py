"""Dollars in cash for what is priced in soles: the rate of a day, and what was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import ledger
from ..access import User
from ..cash import DOLLARS
from ..db import Day, Model, Whole
from ..domain import bookings
from ..domain.errors import N_, Confirm, Refused
from ..domain.money import MICROS, Dollars
from ..domain.showing import money, rate
from ..ledger.models import Entry, Fact
from .models import Payment, Sale

#: There are no cents of dollars here: coins are taken by no bank.
SMALLEST_NOTE = 100

#: A rate this far from the one before it is asked about: five quarters of it, or four fifths.
FAR = (5, 4)

#: Without a rate before it, a rate outside of these is asked about.
LIKELY = (2 * MICROS, 8 * MICROS)


class DollarRate(Fact, Model):
    """What a dollar is taken for on a day; the last turn holds, its entry says who fixed it."""

    __tablename__ = "dollar_rate"
    __table_args__ = (sa.CheckConstraint("micros > 0", name="micros"), {"sqlite_strict": True})

    on: Mapped[date] = mapped_column("on", Day, primary_key=True)
    turn: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    micros: Mapped[int] = mapped_column(Whole)


class DollarsTaken(Fact, Model):
    """The notes of one payment in dollars, and the change that was given for them in soles."""

    __tablename__ = "dollars_taken"
    __table_args__ = (
        sa.ForeignKeyConstraint(["rate_on", "rate_turn"], ["dollar_rate.on", "dollar_rate.turn"]),
        sa.CheckConstraint("cents > 0", name="cents"),
        sa.CheckConstraint("change_ >= 0", name="change"),
        {"sqlite_strict": True},
    )

    payment: Mapped[str] = mapped_column(sa.ForeignKey("payment.code"), primary_key=True)
    cents: Mapped[int] = mapped_column(Whole)
    change: Mapped[int] = mapped_column("change_", Whole)
    rate_on: Mapped[date] = mapped_column(Day)
    rate_turn: Mapped[int] = mapped_column(Whole)


class NoRateToday(Refused):
    """Dollars are worth what somebody decided today."""

    message = N_("There is no dollar rate for this day yet. Write it here.")
    field = "fx_rate"


class DollarsMissing(Refused):
    """Paid in dollars, but how many?"""

    message = N_("Write how many dollars were handed over.")
    field = "dollars"


class NotesOnly(Refused):
    """No bank takes coins of another country."""

    message = N_("Dollars are taken in notes only: whole dollars, no coins.")
    field = "dollars"


class OnlySoles(Refused):
    """A sale by a list in dollars is paid in dollars anyway."""

    message = N_("This sale is in dollars already; choose cash.")
    field = "method"


class TooFewDollars(Refused):
    """Notes that are worth less than what they shall pay."""

    message = N_("%(dollars)s are worth %(worth)s; that is less than the %(amount)s to pay.")
    field = "dollars"


class NotEnoughChange(Refused):
    """Change is given in soles; the sum that is there is not told, the drawer is counted blind."""

    message = N_(
        "There are not enough soles here to give the change of %(change)s. "
        "Bring small change from the box, or let it be paid in another way."
    )
    field = "dollars"


class StrangeRate(Confirm):
    """A decimal sign in the wrong place makes a dollar ten times as dear."""

    message = N_("One dollar for S/ %(rate)s: the last time it was S/ %(before)s. Is it right?")


class UnlikelyRate(Confirm):
    """The same, where there was no rate before."""

    message = N_("One dollar for S/ %(rate)s: is it right?")


class OtherRate(Confirm):
    """Somebody has fixed a rate for the day before."""

    message = N_(
        "%(who)s fixed the dollar of this day at S/ %(before)s. "
        "Does it cost S/ %(rate)s from now on?"
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """What is told of a payment in dollars."""

    dollars: Dollars
    on: date
    fixed_by: str


def rate_of(session: Session, on: date) -> DollarRate | None:
    """The rate that holds on a day, if somebody has fixed one."""
    query = sa.select(DollarRate).where(DollarRate.on == on)
    return session.scalar(query.order_by(DollarRate.turn.desc()).limit(1))


def fix_rate(
    session: Session, micros: int | None, *, on: date, at: datetime, by: int, confirmed: bool
) -> DollarRate:
    """The rate at which dollars are taken on a day: what is typed, or what holds already."""
    holds = rate_of(session, on)
    if holds and micros in (None, holds.micros):
        return holds
    if micros is None:
        raise NoRateToday
    if not confirmed:
        _ask(session, micros, holds, on)
    turn = holds.turn + 1 if holds else 1
    entry = bookings.notice(f"rate/{on.isoformat()}/{turn}", "dollar_rate", on)
    row = {"on": on, "turn": turn, "micros": micros}
    ledger.post(session, entry, (DollarRate, [row]), at=at, by=by)
    return session.get_one(DollarRate, (on, turn))


def last_rate(session: Session, on: date) -> int | None:
    """At what dollars were taken last, up to a day: by a fixed rate, or on a sale in dollars."""
    fixed = sa.select(DollarRate.micros, DollarRate.on, DollarRate.entry)
    sold = sa.select(Sale.fx_micros, Sale.on, Sale.entry).where(Sale.fx_micros.is_not(None))
    known = sa.union_all(fixed, sold).subquery()
    micros, day, entry = known.c
    return session.scalar(
        sa.select(micros).where(day <= on).order_by(day.desc(), entry.desc()).limit(1)
    )


def dollar_today(session: Session, on: date) -> int | None:
    """What stands in the box before somebody types: a rate of that day; yesterday's is none."""
    holds = rate_of(session, on)
    query = sa.select(Sale.fx_micros).where(Sale.on == on, Sale.fx_micros.is_not(None))
    sold = query.order_by(Sale.entry.desc()).limit(1)
    return holds.micros if holds else session.scalar(sold)


def rates(session: Session, most: int) -> Sequence[tuple[DollarRate, datetime, str]]:
    """The rates fixed last, with the moment and the name of who fixed them."""
    query = (
        sa.select(DollarRate, Entry.recorded_at, User.name)
        .join(Entry, Entry.id == DollarRate.entry)
        .join(User, User.id == Entry.by, isouter=True)
        .order_by(DollarRate.entry.desc())
        .limit(most)
    )
    return [(row, at, name or "") for row, at, name in session.execute(query)]


def notes_of(cents: int | None, micros: int) -> Dollars:
    """What was handed over, refused where it is no note."""
    if not cents:
        raise DollarsMissing
    if cents % SMALLEST_NOTE:
        raise NotesOnly
    return Dollars(cents, micros)


def handed_over(
    session: Session,
    method: str,
    currency: str,
    cents: int | None,
    micros: int | None,
    *,
    on: date,
    at: datetime,
    by: int,
    confirmed: bool,
) -> Dollars | None:
    """The notes that pay by this method at the rate of the day; nothing, when it is another one.

    A rate that is typed is fixed for the day.
    """
    if method != DOLLARS:
        return None
    if currency != bookings.PEN:
        raise OnlySoles
    notes_of(cents, MICROS)
    holds = fix_rate(session, micros, on=on, at=at, by=by, confirmed=confirmed)
    return notes_of(cents, holds.micros)


def row_for(session: Session, payment: str, paid: Dollars, on: date) -> dict[str, Any]:
    """What is kept of notes that were taken, with the rate that holds on that day."""
    fixed = rate_of(session, on)
    if fixed is None or fixed.micros != paid.micros:
        raise NoRateToday
    key = {"rate_on": fixed.on, "rate_turn": fixed.turn}
    return {"payment": payment, "cents": paid.cents, "change_": paid.change} | key


def paying(session: Session, notes: Dollars, amount: int, purse: str) -> Dollars:
    """The notes that pay `amount`, with their change; refused where either falls short."""
    if notes.worth < amount:
        raise TooFewDollars(
            dollars=money(notes.cents, "USD"), worth=money(notes.worth), amount=money(amount)
        )
    paid = notes.paying(amount)
    if paid.change > max(ledger.balance(session, purse), 0):
        raise NotEnoughChange(change=money(paid.change))
    return paid


def taken(session: Session, payments: Sequence[str]) -> dict[str, Taken]:
    """What was handed over in dollars, by the code of each payment that was one."""
    query = (
        sa.select(DollarsTaken, DollarRate, User.name)
        .join(
            DollarRate,
            (DollarRate.on == DollarsTaken.rate_on) & (DollarRate.turn == DollarsTaken.rate_turn),
        )
        .join(Entry, Entry.id == DollarRate.entry)
        .join(User, User.id == Entry.by, isouter=True)
        .where(DollarsTaken.payment.in_(payments))
    )
    return {
        row.payment: Taken(Dollars(row.cents, fixed.micros, row.change), fixed.on, name or "")
        for row, fixed, name in session.execute(query)
    }


def change_in_soles(session: Session, sale: str) -> int:
    """What was given back in soles of the dollars that paid a sale."""
    query = (
        sa.select(sa.func.sum(DollarsTaken.change))
        .join(Payment, Payment.code == DollarsTaken.payment)
        .where(Payment.sale == sale, ledger.standing(Payment.entry))
    )
    return int(session.scalar(query) or 0)


def _ask(session: Session, micros: int, holds: DollarRate | None, on: date) -> None:
    """A rate far from the last one, or other than the one that somebody fixed today."""
    before = holds.micros if holds else last_rate(session, on)
    more, less = FAR
    if before is None:
        if not LIKELY[0] <= micros <= LIKELY[1]:
            raise UnlikelyRate(rate=rate(micros))
    elif not before * less <= micros * more or not micros * less <= before * more:
        raise StrangeRate(rate=rate(micros), before=rate(before))
    if holds:
        fixer = session.get(User, session.get_one(Entry, holds.entry).by)
        who = fixer.name if fixer else ""
        raise OtherRate(who=who, before=rate(holds.micros), rate=rate(micros))
