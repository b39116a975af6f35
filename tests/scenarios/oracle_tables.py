"""The four files that the oracle's year comes to, as rows of text and exact numbers."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tests.scenarios.oracle import NOTHING, Line, Year, number, round2

KINDS = {"20": "exonerado", "10": "gravado", "40": "exportacion"}


def tables(year: Year) -> dict[str, list[tuple]]:
    """Every file's rows, the names of the columns first; comparable with `reading.table`."""
    found = {
        "lines.csv": lines(year),
        "allocations.csv": allocations(year),
        "payouts.csv": [tuple(year.payouts[0]), *(tuple(p.values()) for p in year.payouts)],
        "figures.csv": [("metric", "key1", "key2", "value", "unit"), *figures(year)],
    }
    return {name: [tuple(map(plain, row)) for row in rows] for name, rows in found.items()}


def plain(cell: object) -> object:
    """Fractions here are always finite decimals."""
    if isinstance(cell, Fraction):
        return Decimal(cell.numerator) / Decimal(cell.denominator)
    return Decimal(cell) if isinstance(cell, int) else cell


def lines(year: Year) -> list[tuple]:
    header = (
        "sale_id", "line", "sku", "qty", "currency", "line_net", "line_igv", "line_total",
        "net_pen", "igv_pen", "member_pool", "fondo_comunal", "asociacion", "returned_qty",
        "returned_net_pen",
    )  # fmt: skip
    rows = [
        (
            *(sale, number(line.row["line"]), line.row["sku"], line.qty),
            *(year.sales[sale]["currency"], line.net, line.igv, line.total),
            *(line.net_pen, line.igv_pen, line.pool, line.fund, line.rest),
            *(line.back_qty, line.back["net_pen"]),
        )
        for sale, line in every_line(year)
    ]
    return [header, *rows]


def allocations(year: Year) -> list[tuple]:
    header = (
        "sale_id", "line", "position", "delivery_id", "member_id", "qty", "amount",
        "returned_qty", "returned_amount",
    )  # fmt: skip
    rows = [
        (
            *(sale, number(line.row["line"]), position, part.lot, part.member),
            *(part.units, part.amount, part.back_units, part.back_amount),
        )
        for sale, line in every_line(year)
        for position, part in enumerate(line.parts, 1)
    ]
    return [header, *rows]


def every_line(year: Year) -> Iterator[tuple[str, Line]]:
    for sale, sold in year.sold.items():
        for line in sold:
            yield sale, line


def figures(year: Year) -> Iterator[tuple]:
    yield from stock(year)
    for member in year.members:
        for metric, value in of_member(year, member).items():
            yield f"member_{metric}", member, "", value, "PEN"
    yield from months(year)
    for metric, value in of_year(year).items():
        yield metric, "YEAR", "", value, "PEN"
    yield "payouts_count", "YEAR", "", len(year.payouts), "rows"
    yield "deliveries_rows", "YEAR", "", len(year.deliveries), "rows"
    yield from receivables(year)
    for row, lot, units, cents in year.compensations:
        member = year.deliveries[lot]["member_id"]
        said = f"comp {plain(cents):.2f} PEN, {row['loss_kind']}"
        yield "lost_units", row["transfer_id"], f"{row['sku']}|{lot}|{member}", units, said
    for group in sorted({product["group"] for product in year.products.values()}):
        net = total(
            part.amount - part.back_amount
            for _, line in every_line(year)
            if year.products[line.row["sku"]]["group"] == group
            for part in line.parts
        )
        yield "group_earned_net", group, "", net, "PEN"
    for sku, product in year.products.items():
        for metric, units in of_product(year, sku).items():
            yield f"sku_{metric}", sku, "", units, product["unit"]


def stock(year: Year) -> Iterator[tuple]:
    held: dict[tuple[str, str, str], Fraction] = defaultdict(Fraction)
    for (place, sku), lots in year.held.items():
        on_the_way = isinstance(place, tuple)
        metric = "in_transit_qty" if on_the_way else "stock_qty"
        held[metric, place[0] if on_the_way else place, sku] += total(lots.values())
    for (metric, place, sku), units in held.items():
        if units:
            yield metric, place, sku, units, year.products[sku]["unit"]


