"""What the book holds already, as far as a folder has to agree with it."""

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ... import catalog, inventory, ledger, members, payouts, production, sales
from ...domain import accounts as acc
from ...domain.days import local_of
from ...ledger.models import Entry, Series
from ..models import Imported
from .files import SETTINGS
from .folder import Row


@dataclass(slots=True)
class Known:
    """Codes, counters, stock and dues of the book before a folder is read into it."""

    #: The year of the folder: its settings hold from then on, beside those of other years.
    year: int
    rows: dict[tuple[str, str], str] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    last_numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    stock: dict[tuple[str, str], int] = field(default_factory=dict)
    dues: dict[str, int] = field(default_factory=dict)
    last_recorded: datetime | None = None
    closed: str | None = None

    def has(self, row: Row, *, later: bool = False) -> bool:
        """Whether a row (or what was filled in later) was imported before."""
        return (row.file, self._key(row, later)) in self.rows

    def disagrees(self, row: Row, *, later: bool = False) -> bool:
        """Whether it was imported before and said something else."""
        said = row.later_sha256 if later else row.sha256
        return self.rows.get((row.file, self._key(row, later)), said) != said

    def seen(self, row: Row, *, later: bool = False) -> dict[str, str | None]:
        """What is kept of a row once it was imported."""
        sha256 = row.later_sha256 if later else row.sha256
        return {"file": row.file, "key": self._key(row, later), "sha256": sha256}

    def _key(self, row: Row, later: bool) -> str:
        key = f"{self.year}/{row.key}" if row.file == SETTINGS.name else row.key
        return f"{key}/in" if later else key


def what_is_known(session: Session, year: int) -> Known:
    """Everything of the book that a folder is checked against."""
    known = Known(
        year=year,
        rows={(r.file, r.key): r.sha256 for r in session.execute(sa.select(Imported.__table__))},
        parts=dict(session.execute(sa.select(catalog.Product.sku, catalog.Product.parts)).all()),
        closed=ledger.closed_until(session),
    )
    known.codes = {
        "members.csv": _codes(session, members.Member.code),
        "products.csv": _codes(session, catalog.Product.sku),
        "locations.csv": _codes(session, catalog.Place.code),
        "buyers.csv": _codes(session, sales.Buyer.code),
        "deliveries.csv": _codes(session, production.Delivery.lot),
        "transfers.csv": {
            f"{transfer}/{line}"
            for transfer, line in session.execute(
                sa.select(inventory.Departure.transfer, inventory.Departure.line)
            )
        },
        "adjustments.csv": _codes(session, inventory.Adjustment.code),
        "advances.csv": _codes(session, payouts.Debit.code),
        "sales.csv": _codes(session, sales.Sale.code),
        "payments.csv": _codes(session, sales.Payment.code),
        "returns.csv": _codes(session, sales.Return.code),
    }
    for kind, code, last in session.execute(sa.select(Series.kind, Series.code, Series.last)):
        known.last_numbers[kind, code] = last
    for stock in inventory.stock_at(session):
        known.stock[stock.place, stock.sku] = stock.units
    for currency in ("PEN", "USD"):
        known.dues |= ledger.balances(session, acc.due(""), currency)
    newest = session.scalar(sa.select(sa.func.max(Entry.recorded_at)))
    known.last_recorded = local_of(newest) if newest else None
    return known


def _codes(session: Session, column) -> set[str]:
    return set(session.scalars(sa.select(column)))
