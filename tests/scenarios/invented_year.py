"""Other years by the same rules: other people, groups, shares, prices, quantities, and bad luck.

`write(folder, seed)` invents a year step by step, so that every sale finds its pieces and every
payment something due. It is seeded: the same seed gives the same year. It knows the rules only
through the oracle, not through the program under test.
"""

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.scenarios.invented_people import COLUMNS, LISTS, PLACES, People, money, soles
from tests.scenarios.oracle import NOTHING, line_money, number, round2

#: By tax code, the lists that a sale may be priced from.
PRICED_BY = {
    "20": ("TIENDA", "POR-MAYOR", "FERIA", "DOLARES"),
    "10": ("TIENDA", "FERIA", "DOLARES"),
    "40": ("DOLARES", "TIENDA"),
}
METHODS = ("efectivo", "efectivo", "yape", "plin", "tarjeta", "transferencia")

#: How often each thing happens, of a hundred and twenty.
HABITS = {
    "deliver": 28, "send": 10, "arrive": 14, "sell": 30, "pay": 22, "give_back": 5, "refund": 3,
    "bounce": 1, "adjust": 3, "debit": 4,
}  # fmt: skip


def write(folder: Path, seed: int, steps: int = 420) -> None:
    """Write the input files of one invented year into `folder`, their rows in any order."""
    year = Invention(seed)
    year.play(steps)
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        year.random.shuffle(year.rows[name])
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(year.rows[name])


