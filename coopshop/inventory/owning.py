"""Whose pieces lie where: each member's, product by product and place by place, lot by lot."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog
from ..catalog import Product
from ..domain import accounts as acc
from ..domain.money import half_up
from ..ledger.balances import below
from ..ledger.models import Balance
from ..members import Member
from ..production import Delivery


class Owned(NamedTuple):
    """One member's pieces of one product at one place, or on the way there (`place` is None)."""

    key: str
    member: str
    name: str
    sku: str
    product: str
    place: str | None
    where: str
    units: int
    unit: str
    parts: int
    lots: str
    since: date
    value: int | None


def owned(
    session: Session,
    *,
    on: date,
    member: str | None = None,
    sku: str | None = None,
    place: str | None = None,
) -> Iterator[Owned]:
    """Everything that lies or travels, by owner; `value` at the member price of a day."""
    prices = catalog.prices_on(session, catalog.MEMBER_LIST, on)
    names = {found.code: found.name for found in catalog.places(session)}
    gathered: dict[tuple[str, str, str], list[tuple[str, date, int]]] = {}
    things: dict[str, tuple[Member, Product]] = {}
    for account, lot, brought, units, who, what in session.execute(_lots(member, sku)):
        where = account.removeprefix(acc.SHELVES)
        if account.startswith(acc.ON_THE_WAY):
            where = acc.ON_THE_WAY
        if place and where != place:
            continue
        gathered.setdefault((who.code, what.sku, where), []).append((lot, brought, units))
        things[f"{who.code} {what.sku}"] = who, what
    for (code, product, where), lots in gathered.items():
        who, what = things[f"{code} {product}"]
        units, price = sum(lot[2] for lot in lots), prices.get(product)
        travels = where == acc.ON_THE_WAY
        yield Owned(
            key=f"{code} {product} {where}",
            member=code,
            name=who.name,
            sku=product,
            product=what.name_es,
            place=None if travels else where,
            where="" if travels else names.get(where, where),
            units=units,
            unit=what.unit,
            parts=what.parts,
            lots=", ".join(dict.fromkeys(lot[0] for lot in lots)),
            since=min(lot[1] for lot in lots),
            value=None if price is None else half_up(units * price, what.parts),
        )


def _lots(member: str | None, sku: str | None) -> sa.Select[str, str, date, int, Member, Product]:
    held = sa.or_(below(Balance.account, acc.SHELVES), below(Balance.account, acc.ON_THE_WAY))
    query = (
        sa.select(Balance.account, Delivery.lot, Delivery.on, Balance.amount, Member, Product)
        .join(Delivery, Delivery.lot == Balance.unit)
        .join(Member, Member.code == Delivery.member)
        .join(Product, Product.sku == Delivery.sku)
        .where(held, sa.text("balance.amount > 0"))
        .order_by(Delivery.member, Delivery.sku, Balance.account, Delivery.on, Delivery.lot)
    )
    if member:
        query = query.where(Delivery.member == member)
    return query.where(Delivery.sku == sku) if sku else query
