"""The year played through in plain numbers, before anything is written: stock, canoes, dues.

A shelf that would go below zero, a payment above what is due, a return above what was sold: each
is named with its row. The figures then go on as if it had been possible: one fault is one fault.
"""

from collections import defaultdict
from collections.abc import Iterator

from ...domain.sharing import given_back
from ...domain.showing import plain_money
from . import files
from .faults import Fault
from .folder import Folder, Row
from .known import Known
from .order import recorded
from .pricing import line_of
from .references import igv_of


class Rehearsal:
    """Quantities in thousandths, sums in céntimos of the sale's currency."""

    def __init__(self, folder: Folder, known: Known) -> None:
        self.folder = folder
        self.known = known
        self.sales = folder.by_key(files.SALES)
        self.lines: dict[str, list[Row]] = defaultdict(list)
        for row in folder[files.SALE_LINES]:
            self.lines[row["sale_id"]].append(row)
        self.stock = defaultdict(int, self._known_stock())
        self.dues = defaultdict(int, known.dues)
        self.back: dict[tuple[str, int], int] = defaultdict(int)
        self.services = {row["sku"] for row in folder[files.PRODUCTS] if row["unit"] == "servicio"}

    def faults(self) -> Iterator[Fault]:
        """Play every event that is new, in order of recording."""
        play = {
            "deliveries.csv": self._delivery,
            "sales.csv": self._sale,
            "payments.csv": self._payment,
            "returns.csv": self._return,
            "adjustments.csv": self._adjustment,
        }
        for _, row, column, _ in sorted(recorded(self.folder), key=lambda event: event[0]):
            later = column == "in_recorded_at"
            if self.known.has(row, later=later):
                self._remember(row)
            elif row.file == "transfers.csv":
                yield from self._arrival(row) if later else self._departure(row)
            elif row.file in play:
                yield from play[row.file](row)

    def _known_stock(self) -> dict[tuple[str, str], int]:
        parts = self.known.parts
        return {
            (place, sku): units * 1000 // parts[sku]
            for (place, sku), units in self.known.stock.items()
        }

    def _remember(self, row: Row) -> None:
        if row.file == "returns.csv":
            self.back[row["sale_id"], row["line"]] += row["qty"]

    def _delivery(self, row: Row) -> Iterator[Fault]:
        self.stock[row["location"], row["sku"]] += row["qty_accepted"]
        yield from ()

    def _departure(self, row: Row) -> Iterator[Fault]:
        yield from self._take(row, "qty_sent", row["from_location"], row["sku"], row["qty_sent"])

    def _arrival(self, row: Row) -> Iterator[Fault]:
        self.stock[row["to_location"], row["sku"]] += row["qty_received"] or 0
        yield from ()

    def _adjustment(self, row: Row) -> Iterator[Fault]:
        yield from self._take(row, "qty_out", row["location"], row["sku"], row["qty_out"])

    def _sale(self, row: Row) -> Iterator[Fault]:
        for line in sorted(self.lines[row.key], key=lambda line: line["line"]):
            self.dues[row.key] += self._total(line)
            if line["sku"] not in self.services:
                yield from self._take(line, "qty", row["location"], line["sku"], line["qty"])

    def _payment(self, row: Row) -> Iterator[Fault]:
        paid = row["amount"] + row["rounding"]
        due = self.dues[row["sale_id"]]
        if paid > 0 and paid > due:
            yield row.fault("amount", f"at most {plain_money(max(due, 0))}, which is due")
            paid = due
        self.dues[row["sale_id"]] = due - paid

    def _return(self, row: Row) -> Iterator[Fault]:
        place = (row["sale_id"], row["line"])
        line = next(line for line in self.lines[row["sale_id"]] if line["line"] == row["line"])
        before = self.back[place]
        after = min(before + row["qty"], line["qty"])
        if after < before + row["qty"]:
            left = (line["qty"] - before) / 1000
            yield row.fault("qty", f"at most {left:g}, which can come back")
        self.back[place] = after
        total = self._total(line)
        gone = given_back(total, before, line["qty"], 0)
        self.dues[row["sale_id"]] -= given_back(total, after, line["qty"], gone)
        if row["restock_location"]:
            self.stock[row["restock_location"], line["sku"]] += after - before

    def _take(self, row: Row, column: str, place: str, sku: str, milli: int) -> Iterator[Fault]:
        held = self.stock[place, sku]
        if milli > held:
            yield row.fault(column, f"at most {held / 1000:g}, which lie at {place}")
        else:
            self.stock[place, sku] = held - milli

    def _total(self, line: Row) -> int:
        return line_of(line, self.sales[line["sale_id"]], igv_of(self.folder)).total
