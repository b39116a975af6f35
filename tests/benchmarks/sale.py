"""A recorded sale of three lines: coopshop's verb, and the bare statements for the same rows.

The bare side reads what no sale can do without (the end of the chain, the live lots of its
products), draws two numbers and inserts the rows; it checks nothing, looks up no rule and hashes
nothing. Driver, pragmas, tables, indexes and triggers are the same, and so is the commit.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from time import perf_counter
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from coopshop import sales
from coopshop.db import db, transaction
from coopshop.domain import accounts as acc
from coopshop.domain import numbering
from coopshop.domain.numbering import INTERNAL_SERIES
from coopshop.invoices.waiting import Unnumbered
from coopshop.ledger import facts
from coopshop.ledger.models import Entry, Move
from coopshop.ledger.series import CODES

from . import cooperative
from .book import TODAY, moment
from .day import in_order, insert_into
from .measuring import Act

_entry, _move = Entry.__table__, Move.__table__

NOTE = INTERNAL_SERIES["nota_venta"]


def by_the_verb(app: Flask) -> Act:
    """`invoices.issue` through `db.transaction`, each time in a session of its own."""
    at = moment(TODAY)
    with app.app_context():
        baskets = _baskets(at)

    def once() -> float:
        basket = next(baskets)
        with app.app_context():
            start = perf_counter()
            with transaction() as (session, now):
                cooperative.sell(session, basket, now)
            return perf_counter() - start

    return once


def _baskets(at: datetime) -> Iterator[sales.Basket]:
    """Baskets as they come from the till, of all products in turn."""
    rung = []
    for first in range(0, len(cooperative.PRODUCTS), 3):
        wanted = [(sku, 2) for sku in cooperative.PRODUCTS[first : first + 3]]
        rung.append(cooperative.rung_up(db.session(), wanted, TODAY, at))
    return (rung[number % len(rung)] for number in count())


def by_hand(app: Flask) -> Act:
    """The bare statements, on a connection that the engine opened and wired."""
    with app.app_context():
        template = _Template(app)
        connection = db.engine.raw_connection()
    connection.driver_connection.execute("PRAGMA query_only = OFF")
    shelf = acc.shelf(cooperative.PLACE)

    def once() -> float:
        skus, inserts = template.fresh()
        driver = connection.driver_connection
        start = perf_counter()
        driver.execute("BEGIN IMMEDIATE")
        driver.execute(_LAST_ENTRY).fetchone()
        driver.execute(_LIVE_LOTS, (shelf, *skus)).fetchall()
        for series in ((CODES, "sale"), ("nota_venta", NOTE)):
            driver.execute(_DRAW, series).fetchone()
        for statement, rows in inserts:
            driver.executemany(statement, rows)
        driver.execute("COMMIT")
        return perf_counter() - start

    return once


_LAST_ENTRY = "SELECT id, hash, at FROM entry ORDER BY id DESC LIMIT 1"
_LIVE_LOTS = """
    SELECT delivery.sku, delivery.lot, delivery.member, balance.amount
    FROM balance JOIN delivery ON delivery.lot = balance.unit
    WHERE balance.account = ? AND balance.amount > 0 AND delivery.sku IN (?, ?, ?)
    ORDER BY delivery."on", delivery.lot"""
_DRAW = "UPDATE series SET last = last + 1 WHERE kind = ? AND code = ? RETURNING last"


class _Template:
    """The rows of a sale that the verb has just recorded, with fresh keys each time."""

    def __init__(self, app: Flask) -> None:
        by_the_verb(app)()
        session = db.session()
        entry = session.execute(sa.select(_entry).order_by(_entry.c.id.desc())).mappings().first()
        self.entry, self.last = dict(entry), entry["hash"]
        self.code = entry["cause"].removeprefix("sale/")
        kept = facts.read(session, entry["id"], entry["id"])[entry["id"]]
        self.rows = [(table, [dict(row) for row in kept[table]]) for table in in_order(kept)]
        moves = session.execute(sa.select(_move).where(_move.c.entry == entry["id"]))
        self.rows += [(_move, [dict(row) for row in moves.mappings()]), (_entry, [self.entry])]
        self.skus = [row["sku"] for row in dict(self.rows)[sales.SaleLine.__table__]]
        self.number = next(rows for table, rows in self.rows if "digest" in table.c)[0]["number"]
        self.rows.append((Unnumbered.__table__, [self._awaited(session)]))
        self.drawn = count(1)
        session.rollback()

    def _awaited(self, session: Session) -> dict[str, Any]:
        """The row that says that its paper waits for a number of the portal."""
        query = sa.select(Unnumbered.__table__).where(Unnumbered.number == self.number)
        return dict(session.execute(query).mappings().one())

    def fresh(self) -> tuple[list[str], list[tuple[str, list[tuple[Any, ...]]]]]:
        """Products to look for, and each table's statement with its rows."""
        step = next(self.drawn)
        code = numbering.code("sale", numbering.number_in("sale", self.code) + step)
        words = {self.code: code, f"due/{self.code}": f"due/{code}"}
        words[self.entry["cause"]] = f"sale/{code}"
        key, digest = self.entry["id"] + step, f"{step:064x}"
        changed = {"id": key, "entry": key, "number": self.number + step}
        changed |= {"prev": self.last, "hash": digest}
        self.last = digest
        inserts = []
        for table, rows in self.rows:
            inserts.append((insert_into(table), [_row(row, words, changed) for row in rows]))
        return self.skus, inserts


def _row(row: dict[str, Any], words: dict[Any, Any], changed: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(
        changed[name] if name in changed else facts.plain(words.get(value, value))
        for name, value in row.items()
    )
