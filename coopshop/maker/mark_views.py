"""Beside each line of hers: a way to say that it is not right, or to where she said so."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from flask import g, url_for

from .. import payouts
from ..access import User
from ..db import db, today
from .account import Account, Term
from .blueprint import bp
from .ways import piece_line

#: So long her first screen says that she was answered.
NEWS = timedelta(days=14)


class No(NamedTuple):
    """A way to say that a line is not right, or (`waits`) to where it was said."""

    address: str
    drawing: str
    waits: bool


class Answered(NamedTuple):
    """What she said was answered: the day, and where it is read."""

    on: date
    address: str


@bp.app_template_global()
def say_no(cause: str | Iterable[str], opens: str = "") -> No | None:
    """The same of a line, by its cause; where she said so, it leads to what was answered.

    A sum of several lines is not wrong by itself: it `opens` to them, and each has its own way.
    """
    if not (g.user and g.user.member):
        return None
    names = [cause] if isinstance(cause, str) else list(dict.fromkeys(cause))
    waiting: dict[str, str] | None = g.get("not_right")
    if waiting is None:
        waiting = g.not_right = payouts.waiting_of(db.session(), g.user.member)
    for name in names if waiting else ():
        about = name if payouts.part_of(name) else payouts.line_of(db.session(), name)
        if code := payouts.said_of(waiting, about):
            return No(url_for("maker.said", code=code), "warning", True)
    if len(names) == 1:
        return No(url_for("maker.not_right", about=names[0]), "dispute", False)
    return No(opens, "dispute", False) if opens and names else None


@bp.app_template_global()
def term_causes(term: Term) -> list[str]:
    """The lines that make up one step of her addition."""
    return [piece_line(piece) if piece else line.cause for line, piece in term.lines]


@bp.app_template_global()
def waiting_causes(hers: Account) -> list[str]:
    """Her lines in what the buyers have not paid yet."""
    return [
        name
        for one in hers.waiting
        for name in ([piece_line(piece) for piece in one.pieces] or [f"sale/{one.sale}"])
    ]


@bp.app_template_global()
def answered_lately() -> list[Answered]:
    """What was answered to her in the last days, the newest first; what she took back is not."""
    session, member = db.session(), g.user.member
    found = payouts.answers_since(session, member, today() - NEWS)
    said = [(row, session.get_one(User, by).member) for row, by in found]
    return [
        Answered(row.on, url_for("maker.said", code=row.code)) for row, who in said if who != member
    ]
