"""The queue of lots at an account: whose pieces leave first."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from ..domain.lots import Taken
from ..ledger.models import Balance
from .models import Delivery

_delivery, _balance = Delivery.__table__, Balance.__table__
_its = _delivery.alias("its")


class NotEnough(Refused):
    """More pieces were asked for than the shelf holds."""

    message = N_("Only %(left)s of %(product)s left at %(place)s; %(wanted)s were asked for.")
    field = "quantity"


def product_of(lot: Any) -> sa.ScalarSelect[str]:
    """The SKU of a lot, looked up for each of a few rows.

    So both databases begin with the few lots that are there still. If they are joined, PostgreSQL
    takes them for many and reads all that were ever delivered, and SQLite all of a product.
    """
    return sa.select(_its.c.sku).where(_its.c.lot == lot).scalar_subquery()


def queue(session: Session, account: str, sku: str) -> list[Taken]:
    """The lots of one product that an account holds, in FIFO order (R2)."""
    return queues(session, account, [sku]).get(sku, [])


def queues(session: Session, account: str, skus: Iterable[str]) -> dict[str, list[Taken]]:
    """The same for several products in one look."""
    found: dict[str, list[Taken]] = {}
    wanted = {"account": account, "skus": list(skus)}
    for sku, lot, member, units in session.connection().execute(_queues, wanted):
        found.setdefault(sku, []).append(Taken(lot, member, units))
    return found


_queues = (
    sa.select(_delivery.c.sku, _delivery.c.lot, _delivery.c.member, _balance.c.amount)
    # Nothing is added, but PostgreSQL then looks these lots up and does not walk through all.
    .join(_balance, _delivery.c.lot == _balance.c.unit.concat(""))
    .where(
        _balance.c.account == sa.bindparam("account"),
        sa.text("balance.amount > 0"),
        product_of(_balance.c.unit).in_(sa.bindparam("skus", expanding=True)),
    )
    .order_by(_delivery.c.on, _delivery.c.lot)
)
