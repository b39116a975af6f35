"""The money of a line as it stands in the files."""

from ...domain.quantity import units_of
from ...domain.tax import LineMoney, line_money, treatment_of
from .folder import Row


def line_of(line: Row, sale: Row, igv_bp: int) -> LineMoney:
    """What a row of sale_lines.csv comes to (R4); `qty` is in thousandths."""
    return line_money(
        line["qty"],
        1000,
        line["unit_price"],
        line["discount_pct"],
        treatment_of(sale["tax_code"]),
        sale["price_includes_igv"],
        igv_bp,
    )


def units(milli: int | None, parts: int) -> int:
    """Smallest parts for a cell of thousandths; nothing for an empty one."""
    return units_of(milli or 0, parts)
