"""A second opinion: what a folder of a year must come to, told from the scenario's RULES alone.

Slow, straightforward, exact (fractions, never floats) and on purpose ignorant of the program under
test: nothing of it is imported here. R1 … R13 are the rules of that text.
"""

import calendar
import csv
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

NOTHING = Fraction(0)


def number(text: str) -> Fraction:
    return Fraction(text or "0")


def round2(value: Fraction) -> Fraction:
    """Half up to 0.01; below zero the mirror of it."""
    if value < 0:
        return -round2(-value)
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


def line_money(line: dict, sale: dict, igv: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """R4: net, igv and total of a line in the sale's currency."""
    gross = round2(
        number(line["qty"])
        * number(line["unit_price"])
        * (100 - number(line["discount_pct"]))
        / 100
    )
    if sale["tax_code"] in ("20", "40"):
        return gross, NOTHING, gross
    if sale["price_includes_igv"] == "si":
        net = round2(gross / (1 + igv))
        return net, gross - net, gross
    tax = round2(gross * igv)
    return gross, tax, gross + tax


def divide(pool: Fraction, units: list[Fraction]) -> list[Fraction]:
    """R5: whole céntimos each, the remaining ones to the largest fractions, ties to the earlier."""
    exact = [pool * 100 * part / sum(units) for part in units]
    cents = [value.__floor__() for value in exact]
    left = int(pool * 100) - sum(cents)
    order = sorted(range(len(units)), key=lambda i: (cents[i] - exact[i], i))
    for i in order[:left]:
        cents[i] += 1
    return [Fraction(value, 100) for value in cents]


@dataclass
class Part:
    """What one lot gave to a line, and what came back."""

    lot: str
    member: str
    units: Fraction
    amount: Fraction
    back_units: Fraction = NOTHING
    back_amount: Fraction = NOTHING


@dataclass
class Line:
    row: dict
    qty: Fraction
    net: Fraction
    igv: Fraction
    total: Fraction
    net_pen: Fraction
    igv_pen: Fraction
    pool: Fraction
    fund: Fraction
    rest: Fraction
    parts: list[Part]
    back_qty: Fraction = NOTHING
    back: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))


