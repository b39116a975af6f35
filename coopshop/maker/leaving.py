"""Who left may be forgotten: what no law asks for goes at once, name and DNI later.

At once go photo, telephone, language, recordings, notes and what she wrote in her disputes, and
what she had agreed to ends; sentences that forms said of her bear her code. Her name and DNI stay
in the register for the receipts of her payouts, until the term of the law has ended; then a second
time takes them too, and her code stands in their place. The book keeps every sum: only words about
her are emptied (`ledger.forgetting`).

Term: five years after the last payout (Código Tributario art. 87, num. 7: papers that support the
accounts). To be confirmed by the accountant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import access, inventory, ledger, members, payouts
from ..db import Code, Day, Flag, Model, Whole
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.errors import N_, Confirm, Refused
from ..domain.showing import money
from ..ledger.forgetting import Forgotten, Where
from ..ledger.models import Fact, Reversal
from ..members import Member
from . import enrolling, naming, news, voices
from .phones import Phone, PhoneCard

#: How many years papers that support the accounts are kept.
YEARS = 5


class NotLeft(Refused):
    """Only who left is forgotten."""

    message = N_("%(name)s has not left. First write down her last day.")


class LastDay(Refused):
    """On her last day she is still here: she may bring pieces, and be paid."""

    message = N_("The last day of %(name)s is %(on)s. She can be forgotten from %(since)s on.")


class StillOwed(Refused):
    """Her money is not settled."""

    message = N_("%(sum)s are still open between %(name)s and the association. Settle them first.")


class PiecesHere(Refused):
    """What is sold later has to be paid to somebody."""

    message = N_("Pieces of %(name)s are still here: %(pieces)s. Give them back or sell them.")


class DisputeOpen(Refused):
    """She waits for an answer."""

    message = N_("%(name)s waits for an answer to %(code)s. Answer it first.")


class NothingLeft(Refused):
    """She was forgotten before, and the rest stays a while."""

    message = N_("Nothing more can be forgotten before %(on)s: her name is on receipts.")


class AllGone(Refused):
    """There is nothing more."""

    message = N_("Everything that can be forgotten is forgotten.")


class ForgetHer(Confirm):
    """It cannot be taken back."""

    message = N_("Forget %(name)s for good? What is emptied cannot be brought back.")


class Forgetting(Fact, Model):
    """One of two times that a member was forgotten; the second one takes her name too."""

    __tablename__ = "forgetting"

    member: Mapped[str] = mapped_column(Code, sa.ForeignKey("member.code"), primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    name_too: Mapped[bool] = mapped_column(Flag)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What forgetting a member would do on a day.

    `name_stays` is until when her name stays (None: it goes too), `before` the times before,
    `refused` what stands in the way.
    """

    member: Member
    before: tuple[Forgetting, ...]
    name_stays: date | None
    refused: Refused | None
    #: Open between her and the association, in céntimos; below zero she owes it. And what buyers
    #: have not paid yet.
    owed: int = 0
    waiting: int = 0


def outlook(session: Session, code: str, on: date) -> Outlook:
    """What would go, what would stay and until when, and what stands in the way."""
    person = members.member(session, code)
    before = tuple(forgettings(session, code))
    stays = term(session, code)
    name_stays = stays if stays and stays > on else None
    refused = next(_in_the_way(session, person, before, name_stays, on), None)
    owed, waiting = (-ledger.balance(session, account) for account in _accounts(code))
    return Outlook(person, before, name_stays, refused, owed, waiting)


def term(session: Session, code: str) -> date | None:
    """Until when her name stays on receipts; None where there is no receipt."""
    payout = payouts.Payout
    last = session.scalar(sa.select(sa.func.max(payout.on)).where(payout.member == code))
    return years_after(last, YEARS) if last else None


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February ends on 1 March.

    >>> years_after(date(2024, 2, 29), 5), years_after(date(2025, 6, 30), 5)
    (datetime.date(2029, 3, 1), datetime.date(2030, 6, 30))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def forgettings(session: Session, code: str) -> list[Forgetting]:
    """When she was forgotten, in order."""
    query = sa.select(Forgetting).where(Forgetting.member == code)
    return list(session.scalars(query.order_by(Forgetting.number)))


def forget(
    session: Session, code: str, *, confirmed: bool, on: date, at: datetime, by: int
) -> Outlook:
    """Empty what may be emptied; asks once more, refuses while anything is open."""
    seen = outlook(session, code, on)
    if seen.refused:
        raise seen.refused
    if not confirmed:
        raise ForgetHer(name=seen.member.name)
    name_too = seen.name_stays is None
    for kind in members.KINDS:
        if members.consents.stands(session, code, kind).given:
            hers = {"member": code, "kind": kind}
            members.consents.say(session, **hers, given=False, on=on, at=at, by=by)
    enrolling.revoke_all(session, code, at=at, by=by)
    emptied = ledger.forgetting.full(session, _words_of(session, code, name_too=name_too))
    number = len(seen.before) + 1
    row = {"member": code, "number": number, "on": on, "name_too": name_too}
    notice = bookings.notice(f"forgetting/{code}/{number}", "forgetting", on)
    words = (Forgotten, ledger.forgetting.rows(emptied))
    ledger.post(session, notice, (Forgetting, [row]), words, at=at, by=by)
    ledger.forgetting.empty(session, emptied)
    _empty_register(session, code, name_too=name_too)
    return seen


