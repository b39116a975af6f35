"""Whether the rows of a folder agree with each other and with the book: every fault there is."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from ..domain import identifiers, papers
from ..domain.errors import Refused
from ..domain.money import exchange
from ..domain.quantity import UNITS
from . import cells, files
from .faults import Fault
from .folder import Folder, Row
from .known import Known
from .pricing import line_of

#: The keys of settings.csv besides the shares, which carry their group's code.
SETTINGS = (
    "ruc",
    "razon_social",
    "domicilio",
    "amazonia_exoneracion",
    "fondo_comunal",
    "loss_compensation",
    "igv",
    "year",
)

#: (file, column, file that the column points into)
_REFERENCES = (
    (files.PRICES, "sku", files.PRODUCTS),
    (files.DELIVERIES, "location", files.LOCATIONS),
    (files.DELIVERIES, "member_id", files.MEMBERS),
    (files.DELIVERIES, "sku", files.PRODUCTS),
    (files.TRANSFERS, "from_location", files.LOCATIONS),
    (files.TRANSFERS, "to_location", files.LOCATIONS),
    (files.TRANSFERS, "sku", files.PRODUCTS),
    (files.SALES, "location", files.LOCATIONS),
    (files.SALES, "buyer_id", files.BUYERS),
    (files.SALE_LINES, "sale_id", files.SALES),
    (files.SALE_LINES, "sku", files.PRODUCTS),
    (files.SALE_LINES, "member_id", files.MEMBERS),
    (files.PAYMENTS, "sale_id", files.SALES),
    (files.RETURNS, "sale_id", files.SALES),
    (files.RETURNS, "restock_location", files.LOCATIONS),
    (files.ADJUSTMENTS, "location", files.LOCATIONS),
    (files.ADJUSTMENTS, "sku", files.PRODUCTS),
    (files.ADVANCES, "member_id", files.MEMBERS),
)

#: Quantities that must be whole parts of their product's unit.
_QUANTITIES = (
    (files.DELIVERIES, ("qty_delivered", "qty_rejected", "qty_accepted")),
    (files.TRANSFERS, ("qty_sent", "qty_received", "qty_lost")),
    (files.SALE_LINES, ("qty",)),
    (files.ADJUSTMENTS, ("qty_out",)),
)


def check(folder: Folder, known: Known, now: datetime) -> list[Fault]:
    """Every disagreement in a folder whose cells could all be read."""
    found = [*_settings(folder), *_changed(folder, known), *_missing(folder, known)]
    if found:
        return found  # what points nowhere cannot be looked at any further
    parts = known.parts | {row["sku"]: UNITS[row["unit"]].parts for row in folder[files.PRODUCTS]}
    return [
        *_identifiers(folder),
        *_prices(folder),
        *_whole_parts(folder, parts),
        *_deliveries(folder),
        *_transfers(folder),
        *_sales(folder),
        *_payments(folder),
        *_returns(folder),
        *_days(folder, known, now),
        *_numbers(folder, known),
    ]


def recorded(folder: Folder) -> Iterator[tuple[datetime, Row, str, date]]:
    """Every event with its moment of recording, the column it stands in, and its business day."""
    for file in files.EVENTS:
        for row in folder[file]:
            if file is files.TRANSFERS:
                yield row["out_recorded_at"], row, "out_recorded_at", row["date_out"]
                if row["in_recorded_at"] and row["date_in"]:
                    yield row["in_recorded_at"], row, "in_recorded_at", row["date_in"]
            elif file is not files.SALE_LINES:
                yield row["recorded_at"], row, "recorded_at", row["date"]


def _settings(folder: Folder) -> Iterator[Fault]:
    held = folder.by_key(files.SETTINGS)
    groups = {row["group"] for f in (files.MEMBERS, files.PRODUCTS) for row in folder[f]}
    wanted = [*SETTINGS, *(f"share_{group}_total" for group in sorted(groups))]
    for key in wanted:
        if key not in held:
            yield Fault("settings.csv", 0, key, "no row", "a row with this key")
            continue
        try:
            _read_setting(key, held[key]["value"])
        except ValueError as error:
            yield held[key].fault("value", str(error))


def _read_setting(key: str, value: str) -> None:
    try:
        if key == "ruc":
            identifiers.ruc(value)
        elif key == "year":
            cells.day(f"{value}-01-01")
        elif key == "amazonia_exoneracion":
            cells.flag(value)
        elif key not in ("razon_social", "domicilio"):
            cells.fraction(value)
    except (Refused, cells.Unread) as error:
        raise ValueError(str(error)) from None


def _changed(folder: Folder, known: Known) -> Iterator[Fault]:
    """A row that was read before and says something else now."""
    for file in files.FILES:
        for row in folder[file]:
            if known.disagrees(row) or known.disagrees(row, later=True):
                yield row.fault(file.key[0], "what was imported before under this key")


def _missing(folder: Folder, known: Known) -> Iterator[Fault]:
    for file, column, target in _REFERENCES:
        there = folder.by_key(target).keys() | known.codes.get(target.name, set())
        for row in folder[file]:
            if row[column] is not None and row[column] not in there:
                yield row.fault(column, f"something that stands in {target.name}")
    lines = {row["sale_id"] for row in folder[files.SALE_LINES]}
    for row in folder[files.SALES]:
        if row["sale_id"] not in lines:
            yield row.fault("sale_id", "at least one row in sale_lines.csv")
    sold = {row.key for row in folder[files.SALE_LINES]}
    for row in folder[files.RETURNS]:
        if f"{row['sale_id']}/{row['line']}" not in sold:
            yield row.fault("line", "a line of this sale in sale_lines.csv")
    for target, own in _OWN_CODES:
        for row in folder[target]:
            if row.key in known.codes.get(own, set()) and not known.has(row):
                yield row.fault(target.key[0], "a code that the book does not hold yet")


_OWN_CODES = tuple(
    (file, file.name)
    for file in (
        files.MEMBERS, files.PRODUCTS, files.LOCATIONS, files.BUYERS, files.DELIVERIES,
        files.SALES, files.PAYMENTS, files.RETURNS,
    )
)  # fmt: skip


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
    for row in folder[files.BUYERS]:
        try:
            if row["doc_number"]:
                identifiers.document(row["doc_type"], row["doc_number"])
        except Refused as refused:
            yield row.fault("doc_number", str(refused))


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
                if (row[column] or 0) * parts[row["sku"]] % 1000:
                    yield row.fault(column, "whole pieces")


def _deliveries(folder: Folder) -> Iterator[Fault]:
    members = folder.by_key(files.MEMBERS)
    for row in folder[files.DELIVERIES]:
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


def igv_of(folder: Folder) -> int:
    """The IGV rate of the settings, in basis points."""
    return cells.fraction(folder.by_key(files.SETTINGS)["igv"]["value"])


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


def _days(folder: Folder, known: Known, now: datetime) -> Iterator[Fault]:
    moments: dict[datetime, Row] = {}
    for moment, row, column, on in sorted(recorded(folder), key=lambda event: event[0]):
        if known.has(row, later=column == "in_recorded_at"):
            continue
        if moment in moments:
            yield row.fault(column, f"a moment of its own ({moments[moment].file} has it)")
        moments[moment] = row
        if moment > now:
            yield row.fault(column, "a moment that has come")
        if on > moment.date():
            yield row.fault("date" if "date" in row.values else column, "a day not after recording")
        if known.last_recorded and moment < known.last_recorded:
            yield row.fault(column, f"nothing older than the book's last, {known.last_recorded}")
        if known.closed and f"{on:%Y-%m}" <= known.closed:
            yield row.fault(column, f"a day after {known.closed}, which is closed")


def _numbers(folder: Folder, known: Known) -> Iterator[Fault]:
    """Numbers are gapless for each kind and series, in order of recording (R12)."""
    last = dict(known.last_numbers)
    for row in sorted(folder[files.SALES], key=lambda row: row["recorded_at"]):
        if known.has(row):
            continue
        series = (row["doc_type"], row["doc_series"])
        yield from _follows(last, series, row, "doc_number")
    last_of_note: dict[tuple[str, int], Row] = {}
    for row in sorted(folder[files.RETURNS], key=lambda row: row["recorded_at"]):
        last_of_note[row["nc_series"], row["nc_number"]] = row
    for row in sorted(last_of_note.values(), key=lambda row: row["recorded_at"]):
        if not known.has(row):
            yield from _follows(last, ("nota_credito", row["nc_series"]), row, "nc_number")


def _follows(last: dict[tuple[str, str], int], series, row: Row, column: str) -> Iterator[Fault]:
    expected = last.get(series, row[column] - 1) + 1
    if row[column] != expected:
        yield row.fault(column, f"{expected}, the next of {series[0]} {series[1]}")
    last[series] = max(row[column], last.get(series, 0))
