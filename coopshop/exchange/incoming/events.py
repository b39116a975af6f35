"""Each row of a folder as the verb of its room."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from ... import catalog, inventory, invoices, members, payouts, production, sales
from ...domain.days import moment_of
from ...domain.tax import treatment_of
from ...invoices.crediting import GivenNote
from ...invoices.issuing import Given
from . import files
from .folder import Folder, Row
from .pricing import units

#: What a treatment says of where the goods are used (domain.tax).
_USED = {"20": "here", "10": "away", "30": "here", "40": "abroad"}

Event = tuple[Row, datetime, Callable[[], object], bool]


class Writer:
    """Turns rows into events: (row, moment, act, whether it is a row's later part)."""

    def __init__(self, session: Session, folder: Folder, *, at: datetime, by: int) -> None:
        self.session = session
        self.folder = folder
        self.stamp: dict[str, Any] = {"at": at, "by": by}
        self.lines: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(folder[files.SALE_LINES], key=lambda row: row["line"]):
            self.lines[row["sale_id"]].append(row)
        self.notes: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in sorted(folder[files.RETURNS], key=lambda row: row["recorded_at"]):
            self.notes[row["nc_series"], row["nc_number"]].append(row)

    def events(self) -> Iterator[Event]:
        """Every event of the folder, in no order."""
        writers = (
            (files.DELIVERIES, self._delivery),
            (files.SALES, self._sale),
            (files.PAYMENTS, self._payment),
            (files.RETURNS, self._return),
            (files.ADJUSTMENTS, self._adjustment),
            (files.ADVANCES, self._advance),
        )
        for file, write in writers:
            for row in self.folder[file]:
                yield row, row["recorded_at"], _bound(write, row), False
        for row in self.folder[files.TRANSFERS]:
            yield row, row["out_recorded_at"], _bound(self._departure, row), False
            if row["in_recorded_at"]:
                yield row, row["in_recorded_at"], _bound(self._arrival, row), True

    def _delivery(self, row: Row) -> None:
        production.receive(
            self.session,
            lot=row.key,
            member=row["member_id"],
            sku=row["sku"],
            place=row["location"],
            brought=self._units(row, "qty_delivered"),
            rejected=self._units(row, "qty_rejected"),
            note=row["note"],
            **self._when(row),
        )

    def _departure(self, row: Row) -> None:
        inventory.send(
            self.session,
            transfer=row["transfer_id"],
            first_line=row["line"],
            origin=row["from_location"],
            destination=row["to_location"],
            via=row["via"],
            lines=[(row["sku"], self._units(row, "qty_sent"))],
            note=row["note"],
            on=row["date_out"],
            recorded_at=moment_of(row["out_recorded_at"]),
            **self.stamp,
        )

    def _arrival(self, row: Row) -> None:
        lost = self._units(row, "qty_lost")
        landed = inventory.Landed(
            received=self._units(row, "qty_received"),
            lost=lost,
            reason=(row["loss_kind"] or "perdido") if lost else None,
            bearer="asociacion" if lost else None,
        )
        inventory.arrive(
            self.session,
            transfer=row["transfer_id"],
            landed={row["line"]: landed},
            on=row["date_in"],
            recorded_at=moment_of(row["in_recorded_at"]),
            **self.stamp,
        )

    def _sale(self, row: Row) -> None:
        basket = sales.Basket(
            on=row["date"],
            place=row["location"],
            channel=row["channel"],
            buyer=row["buyer_id"],
            price_list=row["price_list"],
            includes_igv=row["price_includes_igv"],
            used=_USED[row["tax_code"]],
            treatment=treatment_of(row["tax_code"]),
            igv_bp=members.statutes(self.session, row["date"]).igv_bp,
            currency=row["currency"],
            fx_micros=row["fx_rate"],
            lines=tuple(self._asked(line) for line in self.lines[row.key]),
            note=row["note"],
        )
        terms, due_on = _terms(sales.buyer(self.session, row["buyer_id"]).terms, row["date"])
        given = Given(
            sale=row.key,
            series=row["doc_series"],
            number=row["doc_number"],
            fiscal=row["doc_type"] != "nota_venta",
            recorded_at=moment_of(row["recorded_at"]),
        )
        invoices.issue(
            self.session,
            basket,
            paper=row["doc_type"],
            terms=terms,
            due_on=due_on,
            given=given,
            **self.stamp,
        )

    def _asked(self, line: Row) -> sales.Asked:
        return sales.Asked(
            sku=line["sku"],
            units=self._units(line, "qty"),
            price=line["unit_price"],
            discount_bp=line["discount_pct"],
            price_source=line["price_source"],
            member=line["member_id"],
        )

    def _payment(self, row: Row) -> None:
        sales.record_payment(
            self.session,
            sale=sales.sale_of(self.session, row["sale_id"]),
            code=row.key,
            kind=row["kind"],
            method=row["method"],
            amount=row["amount"],
            rounding=row["rounding"],
            fx_micros=row["fx_rate"],
            note=row["note"],
            **self._when(row),
        )

    def _return(self, row: Row) -> None:
        note = self.notes[row["nc_series"], row["nc_number"]]
        given = GivenNote(
            series=row["nc_series"],
            number=row["nc_number"],
            recorded_at=moment_of(row["recorded_at"]),
            last=note[-1] is row,
            earlier=tuple(other.key for other in note[:-1]),
        )
        line = next(x for x in self.lines[row["sale_id"]] if x["line"] == row["line"])
        parts = catalog.product(self.session, line["sku"]).parts
        back = sales.Back(
            line=row["line"],
            units=units(row["qty"], parts),
            restock=row["restock_location"],
            note=row["note"],
            code=row.key,
        )
        invoices.credit(
            self.session,
            sale=row["sale_id"],
            lines=[back],
            reason_code=row["nc_code"],
            on=row["date"],
            given=given,
            **self.stamp,
        )

    def _adjustment(self, row: Row) -> None:
        inventory.adjust(
            self.session,
            code=row.key,
            place=row["location"],
            sku=row["sku"],
            units=self._units(row, "qty_out"),
            kind=row["kind"],
            note=row["note"],
            **self._when(row),
        )

    def _advance(self, row: Row) -> None:
        payouts.owe(
            self.session,
            code=row.key,
            member=row["member_id"],
            kind=row["kind"],
            amount=row["amount"],
            note=row["note"],
            **self._when(row),
        )

    def _when(self, row: Row) -> dict[str, Any]:
        recorded_at = moment_of(row["recorded_at"])
        return {"on": row["date"], "recorded_at": recorded_at, **self.stamp}

    def _units(self, row: Row, column: str) -> int:
        return units(row[column], catalog.product(self.session, row["sku"]).parts)


def _bound(write: Callable[[Row], object], row: Row) -> Callable[[], object]:
    return lambda: write(row)


def _terms(said: str | None, on: date) -> tuple[str, date | None]:
    """`contado`, or credit with the days that the buyer's terms name: `credito 30`."""
    if said in {None, "contado", "transferencia"}:
        return "contado", None
    days = re.search(r"(?<!\d)\d{1,3}(?!\s*%|\d)", said)
    return "credito", on + timedelta(days=int(days[0])) if days else None
