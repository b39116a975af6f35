"""Selling: lots are taken, the net is divided, and the entry is composed; the invoice posts it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, members
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.entry import Entry
from ..domain.errors import N_, Refused, Unknown
from ..domain.lots import Taken, split
from ..domain.money import MOST, exchange
from ..domain.sharing import Parts, parts_of, share
from ..domain.tax import LineMoney
from ..inventory.stock import enough
from ..ledger.facts import Rows
from ..production import queues
from .basket import Asked, Basket
from .models import Allocation, Sale, SaleLine, Undone
from .ringing import priced


class TooLarge(Refused):
    """A total that no paper of ours can say."""

    message = N_("The total is too large; check quantities and prices.")


class UnknownSale(Unknown):
    """No such sale."""

    message = N_("There is no sale %(sale)s.")


class SaleUndone(Refused):
    """A sale that was undone stays as it is."""

    message = N_("Sale %(sale)s was undone; nothing more can be done with it.")


class NoLongerOpen(Refused):
    """Two laid the same thing aside, and one of them was quicker."""

    message = N_(
        "What was to be sold of %(code)s was sold or undone meanwhile. "
        "Go back to it and begin again."
    )


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale ready for the book: its entry, the rows behind it, and its total in its currency."""

    code: str
    entry: Entry
    facts: tuple[Rows, ...]
    total: int
    total_pen: int
    lines: tuple[dict[str, Any], ...]


def sale_of(session: Session, code: str) -> Sale:
    """One sale, refused when there is none of that code."""
    found = session.scalar(_sale, {"code": code})
    if found is None:
        raise UnknownSale(sale=code)
    return found


_sale = sa.select(Sale).where(Sale.code == sa.bindparam("code"))


def standing_sale(session: Session, code: str) -> Sale:
    """One sale with which something can still be done: it was not undone."""
    found = sale_of(session, code)
    if session.get(Undone, code):
        raise SaleUndone(sale=code)
    return found


#: Refuses a basket that was laid aside for something that is no longer open.
Look = Callable[[Session, Basket], None]

_looks: list[Look] = []


def looks_before_sale(look: Look) -> Look:
    """What a basket delivers (an order, a report) is looked at once more when it is sold."""
    _looks.append(look)
    return look


def sell(
    session: Session,
    basket: Basket,
    *,
    code: str,
    paper: str,
    terms: str = "contado",
    due_on: date | None = None,
) -> Sold:
    """Take the lots for a basket, oldest first, and divide what they bring (R2, R4, R5).

    Writes nothing: the room that issues the paper posts the entry with these rows and its own.
    """
    for look in _looks:
        look(session, basket)
    moneys = priced(session, basket)
    served = _served(session, basket)
    lines, allocations = [], []
    tally = _Tally()
    for number, (asked, money, lots) in enumerate(
        zip(basket.lines, moneys, served, strict=True), 1
    ):
        row, parts = _line(session, basket, code, number, asked, money)
        amounts = share(parts.pool, [lot.units for lot in lots])
        lines.append(row)
        allocations += _allocations(code, number, lots, amounts)
        tally.add(row, parts, lots, amounts)
    total = sum(money.total for money in moneys)
    total_pen = sum(row["net_pen"] + row["igv_pen"] for row in lines)
    if max(total, total_pen) > MOST:
        raise TooLarge
    entry = bookings.sale(
        code,
        basket.on,
        basket.place,
        [lot for asked, lots in zip(basket.lines, served, strict=True) for lot in lots
         if not asked.member],
        [(asked.member, asked.sku, asked.units) for asked in basket.lines if asked.member],
        tally.shares(),
        total,
        basket.currency,
    )  # fmt: skip
    header = _header(basket, code, total) | {"paper": paper, "terms": terms, "due_on": due_on}
    facts = ((Sale, [header]), (SaleLine, lines), (Allocation, allocations))
    return Sold(code, entry, facts, total, total_pen, tuple(lines))


class _Tally:
    """Adds up who gets what of a sale."""

    def __init__(self) -> None:
        self.members: dict[str, int] = defaultdict(int)
        self.funds: dict[str, int] = defaultdict(int)
        self.association = 0
        self.igv = 0

    def add(self, row: dict[str, Any], parts: Parts, lots: list[Taken], amounts: list[int]) -> None:
        for lot, amount in zip(lots, amounts, strict=True):
            self.members[lot.member] += amount
        self.funds[row["group"]] += parts.fund
        self.association += parts.association
        self.igv += row["igv_pen"]

    def shares(self) -> bookings.Shares:
        return bookings.Shares(self.members, self.funds, self.association, self.igv)


def _served(session: Session, basket: Basket) -> list[list[Taken]]:
    """For each line the lots that serve it; two lines of one product follow each other."""
    skus = {line.sku for line in basket.lines if not line.member}
    left = queues(session, acc.shelf(basket.place), skus) if skus else {}
    served = []
    for line in basket.lines:
        if line.member:
            served.append([Taken("", line.member, line.units)])
            continue
        product = catalog.product(session, line.sku)
        queue = left.get(line.sku, [])
        lots = enough(queue, basket.place, product, line.units)
        left[line.sku] = split(queue, line.units)[1]
        served.append(lots)
    return served


def _line(
    session: Session, basket: Basket, code: str, number: int, asked: Asked, money: LineMoney
) -> tuple[dict[str, Any], Parts]:
    product = catalog.product(session, asked.sku)
    rule = members.share_of(session, product.group, basket.on)
    abroad = basket.fx_micros
    net_pen = exchange(money.net, abroad) if abroad else money.net
    igv_pen = exchange(money.igv, abroad) if abroad else money.igv
    parts = parts_of(net_pen, rule.share_bp, rule.fund_bp)
    row = {
        "sale": code,
        "line": number,
        "sku": asked.sku,
        "description": product.name_es,
        "units": asked.units,
        "parts": product.parts,
        "price": asked.price,
        "discount_bp": asked.discount_bp,
        "price_source": asked.price_source,
        "net": money.net,
        "igv": money.igv,
        "total": money.total,
        "net_pen": net_pen,
        "igv_pen": igv_pen,
        "group": product.group,
        "share_bp": rule.share_bp,
        "fund_bp": rule.fund_bp,
        "pool": parts.pool,
        "fund": parts.fund,
        "association": parts.association,
    }
    return row, parts


def _allocations(
    code: str, number: int, lots: list[Taken], amounts: list[int]
) -> list[dict[str, Any]]:
    return [
        {
            "sale": code,
            "line": number,
            "position": position,
            "lot": lot.lot or None,
            "member": lot.member,
            "units": lot.units,
            "amount": amount,
        }
        for position, (lot, amount) in enumerate(zip(lots, amounts, strict=True), 1)
    ]


def _header(basket: Basket, code: str, total: int) -> dict[str, Any]:
    copied = (
        "on", "place", "channel", "buyer", "price_list", "includes_igv", "used", "treatment",
        "currency", "fx_micros", "igv_bp", "note",
    )  # fmt: skip
    header = {name: getattr(basket, name) for name in copied}
    return header | {"code": code, "total": total}