def of_member(year: Year, member: str) -> dict[str, Fraction]:
    hers = [part for _, line in every_line(year) for part in line.parts if part.member == member]
    unsold = total(
        units * year.price("SOCIA", sku, f"{year.year}-12-31")
        for (_, sku), lots in year.held.items()
        for lot, units in lots.items()
        if units and year.deliveries[lot]["member_id"] == member
    )
    found = {
        "earned_gross": total(part.amount for part in hers),
        "reversed": total(part.back_amount for part in hers),
        "earned_net": year.earned(member),
        "earned_collected": year.earned(member, collected=True),
        "earned_uncollected": year.earned(member, collected=False),
        "loss_compensation": total(
            cents
            for _, lot, _, cents in year.compensations
            if year.deliveries[lot]["member_id"] == member
        ),
        "sample_credit": total(cents for who, cents in year.samples if who == member),
        "paid_out": year.paid_out(member),
        "balance_available": year.available(member),
        "balance_total": year.available(member) + year.earned(member, collected=False),
        "unsold_at_member_price": round2(unsold),
    }
    for kind in ("adelanto", "material", "aporte"):
        found[f"debit_{kind}"] = total(
            number(row["amount"])
            for row in year.owed
            if (row["member_id"], row["kind"]) == (member, kind)
        )
    return found


def months(year: Year) -> Iterator[tuple]:
    """R11."""
    sums: dict[tuple[str, str], Fraction] = defaultdict(Fraction)

    def add(prefix: str, day: str, kind: str, net: Fraction, igv: Fraction) -> None:
        for span in (day[:7], "YEAR"):
            sums[f"{prefix}_{kind}", span] += net
            sums[f"{prefix}_igv", span] += igv
            sums[f"{prefix}_total", span] += net + igv

    for code, sale in year.sales.items():
        kind = KINDS[sale["tax_code"]]
        for line in year.sold[code]:
            add("sales", sale["date"], kind, line.net_pen, line.igv_pen)
        for span in (sale["date"][:7], "YEAR"):
            sums["sales_count", span] += 1
    for row, back in year.notes:
        kind = KINDS[year.sales[row["sale_id"]]["tax_code"]]
        add("nc", row["date"], kind, back["net_pen"], back["igv_pen"])
    for span in [*(f"{year.year}-{month:02}" for month in range(1, 13)), "YEAR"]:
        for name in (*KINDS.values(), "igv", "total"):
            yield f"sales_{name}", span, "", sums[f"sales_{name}", span], "PEN"
            if span != "YEAR" or name == "total":
                yield f"nc_{name}", span, "", sums[f"nc_{name}", span], "PEN"
        yield "sales_count", span, "", sums["sales_count", span], "docs"


def of_year(year: Year) -> dict[str, Fraction]:
    sold = [line for _, line in every_line(year)]
    back = [sums for _, sums in year.notes]
    rate_differences = total(
        round2(number(row["amount"]) * number(row["fx_rate"]))
        - round2(number(row["amount"]) * number(year.sales[row["sale_id"]]["fx_rate"]))
        for row in year.payments
        if row["fx_rate"]
    )
    return {
        "net_sales_after_returns_pen": total(x.net_pen for x in sold)
        - total(b["net_pen"] for b in back),
        "members_pool_net": total(x.pool for x in sold) - total(b["pool"] for b in back),
        "fund_comunal_net": total(x.fund for x in sold) - total(b["fund"] for b in back),
        "association_margin_net": total(x.rest for x in sold) - total(b["rest"] for b in back),
        "association_paid_losses_and_samples": total(c for *_, c in year.compensations)
        + total(c for _, c in year.samples),
        "cash_rounding_cost": total(number(row["rounding"]) for row in year.payments),
        "fx_difference_association": rate_differences,
        "payouts_total": total(payout["amount"] for payout in year.payouts),
    }


def receivables(year: Year) -> Iterator[tuple]:
    owed: dict[str, Fraction] = defaultdict(Fraction)
    for code, sale in year.sales.items():
        if year.due(code):
            owed[sale["currency"]] += year.due(code)
            yield "receivable", code, sale["buyer_id"], year.due(code), sale["currency"]
    for currency, due in owed.items():
        yield "receivable_total", "YEAR", currency, due, currency


def of_product(year: Year, sku: str) -> dict[str, Fraction]:
    lots = [row for row in year.deliveries.values() if row["sku"] == sku]
    sold = {
        (sale, line.row["line"]): line for sale, line in every_line(year) if line.row["sku"] == sku
    }
    return {
        "delivered": total(number(row["qty_accepted"]) for row in lots),
        "sold": total(line.qty for line in sold.values()),
        "restocked": total(
            number(row["qty"])
            for row in year.returns
            if row["restock"] == "si" and (row["sale_id"], row["line"]) in sold
        ),
        "lost": total(units for row, _, units, _ in year.compensations if row["sku"] == sku),
        "adjusted": total(number(r["qty_out"]) for r in year.adjustments if r["sku"] == sku),
        "closing": total(
            units
            for (_, product), held in year.held.items()
            if product == sku
            for units in held.values()
        ),
    }


def total(values) -> Fraction:
    return sum(values, NOTHING)
