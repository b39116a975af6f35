"""The lists of the payout room: what was paid, what counts against the members' shares."""

from typing import Any

import sqlalchemy as sa
from flask import url_for

from ..access.doors import way
from ..ledger import standing
from ..members import FULL_NAME, Member
from ..web.i18n import _, _l
from ..web.listing import Column, Listing, Selected, hidden
from .models import Debit, Payout


def _undone(row: Any) -> str:
    return "" if row.stands else _("Undone")


_STATE = Column("stands", _l("State"), words=_undone, mark=lambda _row: "no", sort=False)

MADE = Listing(
    _l("Payouts made"),
    Column("code", _l("Payout"), "code", way=lambda row: way("payouts.show", code=row.code)),
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
    Column("code", _l("Code"), "code", way=lambda row: way("payouts.debit", code=row.code)),
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


def made() -> Selected:
    """Every payout; one that was undone came to nothing."""
    return _of(Payout)


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