class Year:
    """Play a folder; afterwards every list and sum that the files ask for stands in here."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> list[dict]:
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        self.settings = {row["key"]: row["value"] for row in read("settings")}
        self.year = int(self.settings["year"])
        self.members = {row["member_id"]: row for row in read("members")}
        self.products = {row["sku"]: row for row in read("products")}
        self.prices = read("prices")
        self.deliveries = {row["delivery_id"]: row for row in read("deliveries")}
        self.sales = {row["sale_id"]: row for row in read("sales")}
        self.sold: dict[str, list[Line]] = {}
        self.asked: dict[str, list[dict]] = defaultdict(list)
        for row in sorted(read("sale_lines"), key=lambda row: int(row["line"])):
            self.asked[row["sale_id"]].append(row)
        self.transfers = read("transfers")
        self.payments = read("payments")
        self.returns = read("returns")
        self.adjustments = read("adjustments")
        self.debits = read("advances")
        #: (place or (transfer, line), sku) -> lot -> units
        self.held: dict[tuple, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        self.paid: dict[str, Fraction] = defaultdict(Fraction)
        self.credited: dict[str, Fraction] = defaultdict(Fraction)
        self.compensations: list[tuple[dict, str, Fraction, Fraction]] = []
        self.samples: list[tuple[str, Fraction]] = []
        self.owed: list[dict] = []
        self.payouts: list[dict] = []
        self.notes: list[tuple[dict, dict[str, Fraction]]] = []
        self.play()

    def play(self) -> None:
        """R1: everything in the order of recording; the settlements at 20:00 of the last days."""
        events = [(row["recorded_at"], self.deliver, row) for row in self.deliveries.values()]
        events += [(row["recorded_at"], self.sell, row) for row in self.sales.values()]
        events += [(row["recorded_at"], self.pay, row) for row in self.payments]
        events += [(row["recorded_at"], self.give_back, row) for row in self.returns]
        events += [(row["recorded_at"], self.adjust, row) for row in self.adjustments]
        events += [(row["recorded_at"], self.owed.append, row) for row in self.debits]
        events += [(row["out_recorded_at"], self.leave, row) for row in self.transfers]
        events += [(r["in_recorded_at"], self.arrive, r) for r in self.transfers if r["date_in"]]
        for month in range(1, 13):
            last = f"{self.year}-{month:02}-{calendar.monthrange(self.year, month)[1]}"
            events.append((f"{last}T20:00:00", self.settle, {"date": last}))
        for _, act, row in sorted(events, key=lambda event: event[0]):
            act(row)

    def deliver(self, row: dict) -> None:
        self.held[row["location"], row["sku"]][row["delivery_id"]] += number(row["qty_accepted"])

    def take(self, place: object, sku: str, units: Fraction) -> list[tuple[str, Fraction]]:
        """R2: oldest delivery day first, then the code."""
        taken, held = [], self.held[place, sku]
        for lot in sorted(held, key=lambda lot: (self.deliveries[lot]["date"], lot)):
            part = min(held[lot], units)
            if part > 0:
                held[lot] -= part
                units -= part
                taken.append((lot, part))
        assert units == 0, f"{units} of {sku} too few at {place}"
        return taken

    def leave(self, row: dict) -> None:
        """R3: on the way, in no location."""
        way = (row["transfer_id"], row["line"])
        for lot, units in self.take(row["from_location"], row["sku"], number(row["qty_sent"])):
            self.held[way, row["sku"]][lot] += units

    def arrive(self, row: dict) -> None:
        """R3: the first units arrive, the last are lost and half paid for."""
        way = (row["transfer_id"], row["line"])
        for lot, units in self.take(way, row["sku"], number(row["qty_received"])):
            self.held[row["to_location"], row["sku"]][lot] += units
        for lot, units in self.take(way, row["sku"], number(row["qty_lost"])):
            share = number(self.settings["loss_compensation"])
            price = self.price("SOCIA", row["sku"], row["date_in"])
            self.compensations.append((row, lot, units, round2(share * price * units)))

    def price(self, price_list: str, sku: str, day: str) -> Fraction:
        """The price of a list on a day."""
        for row in self.prices:
            here = (row["price_list"], row["sku"]) == (price_list, sku)
            if here and row["valid_from"] <= day <= (row["valid_to"] or "9999"):
                return number(row["unit_price"])
        raise AssertionError(f"{sku} has no price in {price_list} on {day}")

    def sell(self, sale: dict) -> None:
        """R4 and R5."""
        rate = number(sale["fx_rate"]) if sale["fx_rate"] else Fraction(1)
        lines = self.sold[sale["sale_id"]] = []
        for row in self.asked[sale["sale_id"]]:
            qty = number(row["qty"])
            net, igv, total = line_money(row, sale, number(self.settings["igv"]))
            net_pen, igv_pen = round2(net * rate), round2(igv * rate)
            group = self.products[row["sku"]]["group"]
            pool = round2(net_pen * (1 - number(self.settings[f"share_{group}_total"])))
            fund = round2(net_pen * number(self.settings["fondo_comunal"]))
            if row.get("member_id"):
                parts = [Part("", row["member_id"], qty, pool)]
            else:
                lots = self.take(sale["location"], row["sku"], qty)
                amounts = divide(pool, [units for _, units in lots])
                parts = [
                    Part(lot, self.deliveries[lot]["member_id"], units, amount)
                    for (lot, units), amount in zip(lots, amounts, strict=True)
                ]
            rest = net_pen - pool - fund
            lines.append(Line(row, qty, net, igv, total, net_pen, igv_pen, pool, fund, rest, parts))

    def pay(self, row: dict) -> None:
        self.paid[row["sale_id"]] += number(row["amount"]) + number(row["rounding"])

    def give_back(self, row: dict) -> None:
        """R7: cumulative proportions; the last allocation first."""
        line = self.sold[row["sale_id"]][int(row["line"]) - 1]
        line.back_qty += number(row["qty"])
        now = {}
        for name in ("net", "total", "net_pen", "fund"):
            so_far = round2(getattr(line, name) * line.back_qty / line.qty)
            now[name] = so_far - line.back[name]
            line.back[name] = so_far
        left, members = number(row["qty"]), NOTHING
        for part in reversed(line.parts):
            units = min(left, part.units - part.back_units)
            if units == 0:
                continue
            left -= units
            part.back_units += units
            so_far = round2(part.amount * part.back_units / part.units)
            members += so_far - part.back_amount
            part.back_amount = so_far
            if row["restock"] == "si":
                self.held[row["restock_location"], line.row["sku"]][part.lot] += units
        assert left == 0
        self.credited[row["sale_id"]] += now["total"]
        rest = now["net_pen"] - members - now["fund"]
        # A taxed line in dollars with returns is the one thing RULES leaves open; none is invented.
        igv_pen = now["total"] - now["net"]
        self.notes.append((row, now | {"pool": members, "rest": rest, "igv_pen": igv_pen}))

    def adjust(self, row: dict) -> None:
        """R13."""
        given: dict[str, Fraction] = defaultdict(Fraction)
        for lot, units in self.take(row["location"], row["sku"], number(row["qty_out"])):
            given[self.deliveries[lot]["member_id"]] += units
        if row["kind"] == "muestra":
            price = self.price("SOCIA", row["sku"], row["date"])
            self.samples += [(member, round2(price * units)) for member, units in given.items()]

    def due(self, sale: str) -> Fraction:
        """R6: what is missing, below zero what is too much."""
        total = sum((line.total for line in self.sold[sale]), NOTHING)
        return total - self.credited[sale] - self.paid[sale]

    def earned(self, member: str, *, collected: bool | None = None) -> Fraction:
        """Allocations net of reversals, of all sales or only of those (not) collected."""
        return sum(
            (
                part.amount - part.back_amount
                for sale, lines in self.sold.items()
                if collected is None or (self.due(sale) <= 0) == collected
                for line in lines
                for part in line.parts
                if part.member == member
            ),
            NOTHING,
        )

    def available(self, member: str) -> Fraction:
        """R10."""
        credits = sum(
            (cents for _, lot, _, cents in self.compensations
             if self.deliveries[lot]["member_id"] == member),
            NOTHING,
        )  # fmt: skip
        credits += sum((cents for who, cents in self.samples if who == member), NOTHING)
        debits = sum(
            (number(row["amount"]) for row in self.owed if row["member_id"] == member), NOTHING
        )
        return self.earned(member, collected=True) + credits - debits - self.paid_out(member)

    def paid_out(self, member: str) -> Fraction:
        paid = (p["amount"] for p in self.payouts if p["member_id"] == member)
        return sum(paid, NOTHING)

    def settle(self, day: dict) -> None:
        """R10: in order of id; cash in tens of céntimos, the rest stays."""
        for member in sorted(self.members):
            available = self.available(member)
            method = self.members[member]["payout_method"]
            amount = available
            if method == "efectivo":
                amount = Fraction((available * 10).__floor__(), 10)
            if amount > 0:
                self.payouts.append(
                    {
                        "payout_id": f"L{len(self.payouts) + 1:03}",
                        "recorded_at": f"{day['date']}T20:00:00",
                        "date": day["date"],
                        "member_id": member,
                        "method": method,
                        "available_before": available,
                        "amount": amount,
                        "carried": available - amount,
                    }
                )
