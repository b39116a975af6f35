"""Whether the rows of a folder agree with each other and with the book: every fault there is."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from ...domain import identifiers, papers
from ...domain.errors import Refused
from ...domain.money import exchange
from ...domain.quantity import UNITS
from . import files
from .faults import Fault
from .folder import Folder, Row
from .known import Known
from .order import out_of_order
from .pricing import line_of
from .references import igv_of

#: Quantities that must be whole parts of their product's unit.
_QUANTITIES = (
    (files.DELIVERIES, ("qty_delivered", "qty_rejected", "qty_accepted")),
    (files.TRANSFERS, ("qty_sent", "qty_received", "qty_lost")),
    (files.SALE_LINES, ("qty",)),
    (files.ADJUSTMENTS, ("qty_out",)),
)


def check_rows(folder: Folder, known: Known) -> list[Fault]:
    """What is wrong with rows taken one by one, or with the few that they name."""
    parts = known.parts | {row["sku"]: UNITS[row["unit"]].parts for row in folder[files.PRODUCTS]}
    return [
        *_identifiers(folder),
        *_prices(folder),
        *_whole_parts(folder, parts),
        *_deliveries(folder),
        *_transfers(folder),
        *_payments(folder),
        *_returns(folder),
    ]


def check_whole(folder: Folder, known: Known, now: datetime) -> list[Fault]:
    """What is wrong with the folder as a whole, once all its rows point at something."""
    return [*_sales(folder), *out_of_order(folder, known, now)]


def _identifiers(folder: Folder) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for row in folder[files.MEMBERS]:
        if row["dni"] is None:
            continue
        try:
            number = identifiers.dni(row["dni"], row["dni_check"])
        except Refused as refused:
            yield row.fault("dni", str(refused))
            continue
        if number in seen:
            yield row.fault("dni", f"a DNI of her own ({seen[number]} has it)")
        seen[number] = row.key
    yield from _buyers(folder)


def _buyers(folder: Folder) -> Iterator[Fault]:
    seen: dict[tuple[str, str], str] = {}
    for row in folder[files.BUYERS]:
        if row["doc_number"] is None:
            continue
        try:
            number = identifiers.document(row["doc_type"], row["doc_number"])
        except Refused as refused:
            yield row.fault("doc_number", str(refused))
            continue
        other = seen.setdefault((row["doc_type"], number), row.key)
        if other != row.key:
            yield row.fault("doc_number", f"a document of its own ({other} has it)")


def _prices(folder: Folder) -> Iterator[Fault]:
    terms: dict[str, tuple[str, bool]] = {}
    ends: dict[tuple[str, str], date | None] = {}
    for row in sorted(folder[files.PRICES], key=lambda row: row["valid_from"]):
        said = (row["currency"], row["includes_igv"])
        if terms.setdefault(row["price_list"], said) != said:
            yield row.fault("currency", "the same currency and IGV in the whole list")
        if row["valid_to"] and row["valid_to"] < row["valid_from"]:
            yield row.fault("valid_to", "a day after valid_from")
        priced = (row["price_list"], row["sku"])
        if priced in ends and (ends[priced] is None or ends[priced] >= row["valid_from"]):
            yield row.fault("valid_from", "a day after the price before it has ended")
        ends[priced] = row["valid_to"]


def _whole_parts(folder: Folder, parts: dict[str, int]) -> Iterator[Fault]:
    for file, columns in _QUANTITIES:
        for row in folder[file]:
            for column in columns:
                if (row[column] or 0) * parts.get(row["sku"], 1000) % 1000:
                    yield row.fault(column, "whole pieces")


def _deliveries(folder: Folder) -> Iterator[Fault]:
    members = folder.by_key(files.MEMBERS)
    products = folder.by_key(files.PRODUCTS)
    for row in folder[files.DELIVERIES]:
        if row["sku"] in products and products[row["sku"]]["unit"] == "servicio":
            yield row.fault("sku", "a product that can be handed in, not a service")
        if row["qty_accepted"] + row["qty_rejected"] != row["qty_delivered"]:
            yield row.fault("qty_accepted", "qty_delivered less qty_rejected")
        member = members.get(row["member_id"])
        if member and member["left_on"] and member["left_on"] < row["date"]:
            yield row.fault("member_id", f"a member who had not left on {member['left_on']}")


def _transfers(folder: Folder) -> Iterator[Fault]:
    for row in folder[files.TRANSFERS]:
        if row["from_location"] == row["to_location"]:
            yield row.fault("to_location", "another place than from_location")
        ended = [row[name] is not None for name in ("date_in", "in_recorded_at", "qty_received")]
        if any(ended) and not all(ended):
            yield row.fault("in_recorded_at", "date_in, in_recorded_at and qty_received together")
        if not all(ended):
            continue
        if row["qty_received"] + (row["qty_lost"] or 0) != row["qty_sent"]:
            yield row.fault("qty_received", "qty_sent less qty_lost")
        if row["in_recorded_at"] <= row["out_recorded_at"]:
            yield row.fault("in_recorded_at", "a moment after out_recorded_at")
        if row["date_in"] < row["date_out"]:
            yield row.fault("date_in", "date_out or a later day")


def _sales(folder: Folder) -> Iterator[Fault]:
    igv_bp = igv_of(folder)
    sales = folder.by_key(files.SALES)
    buyers = folder.by_key(files.BUYERS)
    lists = {row["price_list"] for row in folder[files.PRICES]}
    services = {r["sku"] for r in folder[files.PRODUCTS] if r["unit"] == "servicio"}
    totals: dict[str, int] = defaultdict(int)
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in folder[files.SALE_LINES]:
        numbers[row["sale_id"]].append(row["line"])
        if (row["sku"] in services) != (row["member_id"] is not None):
            yield row.fault("member_id", "a member for a service, nobody for a piece")
        if row["sale_id"] in sales:
            sale = sales[row["sale_id"]]
            total = line_of(row, sale, igv_bp).total
            foreign = sale["fx_rate"]
            totals[row["sale_id"]] += exchange(total, foreign) if foreign else total
    for row in folder[files.SALES]:
        if sorted(numbers[row.key]) != list(range(1, len(numbers[row.key]) + 1)):
            yield row.fault("sale_id", "lines numbered 1, 2, 3 … in sale_lines.csv")
        if (row["currency"] == "PEN") != (row["fx_rate"] is None):
            yield row.fault("fx_rate", "a rate for dollars, and none for soles")
        if row["price_list"] not in lists:
            yield row.fault("price_list", "a list that stands in prices.csv")
        buyer = buyers.get(row["buyer_id"])
        if buyer:
            yield from _identity(row, buyer, totals[row.key])


def _identity(row: Row, buyer: Row, total_pen: int) -> Iterator[Fault]:
    abroad = "exportacion" if row["tax_code"] == "40" else ""
    document = buyer["doc_type"] if buyer["doc_number"] else "0"
    try:
        papers.refuse_buyer(row["doc_type"], total_pen, document, abroad)
    except Refused as refused:
        yield row.fault("buyer_id", str(refused))


def _payments(folder: Folder) -> Iterator[Fault]:
    sales = folder.by_key(files.SALES)
    for row in folder[files.PAYMENTS]:
        if (row["kind"] == "cobro") != (row["amount"] > 0) or row["amount"] == 0:
            yield row.fault("amount", "above zero for a cobro, below zero for a devolucion")
        if row["rounding"] and row["method"] != "efectivo":
            yield row.fault("rounding", "0.00, because only cash is rounded")
        sale = sales.get(row["sale_id"])
        if sale and row["currency"] != sale["currency"]:
            yield row.fault("currency", f"{sale['currency']}, the currency of the sale")
        if sale and row["recorded_at"] <= sale["recorded_at"]:
            yield row.fault("recorded_at", "a moment after the sale was recorded")
        if sale and row["date"] < sale["date"]:
            yield row.fault("date", "the day of the sale or a later one")
        if (row["currency"] == "PEN") != (row["fx_rate"] is None):
            yield row.fault("fx_rate", "a rate for dollars, and none for soles")


def _returns(folder: Folder) -> Iterator[Fault]:
    sales = folder.by_key(files.SALES)
    notes: dict[tuple[str, int], tuple[str, date, str]] = {}
    for row in folder[files.RETURNS]:
        sale = sales.get(row["sale_id"])
        if row["restock"] != (row["restock_location"] is not None):
            yield row.fault("restock_location", "a place when restock is si, nothing when no")
        if sale and row["recorded_at"] <= sale["recorded_at"]:
            yield row.fault("recorded_at", "a moment after the sale was recorded")
        if sale and row["date"] < sale["date"]:
            yield row.fault("date", "the day of the sale or a later one")
        said = (row["sale_id"], row["date"], row["nc_code"])
        if notes.setdefault((row["nc_series"], row["nc_number"]), said) != said:
            yield row.fault("nc_number", "one sale, day and reason in one credit note")
