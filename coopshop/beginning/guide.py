"""The first steps: what is needed before the first sale, and which of it is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, members
from ..cash.models import Till
from ..domain.errors import N_
from ..ledger.models import Series
from ..members import Group, Logo, Member, Share
from ..sales import Sale
from .models import Dismissed

GUIDE = "first-steps"

#: Kinds of papers whose series begin with the first sale, or with the first number typed back.
PAPERS = ("boleta", "factura", "nota_venta")


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it is, why, the page where it is done, whether it is done or may be left out."""

    words: str
    why: str
    endpoint: str
    done: bool
    optional: bool = False


def wanted(session: Session) -> bool:
    """Whether the guide is of any use: nothing was sold yet, and nobody has put it away."""
    return not _any(session, Sale.code) and session.get(Dismissed, GUIDE) is None


def steps(session: Session, on: date, practised: bool) -> list[Step]:
    """Every step in its order."""
    return [
        Step(words, why, page, done(session, on), rest) for words, why, page, done, rest in STEPS
    ] + [
        Step(
            N_("A test sale in practice"),
            N_("Sell there as often as you like: nothing of it counts."),
            "beginning.practice",
            practised,
        )
    ]


def dismiss(session: Session, *, at: datetime, by: int) -> None:
    """Put the guide away for everybody; it stays to be read."""
    session.merge(Dismissed(what=GUIDE, at=at, by=by))
    session.flush()


def _any(session: Session, column: Any) -> bool:
    return session.scalar(sa.select(column).limit(1)) is not None


def _has_issuer(session: Session, on: date) -> bool:
    held = members.rules.held(session, on)
    return all(held.get(key) for key in ("ruc", "razon_social", "domicilio"))


def _every_group_has_a_share(session: Session, _on: date) -> bool:
    groups = set(session.scalars(sa.select(Group.code)))
    return bool(groups) and groups <= set(session.scalars(sa.select(Share.group)))


def _has(column: Any) -> Callable[[Session, date], bool]:
    return lambda session, _on: _any(session, column)


def _has_papers(session: Session, _on: date) -> bool:
    return _any(session, sa.select(Series.code).where(Series.kind.in_(PAPERS)).subquery().c.code)


#: What it is, why, where, whether it is there, and whether it may be left out.
STEPS: tuple[tuple[str, str, str, Callable[[Session, date], bool], bool], ...] = (
    (
        N_("The association's data"),
        N_("RUC, name and address stand on every paper."),
        "members.new_rules",
        _has_issuer,
        False,
    ),
    (
        N_("Logo"),
        N_("At the head of boletas and tickets."),
        "members.logo",
        _has(Logo.number),
        True,
    ),
    (
        N_("Groups and their shares"),
        N_("What each group keeps back, with the act of its assembly."),
        "members.rules",
        _every_group_has_a_share,
        False,
    ),
    (
        N_("Numbers of papers"),
        N_("Our own begin with the first sale; those of SUNAT's portal are typed back."),
        "invoices.index",
        _has_papers,
        True,
    ),
    (
        N_("The first place"),
        N_("Where the pieces lie: a store, a shop."),
        "catalog.new_place",
        _has(catalog.Place.code),
        False,
    ),
    (
        N_("The first till"),
        N_("A drawer with money that is counted at night."),
        "cash.new_till",
        _has(Till.code),
        True,
    ),
    (
        N_("The first product"),
        N_("What is made. A whole list can come from a spreadsheet."),
        "catalog.new",
        _has(catalog.Product.sku),
        False,
    ),
    (
        N_("The first price"),
        N_("What it costs in the shop."),
        "catalog.new_list",
        _has(catalog.Price.sku),
        False,
    ),
    (
        N_("The first member"),
        N_("Who makes. A whole list can come from a spreadsheet."),
        "members.new",
        _has(Member.code),
        False,
    ),
)