class Invention(People):
    """The year as it goes on: what lies where, what is due, what can still come back."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.clock = datetime(self.year, 1, 2, 7, tzinfo=UTC)
        self.stock: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        self.dues: dict[str, Fraction] = {}
        self.left: dict[tuple[str, str], Fraction] = {}
        self.numbers: dict[tuple[str, str], int] = {}
        self.counts: dict[str, int] = defaultdict(int)
        #: Codes of deliveries are not in the order of recording: FIFO goes by day, then by code.
        self.lots = self.random.sample(range(1, 10_000), 2_000)

    def play(self, steps: int) -> None:
        """Let things happen, evenly over the year, until its last night."""
        begin, pace = self.clock, timedelta(minutes=363 * 24 * 60 // steps)
        for _ in range(12):
            self.deliver()
        for step in range(steps):
            self.clock = max(self.clock, begin + pace * step)
            act = self.random.choices(list(HABITS), list(HABITS.values()))[0]
            getattr(self, act)()
        self.clock = self.clock.replace(day=31, hour=21)
        for act in ("send", "sell", "pay", "give_back"):
            getattr(self, act)()

    def moment(self) -> str:
        """The next moment of recording: unique, and never that of a settlement."""
        self.clock += timedelta(seconds=self.random.randint(1, 900))
        if (self.clock.hour, self.clock.minute, self.clock.second) == (20, 0, 0):
            self.clock += timedelta(seconds=1)
        return self.clock.replace(tzinfo=None).isoformat()

    def day(self, since: str | None = None) -> str:
        """The business day: mostly today, sometimes one that was forgotten."""
        late = self.random.choice((0, 0, 0, 0, 0, 1, 3, 12, 35))
        earliest = date.fromisoformat(since) if since else date(self.year, 1, 1)
        return max(earliest, self.clock.date() - timedelta(days=late)).isoformat()

    def code(self, letter: str) -> str:
        self.counts[letter] += 1
        return f"{letter}{self.counts[letter]:04}"

    def deliver(self) -> None:
        """A member brings pieces, now and then of another group's product; some are given back."""
        member, sku = self.random.choice(self.rows["members"]), self.random.choice(self.goods)
        brought, place = self._units(sku, 14), self.random.choice(PLACES[:3])
        rejected = self.random.choice((NOTHING, NOTHING, NOTHING, self._units(sku, 2), brought))
        rejected = min(rejected, brought)
        when = {"recorded_at": self.moment(), "date": self.day()}
        if member["left_on"] and when["date"] > member["left_on"]:
            return
        self.add(
            "deliveries",
            delivery_id=f"D{self.lots.pop():05}",
            **when,
            location=place,
            member_id=member["member_id"],
            sku=sku,
            qty_delivered=qty(brought),
            qty_rejected=qty(rejected),
            qty_accepted=qty(brought - rejected),
        )
        self.stock[place, sku] += brought - rejected

    def send(self) -> None:
        """A canoe leaves with up to three products."""
        origin, target = self.random.sample(PLACES, 2)
        transfer, on = self.code("T"), self.day()
        for line, sku in enumerate(self._on_shelf(origin, 3), 1):
            units = self._some(self.stock[origin, sku], sku)
            self.stock[origin, sku] -= units
            places = {"from_location": origin, "to_location": target, "via": "canoa"}
            when = {"date_out": on, "out_recorded_at": self.moment()}
            sent = {"sku": sku, "qty_sent": qty(units)}
            self.add("transfers", transfer_id=transfer, line=line, **places, **when, **sent)

    def arrive(self) -> None:
        """One product of a canoe arrives, whole, in part, or not at all."""
        row = self._any("transfers", lambda row: not row["date_in"])
        if not row:
            return
        sent = number(row["qty_sent"])
        lost = self.random.choice((NOTHING, NOTHING, NOTHING, self._some(sent, row["sku"]), sent))
        row |= {"in_recorded_at": self.moment(), "date_in": self.day(row["date_out"])}
        row |= {"qty_received": qty(sent - lost), "qty_lost": qty(lost)}
        row["loss_kind"] = self.random.choice(("mojado", "naufragio")) if lost else ""
        self.stock[row["to_location"], row["sku"]] += sent - lost

    def sell(self) -> None:
        """One to four lines, of pieces and services, in either currency, taxed or not."""
        place = self.random.choice(PLACES)
        skus = self._on_shelf(place, 4)
        if self.random.random() < 0.15:
            skus.append(self.random.choice(self.services))
        if not skus:
            return
        if self.random.random() < 0.2:
            skus.append(skus[0])  # two lines of one product follow each other in its queue
        tax = self.random.choice(("20", "20", "20", "10", "10", "40"))
        price_list = self.random.choice(PRICED_BY[tax])
        currency, includes = LISTS[price_list]
        sale = self.add(
            "sales",
            sale_id=self.code("V"),
            recorded_at=self.moment(),
            date=self.day(),
            location=place,
            channel="tienda",
            price_list=price_list,
            price_includes_igv=includes,
            tax_code=tax,
            currency=currency,
            fx_rate=self._rate(currency),
        )
        lines: list[dict[str, str]] = []
        for sku in skus:
            lines += self._line(sale, len(lines) + 1, sku)
        totals = [line_money(line, sale, number(self.igv))[2] for line in lines]
        self.dues[sale["sale_id"]] = sum(totals, NOTHING)
        in_soles = (round2(total * number(sale["fx_rate"] or "1")) for total in totals)
        sale |= self._paper(sum(in_soles, NOTHING), tax)

    def _line(self, sale: dict[str, str], index: int, sku: str) -> list[dict[str, str]]:
        service = sku in self.services
        held = Fraction(9) if service else self.stock[sale["location"], sku]
        if not held:
            return []
        units = self._some(held, sku)
        if not service:
            self.stock[sale["location"], sku] -= units
        self.left[sale["sale_id"], str(index)] = units
        agreed = self.random.random() < 0.1
        return [
            self.add(
                "sale_lines",
                sale_id=sale["sale_id"],
                line=index,
                sku=sku,
                qty=qty(units),
                unit_price=money(self.random.randint(100, 7_000))
                if agreed
                else self._price(sale, sku),
                discount_pct=self.random.choice(("0", "0", "7", "12.5")),
                price_source="acordado" if agreed else "lista",
                member_id=self.random.choice(self.rows["members"])["member_id"] if service else "",
            )
        ]

    def _price(self, sale: dict[str, str], sku: str) -> str:
        return next(
            row["unit_price"]
            for row in self.rows["prices"]
            if (row["price_list"], row["sku"]) == (sale["price_list"], sku)
            and row["valid_from"] <= sale["date"] <= (row["valid_to"] or "9999")
        )

    def _paper(self, total: Fraction, tax: str) -> dict[str, str]:
        """R12."""
        buyer = self.random.choice(self.rows["buyers"])
        named = buyer["doc_type"] != "0"
        kind, series = "boleta", self.random.choice(("B001", "EB01", "0001"))
        if tax == "40" or (buyer["doc_type"] == "6" and self.random.random() < 0.6):
            kind, series = "factura", "E001"
        elif total > 700 and not named:
            buyer = self.rows["buyers"][-1]
        elif total <= 5 and not named:
            kind, series = "nota_venta", "0001"
        paper = {"buyer_id": buyer["buyer_id"], "doc_type": kind, "doc_series": series}
        return paper | {"doc_number": self._number(kind, series)}

    def _number(self, kind: str, series: str) -> str:
        """The first one may be any; then no gaps."""
        last = self.numbers.get((kind, series), self.random.choice((0, 0, 41)))
        self.numbers[kind, series] = last + 1
        return str(last + 1)

    def pay(self) -> None:
        """All or a part of what is due; cash that closes a sale is rounded down."""
        sale = self._any("sales", lambda row: self.dues[row["sale_id"]] > 0)
        if not sale:
            return
        due = self.dues[sale["sale_id"]]
        method = self.random.choice(METHODS)
        part = Fraction(int(due * 100 * self.random.randint(1, 99)) // 100, 100)
        amount = part if part and self.random.random() < 0.35 else due
        rounding = NOTHING
        if method == "efectivo" and sale["currency"] == "PEN":
            tens = Fraction((amount * 10).__floor__(), 10)
            amount, rounding = tens, amount - tens if amount == due else NOTHING
        if not 0 < amount < 2000:
            method, amount, rounding = "transferencia", due, NOTHING
        self._payment(sale, "cobro", method, amount, rounding)

    def refund(self) -> None:
        """What the buyer is owed goes back; cash is rounded up, in his favour."""
        sale = self._any("sales", lambda row: self.dues[row["sale_id"]] < 0)
        if not sale:
            return
        owed = amount = -self.dues[sale["sale_id"]]
        method = self.random.choice(("efectivo", "yape"))
        if method == "efectivo" and sale["currency"] == "PEN":
            amount = Fraction((owed * 10).__ceil__(), 10)
        self._payment(sale, "devolucion", method, -amount, amount - owed)

    def bounce(self) -> None:
        """A transfer is called back: a sale that was collected is not any more."""
        sale = self._any("sales", lambda row: self.dues[row["sale_id"]] == 0)
        if sale:
            amount = Fraction(self.random.randint(100, 2_000), 100)
            self._payment(sale, "devolucion", "transferencia", -amount, NOTHING)

    def _payment(
        self, sale: dict[str, str], kind: str, method: str, amount: Fraction, rounding: Fraction
    ) -> None:
        self.add(
            "payments",
            payment_id=self.code("C"),
            recorded_at=self.moment(),
            date=self.day(sale["date"]),
            sale_id=sale["sale_id"],
            kind=kind,
            method=method,
            currency=sale["currency"],
            amount=soles(amount),
            rounding=soles(rounding),
            fx_rate=self._rate(sale["currency"]),
        )
        self.dues[sale["sale_id"]] -= amount + rounding

    def give_back(self) -> None:
        """A credit note over one or two lines; of services and spoilt pieces none is restocked."""
        sale = self._any("sales", lambda row: (row["tax_code"], row["currency"]) != ("10", "USD"))
        if not sale:  # (RULES leaves open how the IGV of a taxed sale in dollars comes back.)
            return
        lines = [
            line
            for line in self.rows["sale_lines"]
            if line["sale_id"] == sale["sale_id"] and self.left[sale["sale_id"], line["line"]]
        ]
        if not lines:
            return
        series, on = self.random.choice(("EB01", "BC01")), self.day(sale["date"])
        note = {"nc_code": "07", "nc_series": series, "nc_number": self._number("nc", series)}
        for line in self.random.sample(lines, min(len(lines), self.random.randint(1, 2))):
            self._back(sale, line, {"recorded_at": self.moment(), "date": on} | note)

    def _back(self, sale: dict[str, str], line: dict[str, str], facts: dict[str, str]) -> None:
        key, whole = (sale["sale_id"], line["line"]), number(line["qty"])
        units = self._some(self.left[key], line["sku"])
        fit = line["sku"] in self.goods and self.random.random() < 0.6
        shelf = self.random.choice(PLACES) if fit else ""
        where = {"restock": "si" if fit else "no", "restock_location": shelf}
        place = {"sale_id": key[0], "line": key[1], "qty": qty(units)}
        self.add("returns", return_id=self.code("N"), **place, **where, **facts)
        total = line_money(line, sale, number(self.igv))[2]
        gone = whole - self.left[key]
        now, before = round2(total * (gone + units) / whole), round2(total * gone / whole)
        self.dues[key[0]] -= now - before
        self.left[key] -= units
        if fit:
            self.stock[shelf, line["sku"]] += units

    def adjust(self) -> None:
        """Mould, or a gift."""
        place = self.random.choice(PLACES)
        for sku in self._on_shelf(place, 1):
            units = self._some(self.stock[place, sku], sku)
            self.stock[place, sku] -= units
            when = {"recorded_at": self.moment(), "date": self.day()}
            what = {"location": place, "sku": sku, "qty_out": qty(units)}
            kind = self.random.choice(("merma", "muestra"))
            self.add("adjustments", adjustment_id=self.code("A"), kind=kind, **when, **what)

    def debit(self) -> None:
        """Advances (some larger than she will earn), materials, dues."""
        self.add(
            "advances",
            debit_id=self.code("X"),
            recorded_at=self.moment(),
            date=self.day(),
            member_id=self.random.choice(self.rows["members"])["member_id"],
            kind=self.random.choice(("adelanto", "material", "aporte")),
            amount=money(self.random.randint(100, 15_000)),
        )

    def _any(self, file: str, wanted: Callable[[dict[str, str]], bool]) -> dict[str, str] | None:
        found = [row for row in self.rows[file] if wanted(row)]
        return self.random.choice(found) if found else None

    def _on_shelf(self, place: str, most: int) -> list[str]:
        """Some products that lie at a place."""
        there = sorted(sku for (p, sku), units in self.stock.items() if p == place and units)
        return self.random.sample(there, min(len(there), self.random.randint(1, most)))

    def _units(self, sku: str, most: int) -> Fraction:
        """Whole pieces, or kilos to the gram."""
        if self.products[sku]["unit"] == "kg":
            grams = self.random.choice((500, 250, 125, 1)) * self.random.randint(1, most * 4)
            return Fraction(grams, 1000)
        return Fraction(self.random.randint(1, most))

    def _some(self, held: Fraction, sku: str) -> Fraction:
        """A part of what is there, not rarely all of it."""
        return held if self.random.random() < 0.2 else min(held, self._units(sku, 6))

    def _rate(self, currency: str) -> str:
        return f"{self.random.randint(3300, 4100) / 1000:.3f}" if currency == "USD" else ""


def qty(units: Fraction) -> str:
    return f"{Decimal(units.numerator) / Decimal(units.denominator):f}"
