"""The sales register of 2025: each month as the assembly knows it, each number once."""

from collections import defaultdict
from decimal import Decimal

from coopshop import exchange, reports
from coopshop.db import db, transaction
from tests.databases import YEAR
from tests.scenarios.reading import EXPECTED, rows

MONTHS = [f"2025-{month:02}" for month in range(1, 13)]


def expected():
    """Sold less credited, month by month, as `expected.csv` has it."""
    said = {(row["metric"], row["key1"]): Decimal(row["value"])
            for row in rows(EXPECTED / "expected.csv")}  # fmt: skip
    return {month: said["sales_total", month] - said["nc_total", month] for month in MONTHS}


def test_each_month_of_the_register_comes_to_what_is_expected(read_year):
    books = {month: reports.sales_book(read_year, month) for month in MONTHS}
    found = {month: Decimal(book.together.total) / 100 for month, book in books.items()}
    assert found == expected()


def test_the_documents_of_the_export_add_up_to_the_same_and_miss_no_number(exported):
    found, numbers = defaultdict(Decimal), defaultdict(list)
    for row in rows(exported / "documents.csv"):
        found[row["counts_in"]] += Decimal(row["counted_total_pen"])
        numbers[row["kind"], row["series"]].append(int(row["number"]))
    assert found == expected()
    for name, run in numbers.items():
        assert sorted(run) == list(range(min(run), max(run) + 1)), name


def test_a_folder_with_the_list_of_documents_in_it_is_read_as_one_without(year, tmp_path):
    """Whoever puts the export beside the year's own files changes nothing."""
    for file in YEAR.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with year.app_context():
        said = exchange.FILES["documents.csv"](db.session(), 2025)
        (tmp_path / "documents.csv").write_text("".join(exchange.text_of(said)), encoding="utf-8")
        db.session().rollback()
        with transaction() as (session, at):
            outcome = exchange.import_folder(session, tmp_path, at=at)
    assert (outcome.written, outcome.settled) == (0, 0)
