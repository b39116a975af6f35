"""Her account of some days on paper and as a message: the same account, in Spanish."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from .. import ledger, members
from ..domain import accounts as acc
from ..domain.folding import alphabetical
from ..ledger import Seal
from ..members import Member
from ..paper.statement import Line, Statement
from ..web.i18n import in_spanish
from . import words
from .account import Account, between
from .account import Line as Moved
from .behind import Behind, behind
from .sold import Piece


def statement(session: Session, hers: Account, seal: Seal | None, checked_at: str) -> Statement:
    """What her paper says of an account."""
    first = hers.since or hers.until
    with in_spanish():
        return Statement(
            house=members.legal_name(session, hers.today or hers.until),
            member_code=hers.member,
            member_name=hers.name,
            since=first,
            until=hers.until,
            headline=words.headline(hers),
            closing=words.closing_words(hers),
            terms=tuple((words.term_words(hers, term), term.cents) for term in hers.terms),
            total=hers.total,
            lines=tuple(_lines(hers, behind(session, hers.member, hers.lines))),
            waiting=tuple(_waiting(hers)),
            to_come_words=words.to_come_words(hers),
            entry=seal.entry if seal else 0,
            entry_on=seal.on if seal else None,
            signs=seal.signs if seal else "",
            checked_at=checked_at,
            held=words.held_words(hers) if hers.held else "",
        )


def of_month(
    session: Session,
    member: str,
    since: date,
    until: date,
    today: date,
    seal: Seal | None,
    address: str,
) -> Statement:
    """A member's paper of some days; `address` is where `seal` is checked.

    Whoever draws takes the seal once: the book may go on between the paper and its address.
    """
    return statement(session, between(session, member, since, until, today), seal, address)


def everybody(session: Session, on: date) -> list[Member]:
    """Who gets a paper, by surname: all who are still there, and who left but is owed or owes."""
    open_still = {*ledger.balances(session, acc.payable(""))}
    open_still |= {*ledger.balances(session, acc.earned(""))}
    found = [
        member
        for member in members.everyone(session)
        if member.left_on is None or member.left_on >= on or member.code in open_still
    ]
    return sorted(found, key=lambda member: (alphabetical(member.listed), member.code))


def _lines(hers: Account, known: Behind) -> Iterator[Line]:
    for line in hers.lines:
        for piece in line.pieces:
            yield _sold(line, piece)
        if not line.pieces:
            yield from _other(line, known)


def _sold(line: Moved, piece: Piece) -> Line:
    said, price = words.line_words(line, piece), piece.price
    if piece.units < 0:
        return Line(line.on, f"{said}; {words.price_words(piece)}", None, piece.hers)
    return Line(line.on, said, price, piece.hers)


def _other(line: Moved, known: Behind) -> Iterator[Line]:
    """A loss or a sample lot by lot, where the lots come to its sum; the rest with its note."""
    for gone in known.lots.get(line.entry, ()):
        said = f"{words.gone_words(gone)}, {words.off_words(gone.off)}"
        yield Line(line.on, said, None, gone.off.cents)
    if not known.lots.get(line.entry):
        said = ", ".join(filter(None, (words.line_words(line, None), known.beside(line))))
        yield Line(line.on, said, None, line.cents)


def _waiting(hers: Account) -> Iterator[Line]:
    for one in hers.waiting:
        for piece in one.pieces:
            yield Line(one.on, words.pieces_words(piece, piece.amount), piece.price, piece.hers)
        if not one.pieces:
            yield Line(one.on, words.waiting_words(one), None, one.cents)
