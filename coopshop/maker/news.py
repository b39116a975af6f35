"""What happened to her since she was last told: what was sold, what came back, what was paid.

What was never told and has been undone meanwhile is no news; what was told is called back.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from .. import ledger, members
from ..db import Code, Model, Moment, Text, Whole
from ..domain import accounts as acc
from ..domain.days import day_of, moment_of
from ..domain.errors import N_, Refused
from ..domain.folding import alphabetical
from ..ledger.models import Entry, Move
from ..members import Member
from ..payouts import Payout
from ..sales import Allocation, Payment, ReturnedLot, Undone
from .paying import released
from .sold import Piece, told

#: Who was never told is not told what is older than so many days.
DAYS = 30


class Message(Model):
    """A message that was drafted for a member. Whether it was sent only a telephone knows."""

    __tablename__ = "member_message"

    member: Mapped[str] = mapped_column(Code, sa.ForeignKey("member.code"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    by: Mapped[int] = mapped_column("by", Whole)
    #: The last page of the book that it told of.
    upto: Mapped[int] = mapped_column(Whole)
    words: Mapped[str] = mapped_column(Text)

    @property
    def key(self) -> str:
        """What tells it from the others of the same member."""
        return self.at.isoformat()


class NoDraft(Refused):
    """A draft that was never written, went with her words, or is no longer true."""

    message = N_("This message is not there any more, or it is no longer true. Write a new one.")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A message of today, for whom, and her number."""

    member: Member
    phone: str | None
    message: Message


@dataclass(frozen=True, slots=True)
class SoldNews:
    """Pieces that were sold; `collected` when the buyer paid."""

    piece: Piece
    collected: bool


@dataclass(frozen=True, slots=True)
class News:
    """All that one member can be told; sums in céntimos."""

    sold: tuple[SoldNews, ...] = ()
    #: Pieces of sales told before that came back, and whole sales told before that were undone.
    back: tuple[Piece, ...] = ()
    undone: tuple[Piece, ...] = ()
    #: Pieces of sales told before that the buyer has paid meanwhile.
    collected: tuple[Piece, ...] = ()
    paid: tuple[Payout, ...] = ()
    unpaid: tuple[Payout, ...] = ()

    def __bool__(self) -> bool:
        happened = (self.sold, self.back, self.undone, self.collected, self.paid, self.unpaid)
        return any(happened)


@dataclass(slots=True)
class Waiting:
    """A member who can be told something: how much of it, her number, when she was last told."""

    member: Member
    phone: str | None
    last_at: datetime | None
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def last_page(session: Session) -> int:
    """The number of the book's last page."""
    return session.scalar(sa.select(sa.func.max(Entry.id))) or 0


def news(session: Session, member: str, today: date) -> News:
    """What a member can be told now."""
    after = _after(session, member, today)
    found = _events(session, member, after)
    new = set(session.scalars(found["sold"]))
    changed = set(session.scalars(found["back"])) | set(session.scalars(found["undone"]))
    undone = set(session.scalars(found["undone"]))
    due = set(session.scalars(found["collected"])) - new - undone
    sales = told(session, member, new | changed | due)
    collected = released(session, member, new)
    return News(
        sold=tuple(
            SoldNews(piece, code in collected)
            for code in sorted(new)
            for piece in sales[code].left()
        ),
        back=tuple(
            piece
            for code in sorted(changed - new - undone)
            for entry in sorted({b.entry for b in sales[code].backs.values() if b.entry > after})
            for piece in sales[code].back(entry)
        ),
        undone=tuple(
            piece for code in sorted(undone) for piece in sales[code].left(after)
        ),
        collected=tuple(piece for code in sorted(due) for piece in sales[code].left()),
        paid=tuple(session.scalars(found["paid"])),
        unpaid=tuple(session.scalars(found["unpaid"])),
    )  # fmt: skip


