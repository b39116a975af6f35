"""The lists of the payout room: what was paid, what counts against the members' shares."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import url_for

from ..access.doors import way
from ..ledger import standing
from ..ledger.words import cause_way, cause_words, kind_words
from ..members import FULL_NAME, Member
from ..web.i18n import _, _l
from ..web.listing import Column, Listing, Selected, hidden
from .models import Debit, Payout
from .statements import Statement


def _undone(row: Any) -> str:
    return "" if row.stands else _("Undone")


_STATE = Column("stands", _l("State"), words=_undone, mark=lambda _row: "no", sort=False)

MADE = Listing(
    _l("Payouts made"),
    Column(
        *("code", _l("Payout"), "code"),
        way=lambda row: way("payouts.show", code=row.code),
        about=lambda row: (f"payout/{row.code}",),
    ),
    Column("on", _l("Day"), "day", way=lambda row: way("payouts.day", on=row.on)),
    Column("who", _l("Member"), filled=True),
    Column("method", _l("How"), "called", filled=True),
    Column("amount", _l("She got"), "money", total=True, filled=True, quiet=True),
    Column(
        "receipt",
        _l("Receipt"),
        words=lambda _row: _("PDF"),
        way=lambda row: url_for("payouts.pdf", code=row.code),
        sort=False,
        written=False,
    ),
    _STATE,
    *hidden("entry", "member"),
    key=("entry", "code"),
    day="on",
    search=("code", "who", "member"),
    order="-on",
    period="month",
)

DEBITS = Listing(
    _l("Advances and deductions"),
    Column(
        *("code", _l("Code"), "code"),
        way=lambda row: way("payouts.debit", code=row.code),
        about=lambda row: (f"debit/{row.code}",),
    ),
    Column("on", _l("Day"), "day"),
    Column("who", _l("Member"), filled=True),
    Column("kind", _l("What"), "called", filled=True),
    Column("method", _l("How"), "called", filled=True),
    Column("amount", _l("Amount"), "money", total=True, filled=True, quiet=True),
    _STATE,
    *hidden("entry", "member"),
    key=("entry", "code"),
    day="on",
    search=("code", "who", "member"),
    order="-on",
    period="month",
)


@cache
def made() -> Selected:
    """Every payout; one that was undone came to nothing."""
    return _of(Payout)


@cache
def debits() -> Selected:
    """Every advance, material and due; one that was undone comes to nothing."""
    return _of(Debit).add_columns(Debit.kind)


def _of(model: type[Payout] | type[Debit]) -> Selected:
    stands = sa.case((standing(model.entry), 1), else_=0)
    return sa.select(
        *(model.entry, model.code, model.on, model.member, model.method),
        FULL_NAME.label("who"),
        (model.amount * stands).label("amount"),
        stands.label("stands"),
    ).join(Member, Member.code == model.member)


class Moved(NamedTuple):
    """One line of a member's statement, with her balance after it."""

    entry: int
    what: str
    on: date
    cause: str
    change: int
    balance: int
    #: The disputes that wait for an answer about it.
    disputes: list[str]


def not_right_words(codes: Collection[str]) -> str:
    """Beside a line: which disputes wait about it; nothing where none does."""
    return _("Not right: %(code)s", code=", ".join(codes)) if codes else ""


def not_right_way(codes: Collection[str]) -> str:
    """Where they are read: the one, or the list of them."""
    if len(codes) > 1:
        return way("payouts.disputes")
    return url_for("payouts.dispute", code=next(iter(codes))) if codes else ""


STATEMENT = Listing(
    _l("Account of a member"),
    Column("what", _l("What"), sort=False),
    Column("on", _l("Day"), "day", sort=False),
    Column(
        "cause",
        _l("Paper"),
        "code",
        words=lambda row: cause_words(row.cause),
        way=lambda row: cause_way(row.cause),
        sort=False,
    ),
    Column("change", _l("Amount"), "money", total=True, sort=False),
    Column("balance", _l("Balance"), "money", sort=False),
    Column(
        "disputes",
        _l("State"),
        words=lambda row: not_right_words(row.disputes),
        mark=lambda row: "wait" if row.disputes else "",
        way=lambda row: not_right_way(row.disputes),
        sort=False,
    ),
    *hidden("entry"),
    key="entry",
    search=("what", "cause"),
    order="entry",
)


def moved(
    told: Statement, said: Mapping[str, str], disputed: Callable[[str], list[str]]
) -> Iterator[Moved]:
    """The lines of a statement; `said` tells which pieces each sale took, `disputed` which
    disputes wait about a line.
    """
    for step, balance in told.running:
        sold = said.get(step.sale or "")
        what = f"{kind_words(step.kind)}: {sold}" if sold else kind_words(step.kind)
        about = f"sale/{step.sale}" if step.sale else step.cause.removeprefix("reversal/")
        line = (step.entry, what, step.on, step.cause, step.change, balance)
        yield Moved(*line, disputed(about))
