"""Which note was handed over: a change that was not given, or given for another note.

Only sales knows; the cash asks when a drawer differs.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..cash import CASH
from ..cash.explaining import Proposal, Span, also_asks
from ..domain.coins import NOTES
from ..domain.errors import N_
from ..ledger import standing
from ..ledger.models import Entry, Move
from .dollars import DollarsTaken
from .models import Payment

NOT_GIVEN = N_("%(paper)s at %(at)s: was its change of %(sum)s not given?")
GIVEN_TWICE = N_("%(paper)s at %(at)s: was its change of %(sum)s given twice?")
LARGER = N_("%(paper)s at %(at)s: %(written)s is written as handed over. Was it %(other)s?")


@also_asks
def mistaken_notes(session: Session, span: Span) -> Iterable[Proposal]:
    """Payments of a drawer whose change would explain its difference, the last ones first."""
    if span.currency != "PEN":
        return
    query = (
        sa.select(Payment.amount, Payment.tendered, Entry.cause, Entry.at)
        .join(Entry, Entry.id == Payment.entry)
        .join(Move, sa.and_(Move.entry == Entry.id, Move.target == span.drawer))
        .where(Entry.id > span.after, Entry.id < span.before, standing(Payment.entry))
        .order_by(Entry.id.desc())
    )
    in_soles = query.where(Payment.method == CASH)
    for amount, tendered, cause, at in session.execute(in_soles):
        for words, sums in _mistakes(amount, tendered or amount, span.difference):
            yield Proposal(words, cause, at, sums)
    changed = query.with_only_columns(DollarsTaken.change, Entry.cause, Entry.at)
    changed = changed.join(DollarsTaken, DollarsTaken.payment == Payment.code)
    for change, cause, at in session.execute(changed):
        if abs(span.difference) == change:
            yield Proposal(_of_change(span.difference), cause, at, {"sum": change})


def _mistakes(amount: int, tendered: int, difference: int) -> Iterable[tuple[str, dict[str, int]]]:
    """What may have gone wrong with a note, and the sums to be told.

    S/ 36.00 paid with 50, so that 14 were given back. The drawer has 14 too much, or 30 too little:

    >>> [words for words, _ in _mistakes(3_600, 5_000, 1_400)] == [NOT_GIVEN]
    True
    >>> _, sums = next(iter(_mistakes(1_200, 5_000, -3_000)))
    >>> sums
    {'written': 5000, 'other': 2000}
    """
    change = tendered - amount
    if change and abs(difference) == change:
        yield _of_change(difference), {"sum": change}
    for note in NOTES:
        if note >= amount and note - tendered == difference:
            yield LARGER, {"written": tendered, "other": note}


def _of_change(difference: int) -> str:
    return NOT_GIVEN if difference > 0 else GIVEN_TWICE