def _in_the_way(
    session: Session,
    person: Member,
    before: tuple[Forgetting, ...],
    name_stays: date | None,
    on: date,
) -> Iterator[Refused]:
    if person.left_on is None:
        yield NotLeft(name=person.name)
    elif person.left_on >= on:
        since = person.left_on + timedelta(days=1)
        yield LastDay(name=person.name, on=person.left_on.isoformat(), since=since.isoformat())
    for cents in (ledger.balance(session, account) for account in _accounts(person.code)):
        if cents:
            yield StillOwed(sum=money(abs(cents)), name=person.name)
    lying = [f"{own.product} ({own.where})" for own in _hers(session, person.code, on)]
    if lying:
        yield PiecesHere(name=person.name, pieces=", ".join(lying))
    for one in payouts.open_disputes(session):
        if one.row.member == person.code:
            yield DisputeOpen(name=person.name, code=one.row.code)
    if any(each.name_too for each in before):
        yield AllGone()
    if before and name_stays:
        yield NothingLeft(on=name_stays.isoformat())


def _accounts(code: str) -> tuple[str, str]:
    return acc.payable(code), acc.earned(code)


def _hers(session: Session, code: str, on: date) -> list[inventory.Owned]:
    return list(inventory.owned(session, on=on, member=code))


def _words_of(session: Session, code: str, *, name_too: bool) -> Iterator[Where]:
    """Where the book keeps words about her; who collected for her goes with her name."""
    for name in ("debit", "delivery", "dispute", "hand_in", "payout"):
        table = Model.metadata.tables[name]
        yield from _behind(session, name, table.c.member == code)
    opening = Model.metadata.tables["opening"]
    opened = sa.and_(opening.c.kind == "member", opening.c.subject == code)
    laid = sa.and_(opening.c.kind == "stock", opening.c.subject.in_(_lots(code)))
    yield from _behind(session, "opening", sa.or_(opened, laid))
    for name, column, of in (
        ("agreement", "opening", sa.select(opening.c.code).where(opened)),
        ("dispute_answer", "code", _codes("dispute", code)),
        ("dispute_photo", "code", _codes("dispute", code)),
        *([("payout_collector", "payout", _codes("payout", code))] if name_too else []),
    ):
        yield from _behind(session, name, Model.metadata.tables[name].c[column].in_(of))
    yield from _behind(session, "reversal", Reversal.reverses.in_(_causes(code)))


def _codes(table: str, member: str) -> sa.Select[tuple[str]]:
    found = Model.metadata.tables[table]
    return sa.select(found.c.code).where(found.c.member == member)


def _causes(member: str) -> sa.CompoundSelect[tuple[str]]:
    """The causes of entries that are about her alone."""
    tables = Model.metadata.tables
    delivery, opening = tables["delivery"], tables["opening"]
    begun = sa.or_(
        sa.and_(opening.c.kind == "member", opening.c.subject == member),
        sa.and_(opening.c.kind == "stock", opening.c.subject.in_(_lots(member))),
    )
    return sa.union(
        *(
            sa.select(sa.literal(f"{name}/") + tables[name].c.code).where(
                tables[name].c.member == member
            )
            for name in ("debit", "payout", "hand_in")
        ),
        sa.select(sa.literal("delivery/") + delivery.c.lot).where(delivery.c.member == member),
        sa.select(sa.literal("beginning/") + opening.c.code).where(begun),
    )


def _lots(member: str) -> sa.Select[tuple[str]]:
    delivery = Model.metadata.tables["delivery"]
    return sa.select(delivery.c.lot).where(delivery.c.member == member)


def _behind(session: Session, name: str, wanted: sa.ColumnElement[bool]) -> Iterator[Where]:
    table = Model.metadata.tables[name]
    for entry in session.scalars(sa.select(table.c.entry).where(wanted)):
        yield name, entry


def _empty_register(session: Session, code: str, *, name_too: bool) -> None:
    """What stands outside the book: the register, her photo, her ways in, her voice."""
    names = naming.called(session, code)
    naming.unsay(session, names, code)
    voices.drop_named(session, names, code)
    nothing = ("language", "reads_spanish", "phone_type", "note", "consent_data_on")
    facts = dict.fromkeys(nothing) | {"consent_public_name": False, "consent_photo": False}
    facts |= {"role": "socia", "payout_method": "efectivo"}
    if name_too:
        facts |= {"given_names": code, "surname1": "", "surname2": None, "sex": None}
        facts |= {"dni": None, "dni_check": None}
    members.change(session, code, **facts)
    members.drop_face(session, code)
    members.drop_phone(session, code)
    news.drop_of(session, code)
    voices.drop_of(session, code)
    for table in (Phone, PhoneCard):
        session.execute(sa.delete(table).where(table.member == code))
    access.forget_users(session, code)