def waiting(session: Session, today: date) -> list[Waiting]:
    """Who can be told something, by surname."""
    last = _last_told()
    last_at = dict(session.execute(sa.select(last.c.member, last.c.at)).all())
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    spans = _spans(session, today)
    for kind, query in _counted(session, spans):
        for member, count in session.execute(query):
            counts[member][kind] = int(count)
    phones, people = members.phones(session), members.everyone(session)
    nobody = members.forgotten(session)
    found = [
        Waiting(one, phones.get(one.code), last_at.get(one.code), counts[one.code])
        for one in people
        if one.code in counts and one.code not in nobody
    ]
    return sorted(found, key=lambda one: alphabetical(one.member.listed))


def note_drafted(
    session: Session, member: str, words: str, *, upto: int, at: datetime, by: int
) -> None:
    """Keep a message that was drafted, and how far the book had come."""
    known = members.member(session, member).code
    session.merge(Message(member=known, at=at, by=by, upto=upto, words=words))
    session.flush()


def draft_again(session: Session, member: str, draft: str, *, at: datetime, by: int) -> Message:
    """Note once more a message that was drafted today, as it was: it had perhaps never left.

    `draft` is the `key` of one of them. Nothing new counts as told by it. What an older one says,
    or one before something happened to her account, is no longer true.
    """
    try:
        found = session.get(Message, (member, datetime.fromisoformat(draft)))
    except ValueError:
        found = None
    if found is None or not still_true(session, [found], day_of(at)):
        raise NoDraft
    note_drafted(session, member, found.words, upto=found.upto, at=at, by=by)
    return found


def still_true(session: Session, drafted: Sequence[Message], today: date) -> set[str]:
    """The keys of those that may leave again: drafted today, and nothing of hers moved since."""
    since = moment_of(datetime.combine(today, time()))
    moved = {one.member: _last_moved(session, one.member) for one in drafted if one.at >= since}
    return {one.key for one in drafted if one.at >= since and one.upto >= moved[one.member]}


def _last_moved(session: Session, member: str) -> int:
    """The last entry that moved money of hers."""
    accounts = (acc.payable(member), acc.earned(member))
    sides = (
        sa.select(sa.func.max(Move.entry)).where(side.in_(accounts)).scalar_subquery()
        for side in (Move.source, Move.target)
    )
    return max(int(last or 0) for last in session.execute(sa.select(*sides)).one())


def drafted(session: Session, member: str, most: int = 10) -> list[Message]:
    """The messages drafted for a member, the last one first; one drafted again, its last time."""
    query = sa.select(Message).where(Message.member == member)
    found: dict[tuple[int, str], Message] = {}
    for one in session.scalars(query.order_by(Message.at.desc()).limit(most * 2)):
        found.setdefault((one.upto, one.words), one)
    return [*found.values()][:most]


def drafted_on(session: Session, today: date) -> list[Drafted]:
    """What was drafted today, the last one first: the last message of each member."""
    since = moment_of(datetime.combine(today, time()))
    query = sa.select(Message).where(Message.at >= since).order_by(Message.at.desc())
    phones, people = members.phones(session), {m.code: m for m in members.everyone(session)}
    last: dict[str, Message] = {}
    for message in session.scalars(query):
        last.setdefault(message.member, message)
    return [Drafted(people[code], phones.get(code), one) for code, one in last.items()]


def drop_of(session: Session, member: str) -> None:
    """What was drafted for her is gone for good."""
    session.execute(sa.delete(Message).where(Message.member == member))


def _first_news(today: date) -> sa.ScalarSelect[int]:
    """The page before the first one of the last days."""
    recent = Entry.on >= today - timedelta(days=DAYS)
    first = sa.select(sa.func.min(Entry.id)).where(recent).scalar_subquery()
    everything = sa.select(sa.func.coalesce(sa.func.max(Entry.id), 0)).scalar_subquery()
    return sa.select(sa.func.coalesce(first - 1, everything)).scalar_subquery()


