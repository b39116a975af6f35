"""The file with all about a member in words: what each row says, under names that she knows.

Sums have the sign that she sees: what is owed to her is above zero. Days are said as on her other
pages; products, places and who wrote have their names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import access, catalog, members
from ..catalog import Product
from ..domain import accounts as acc
from ..domain import showing
from ..domain.bookings import PEN
from ..domain.days import local_of
from ..domain.reaching import shown_phone
from ..ledger.words import account_words, cause_words
from ..production import Delivery
from ..sales import Allocation, Sale
from ..web.i18n import _, language
from ..web.names import called
from . import everything, words
from .account import Account
from .behind import Behind
from .everything import Sheet
from .titles import COLUMNS, ENDS, HER_ACCOUNTS, HIDDEN, REVIEW, TABLES

#: Columns that hold céntimos, and those that hold so many of a lot.
SUMS = ("amount", "available", "member_price", "compensation")
COUNTS = ("units", "brought", "rejected")
#: Who wrote it, closed it, made it.
USERS = ("by", "issued_by", "revoked_by", "ended_by")
#: What a row begins with.
FIRST = ("on", "at", "began_at", "enrolled_at", "issued_at", "since")
#: What words people wrote themselves: never taken for a code of ours.
FREE = ("note", "name", "words", "said", "given_names", "surname1", "surname2", "login", "relation")

#: What a row says, piece by piece: its name and its words, a picture or a sound as its address.
Row = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind under a heading."""

    title: str
    rows: tuple[Row, ...]


class Reader:
    """Tells sheets of one member; reads at once the names that stand for codes in them."""

    def __init__(self, session: Session, code: str, today: date) -> None:
        self.code, self.today = code, today
        query = sa.select(Delivery.lot, Product).join(Product, Product.sku == Delivery.sku)
        hers = query.where(Delivery.member == code)
        self._lots: dict[str, Product] = dict(session.execute(hers).all())
        self._products = {product.sku: product for product in catalog.products(session)}
        self._places = {place.code: place.name for place in catalog.places(session)}
        self._groups = {group.code: group.name for group in members.groups(session)}
        self._users = {user.id: user.name for user in access.users(session)}
        sold = sa.select(Sale.code, Sale.on).join(Allocation, Allocation.sale == Sale.code)
        self._sales: dict[str, date] = dict(
            session.execute(sold.where(Allocation.member == code)).all()
        )
        self._hers = {
            acc.maker(code): "maker",
            acc.service(code): "service",
            acc.earned(code): "earned",
            acc.payable(code): "payable",
        }

    def parts(self, sheets: list[Sheet], *, review: bool) -> Iterator[Part]:
        """Each sheet in words; those for whoever checks the book, or all others."""
        known = [*TABLES]
        asked = [sheet for sheet in sheets if (sheet.table in REVIEW) == review]
        for sheet in sorted(asked, key=lambda each: known.index(each.table)):
            rows = (dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows)
            told = {"move": self._move, "balance": self._balance}.get(sheet.table)
            said = (told(row) if told else self._row(sheet.table, row) for row in rows)
            yield Part(_(TABLES[sheet.table]), tuple(row for row in said if row))

    def _row(self, table: str, row: dict[str, Any]) -> Row:
        said = self._sold_on(row) if table == "allocation" else []
        for column in sorted(row, key=lambda name: name not in FIRST):
            value, name = row[column], f"{table}.{column}"
            nothing = value is None or value == "" or (column == "rejected" and not value)
            if {column, name} & HIDDEN or nothing:
                continue
            title = COLUMNS.get(name) or COLUMNS[column]
            said.append((_(title), self._value(table, column, value, row)))
        if table == "opening" and row["kind"] == "stock":
            said.append((_title("lot"), self._lot(row["subject"])))
        return said

    def _value(self, table: str, column: str, value: Any, row: dict[str, Any]) -> str:
        stocked = (table, column, row.get("kind")) == ("opening", "amount", "stock")
        if column in COUNTS or stocked:
            return self._many(value, row.get("lot") or row.get("subject"), row.get("sku"))
        if column in SUMS:
            return showing.money(value)
        if column in USERS:
            return self._users.get(value, str(value))
        if isinstance(value, str):
            return value if column == "lot" and "sku" in row else self._words(table, column, value)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, datetime):
            return f"{self._plain(local_of(value).date())}, {local_of(value):%H:%M}"
        if isinstance(value, date):
            return showing.near_day(value, self.today, language())
        return str(everything.plain(value))

    def _words(self, table: str, column: str, value: str) -> str:
        if column == "lot":
            return self._lot(value)
        if column == "sku":
            return self._products[value].name_es if value in self._products else value
        if column == "about":
            return cause_words(value)
        if (table, column) == ("member_contact", "phone"):
            return shown_phone(value)
        names = {"place": self._places, "group": self._groups}.get(column, {})
        if column in FREE or value in names:
            return names.get(value, value)
        return _(ENDS[value]) if column == "end" else called(value)

    def _lot(self, lot: str) -> str:
        """A lot and what it is of; a service lies under the name of its product."""
        if lot in self._products:
            return self._products[lot].name_es
        product = self._lots.get(lot)
        return f"{lot} ({product.name_es})" if product else lot

    def _many(self, units: int, *of: str | None) -> str:
        known = (self._lots.get(one) or self._products.get(one) for one in of if one)
        product = next(filter(None, known), None)
        if product is None:
            return showing.quantity(units)
        return showing.quantity(units, product.parts, product.unit)

    def _sold_on(self, row: dict[str, Any]) -> Row:
        day = self._sales.get(row["sale"])
        return [(_title("on"), self._plain(day))] if day else []

    def _move(self, row: dict[str, Any]) -> Row:
        """What it did to each account of hers, and to which other one it went or came from."""
        said: Row = []
        for side, sign in (("source", 1), ("target", -1)):
            if row[side] in self._hers:
                said.append(self._sum(row[side], sign * row["amount"], row["unit"]))
        others = (row[side] for side in ("source", "target") if row[side] not in self._hers)
        said += [(_("On the other side"), self._account(other)) for other in others]
        return [*said, (_title("entry"), str(row["entry"]))]

    def _balance(self, row: dict[str, Any]) -> Row:
        if not row["amount"]:
            return []
        return [self._sum(row["account"], -row["amount"], row["unit"])]

    def _sum(self, account: str, amount: int, unit: str) -> tuple[str, str]:
        title = _(HER_ACCOUNTS[self._hers[account]])
        if unit == PEN:
            return title, showing.money(amount)
        return title, f"{self._many(amount, unit)} · {self._lot(unit)}"

    def _account(self, account: str) -> str:
        place = account.removeprefix(acc.SHELVES)
        if account.startswith(acc.SHELVES) and place in self._places:
            return self._places[place]
        return account_words(account)


def _title(column: str) -> str:
    return _(COLUMNS[column])


def moved(hers: Account, known: Behind) -> Iterator[tuple[date, str, int, int]]:
    """Every line of her account: day, words, what it changed, and what was owed to her then."""
    owed = hers.opening
    for line in hers.lines:
        owed += line.cents
        pieces = [words.line_words(line, piece) for piece in line.pieces]
        said = ", ".join(pieces) or words.line_words(line, None)
        beside = known.beside(line)
        yield line.on, f"{said}, {beside}" if beside else said, line.cents, owed
