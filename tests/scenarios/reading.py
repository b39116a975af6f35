"""Reading CSV files the way RULES says: compared as numbers, rows in any order."""

import csv
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

EXPECTED = Path(__file__).parent / "2025"

#: The files of an export that are compared, and what they are called among the expected ones.
COMPARED = {
    "lines.csv": "expected_lines.csv",
    "allocations.csv": "expected_allocations.csv",
    "payouts.csv": "payouts.csv",
    "figures.csv": "expected.csv",
}

Cell = Decimal | str
Table = list[tuple[Cell, ...]]


def table(path: Path) -> Table:
    """Every row, the names of the columns first; figures as numbers."""
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(map(cell, row)) for row in csv.reader(file)]


def rows(path: Path) -> list[dict[str, str]]:
    """Every row by the names of its columns, as it is written."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(text: str) -> Cell:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def differences(found: Table, expected: Table) -> list[str]:
    """What stands in one table only, ready to be read; nothing when they say the same."""
    if found[0] != expected[0]:
        return [f"columns {found[0]} instead of {expected[0]}"]
    have, want = Counter(found[1:]), Counter(expected[1:])
    return sorted(
        [f"missing    {','.join(map(str, row))}" for row in (want - have).elements()]
        + [f"unexpected {','.join(map(str, row))}" for row in (have - want).elements()]
    )