def _after(session: Session, member: str, today: date) -> int:
    query = sa.select(sa.func.max(Message.upto)).where(Message.member == member)
    upto = session.scalar(query)
    return int(session.scalar(sa.select(_first_news(today))) or 0) if upto is None else upto


def _last_told() -> sa.Subquery:
    query = sa.select(
        Message.member,
        sa.func.max(Message.at, type_=Message.at.type).label("at"),
        sa.func.max(Message.upto).label("upto"),
    )
    return query.group_by(Message.member).subquery()


def _spans(session: Session, today: date) -> sa.Subquery:
    """After which page each member's news begin."""
    last = _last_told()
    first = int(session.scalar(sa.select(_first_news(today))) or 0)
    after = sa.func.coalesce(last.c.upto, first).label("after")
    query = sa.select(Member.code, after).outerjoin(last, last.c.member == Member.code)
    return query.subquery()


def _events(session: Session, member: str, after: int) -> dict[str, sa.Select[Any]]:
    """Sales and payouts of one member that are news, by what they are."""
    hers = sa.select(sa.literal(member).label("code"), sa.literal(after).label("after"))
    span = hers.subquery()
    return {kind: query for kind, query, _ in _queries(span, _changed(session, after))}


def _counted(session: Session, span: sa.Subquery) -> Iterator[tuple[str, sa.Select[Any, Any]]]:
    """How many of each kind there are, by member."""
    first = session.scalar(sa.select(sa.func.min(span.c.after))) or 0
    for kind, query, of in _queries(span, _changed(session, int(first))):
        found = query.with_only_columns(span.c.code, sa.func.count(sa.distinct(of)))
        yield kind, found.order_by(None).group_by(span.c.code)


def _changed(session: Session, after: int) -> tuple[set[str], set[str]]:
    """Sales of which something came back after a page, and sales undone after it: there are few,
    so nobody's whole life has to be read to find them."""
    back = sa.select(ReturnedLot.sale).where(ReturnedLot.entry > after)
    undone = sa.select(Undone.sale).where(Undone.entry > after)
    return set(session.scalars(back)), set(session.scalars(undone))


def _queries(
    span: sa.Subquery, changed: tuple[set[str], set[str]]
) -> Iterator[tuple[str, sa.Select[Any], Any]]:
    undoing = aliased(Entry)
    new = sa.select(Allocation.sale).join(span, Allocation.member == span.c.code)
    after, sale = span.c.after, Allocation.sale
    yield (
        "sold",
        new.where(Allocation.entry > after, ledger.standing(Allocation.entry)),
        sale,
    )
    known = new.where(Allocation.entry <= after)
    back, undone = changed
    same = sa.and_(
        ReturnedLot.sale == Allocation.sale,
        ReturnedLot.line == Allocation.line,
        ReturnedLot.position == Allocation.position,
    )
    returned = known.join(ReturnedLot, same).where(ReturnedLot.entry > after)
    yield "back", returned.where(sale.in_(back)), sale
    called_back = known.join(Undone, Undone.sale == Allocation.sale)
    yield "undone", called_back.where(sale.in_(undone), Undone.entry > after), sale
    hers = sa.and_(
        Move.entry == Payment.entry,
        Move.source == sa.literal(acc.payable("")) + span.c.code,
        Move.target == sa.literal(acc.earned("")) + span.c.code,
    )
    collected = known.join(Payment, Payment.sale == sale).join(Move, hers)
    yield "collected", collected.where(Payment.entry > after, ledger.standing(Payment.entry)), sale
    paid = sa.select(Payout).join(span, Payout.member == span.c.code).order_by(Payout.entry)
    yield "paid", paid.where(Payout.entry > after, ledger.standing(Payout.entry)), Payout.code
    reversed_ = paid.join(undoing, undoing.reverses == Payout.entry)
    yield (
        "unpaid",
        reversed_.where(undoing.id > after, Payout.entry <= after),
        Payout.code,
    )
